package dev.daybook.store.sqlite;

import dev.daybook.kernel.files.FileUrl;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.sequencer.Group;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/** Writes groups, one transaction each. For one thread at a time. */
final class Writer implements AutoCloseable {
  /**
   * So many events are left out of the index of kinds at most; it is cheaper to add them together.
   */
  private static final int KINDS_BEHIND = 512;

  /** Something that is written beside the groups. */
  interface Work<T> {
    T with(Session session) throws SQLException;
  }

  private final ReentrantLock turn = new ReentrantLock();
  private final Session session;
  private final FileUrl.Synchronous synchronous;
  private final Names streams;
  private final Names tags;
  private final Kinds kinds;
  private final Rows appends;
  private final Rows events;
  private final Rows tagged;
  private final Faults faults;
  private long kindsThrough;
  private boolean closed;

  Writer(Session session, FileUrl.Synchronous synchronous, Faults faults) throws SQLException {
    this.session = session;
    this.synchronous = synchronous;
    this.faults = faults;
    this.streams = new Names(session, Sql.STREAM, Sql.NEW_STREAM, Sql.NEXT_STREAM);
    this.tags = new Names(session, Sql.TAG_NAME, Sql.NEW_TAG_NAME, Sql.NEXT_TAG_NAME);
    this.kinds = new Kinds(session);
    this.appends = new Rows(session, Sql.APPENDS, 4, Sql.UNLESS_KNOWN);
    this.events = new Rows(session, Sql.EVENTS, 6, "");
    this.tagged = new Rows(session, Sql.TAGS, 2, "");
    this.kindsThrough = session.number(Sql.KINDS_THROUGH);
  }

  Kinds kinds() {
    return kinds;
  }

  boolean commit(Group group, LogHead expected) {
    turn.lock();
    try {
      return committed(group, expected);
    } finally {
      turn.unlock();
    }
  }

  /** Writes something in a durable transaction of its own. */
  <T> T durably(Work<T> work) {
    turn.lock();
    try {
      return transaction(work);
    } finally {
      turn.unlock();
    }
  }

  /**
   * Writes something that need not survive a power cut, so that it waits for no flush; the next
   * group's takes it along.
   */
  <T> T lightly(Work<T> work) {
    turn.lock();
    try {
      requireOpen();
      session.pragma("synchronous = normal");
      try {
        return transaction(work);
      } finally {
        session.pragma("synchronous = " + synchronous.name());
      }
    } catch (SQLException fault) {
      throw faults.beforeCommit(fault);
    } finally {
      turn.unlock();
    }
  }

  private <T> T transaction(Work<T> work) {
    requireOpen();
    try {
      session.execute(Sql.BEGIN);
      var result = work.with(session);
      session.execute(Sql.COMMIT);
      return result;
    } catch (SQLException fault) {
      rollback();
      throw faults.beforeCommit(fault);
    } catch (RuntimeException fault) {
      rollback();
      throw fault;
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new StoreException.Closed("The log is closed");
    }
  }

  private boolean committed(Group group, LogHead expected) {
    try {
      session.execute(Sql.BEGIN);
    } catch (SQLException fault) {
      throw faults.beforeCommit(fault);
    }
    try {
      if (!write(group, expected)) {
        undo();
        requireEpoch(expected);
        return false;
      }
    } catch (SQLException fault) {
      undo();
      throw faults.beforeCommit(fault);
    }
    try {
      session.execute(Sql.COMMIT);
    } catch (SQLException fault) {
      undo();
      throw faults.atCommit(fault);
    }
    kinds.commit();
    return true;
  }

  /** Whether it was written: the log stood where it was expected and no append id was known. */
  private boolean write(Group group, LogHead expected) throws SQLException {
    var first = group.appends().getFirst().receipt();
    var fenced =
        session.run(
            Sql.FENCED_APPEND,
            bytes(first.append().value()),
            first.first().value(),
            first.last().value(),
            first.epoch(),
            expected.position().value());
    if (fenced != 1) {
      return false;
    }
    for (var append : group.appends()) {
      var receipt = append.receipt();
      if (append != group.appends().getFirst()) {
        appends.add(
            bytes(receipt.append().value()),
            receipt.first().value(),
            receipt.last().value(),
            receipt.epoch());
      }
      add(append);
    }
    if (appends.flush() != group.appends().size() - 1) {
      return false;
    }
    events.flush();
    tagged.flush();
    indexKinds(group.appends().getLast().receipt().last().value());
    return true;
  }

  private void indexKinds(long last) throws SQLException {
    if (last - kindsThrough >= KINDS_BEHIND) {
      session.run(Sql.INDEX_KINDS, kindsThrough, last);
      session.run(Sql.KINDS_NOW_THROUGH, last);
      kindsThrough = last;
    }
  }

  private void add(Group.Sequenced append) throws SQLException {
    for (var i = 0; i < append.events().size(); i++) {
      var event = append.events().get(i);
      var stream = event.stream();
      events.add(
          event.position().value(),
          streams.id(stream.toString()),
          event.version().value(),
          kinds.id(new Kinds.Kind(stream.category(), event.type().name())),
          event.hash().bytes(),
          append.bytes().get(i));
      for (var tag : event.tags()) {
        tagged.add(tags.id(tag.text()), event.position().value());
      }
    }
  }

  /** Rolls back whatever is still open and forgets the numbers that were given out in it. */
  private void undo() {
    appends.forget();
    events.forget();
    tagged.forget();
    rollback();
    try {
      streams.forget();
      tags.forget();
      kinds.forget();
      kindsThrough = session.number(Sql.KINDS_THROUGH);
    } catch (SQLException fault) {
      throw faults.beforeCommit(fault);
    }
  }

  private void rollback() {
    try {
      session.execute(Sql.ROLLBACK);
    } catch (SQLException nothingOpen) {
      // SQLite has rolled back by itself, as it does on a full disk
    }
  }

  private void requireEpoch(LogHead expected) {
    try {
      var epoch = session.number(Sql.EPOCH);
      if (epoch != expected.epoch()) {
        throw new StoreException.Held(
            "Another process has taken the log over (epoch "
                + epoch
                + ", this one has "
                + expected.epoch()
                + "). Stop this one; nothing more can be written here.");
      }
    } catch (SQLException fault) {
      throw faults.beforeCommit(fault);
    }
  }

  static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  static long micros(byte[] time) {
    return ByteBuffer.wrap(time).getLong();
  }

  @Override
  public void close() throws SQLException {
    turn.lock();
    try {
      closed = true;
      session.execute("pragma wal_checkpoint(truncate)");
    } finally {
      turn.unlock();
      session.close();
    }
  }
}
