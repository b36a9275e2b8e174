package dev.daybook.store.sqlite;

import dev.daybook.kernel.files.FileUrl;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.sequencer.Group;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/** Writes groups, one transaction each. For one thread at a time. */
final class Writer implements AutoCloseable {
  /** Something that is written beside the groups. */
  interface Work<T> {
    T with(Session session) throws SQLException;
  }

  private final ReentrantLock turn = new ReentrantLock();
  private final Session session;
  private final FileUrl.Synchronous synchronous;
  private final Unindexed unindexed = new Unindexed();
  private final GroupRows rows;
  private final Indexer indexer;
  private final Faults faults;
  private boolean closed;

  Writer(Session session, FileUrl.Synchronous synchronous, Faults faults) throws SQLException {
    this.session = session;
    this.synchronous = synchronous;
    this.faults = faults;
    this.rows = new GroupRows(session, unindexed);
    this.indexer = new Indexer(session);
  }

  /** What has been committed and is in no index yet. */
  Unindexed unindexed() {
    return unindexed;
  }

  Kinds kinds() {
    return rows.kinds();
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
    var entries = new ArrayList<Unindexed.Entry>();
    var bytes = size(group);
    var alone = group.appends().size() == 1 ? group.appends().getFirst() : null;
    if (alone != null
        && alone.events().size() == 1
        && unindexed.hasRoomFor(1, bytes)
        && rows.isNamed(alone.events().getFirst())) {
      return committedAtOnce(group, expected, entries, bytes);
    }
    boolean indexed;
    try {
      session.execute(Sql.BEGIN);
    } catch (SQLException fault) {
      throw faults.beforeCommit(fault);
    }
    try {
      if (!rows.write(group, expected, entries)) {
        undo();
        requireEpoch(expected);
        return false;
      }
      indexed = !unindexed.hasRoomFor(entries.size(), bytes);
      if (indexed) {
        index(entries, group);
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
    rows.kinds().commit();
    if (indexed) {
      indexed();
    } else {
      unindexed.add(entries, group, bytes);
    }
    return true;
  }

  /** One event that needs no other row is a transaction of one statement. */
  private boolean committedAtOnce(
      Group group, LogHead expected, List<Unindexed.Entry> entries, long bytes) {
    try {
      if (!rows.write(group, expected, entries)) {
        requireEpoch(expected);
        return false;
      }
    } catch (SQLException fault) {
      undo();
      throw faults.atCommit(fault);
    }
    unindexed.add(entries, group, bytes);
    return true;
  }

  private static long size(Group group) {
    var sum = 0L;
    for (var append : group.appends()) {
      for (var bytes : append.bytes()) {
        sum += bytes.length;
      }
    }
    return sum;
  }

  /** Adds what has not been indexed, and a group behind it, to the indexes. */
  private void index(List<Unindexed.Entry> entries, Group group) throws SQLException {
    var part = unindexed.part();
    var last = 0L;
    for (var some : List.of(part.entries(), entries)) {
      for (var entry : some) {
        indexer.add(entry);
        last = entry.event().position().value();
      }
    }
    part.receipts().forEach(indexer::add);
    group.appends().forEach(append -> indexer.add(append.receipt()));
    indexer.flush(last);
  }

  /** What {@link #index} did is committed. */
  private void indexed() {
    unindexed.clear();
    rows.indexed();
  }

  /** Rolls back whatever is still open and forgets the numbers that were given out in it. */
  private void undo() {
    rows.drop();
    rollback();
    try {
      rows.forget();
      indexer.forget();
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

  /** Whoever opens the file next need not do it. */
  private void indexRest() {
    var entries = unindexed.part().entries();
    if (!entries.isEmpty()) {
      try {
        session.execute(Sql.BEGIN);
        index(List.of(), new Group(List.of()));
        session.execute(Sql.COMMIT);
      } catch (SQLException later) {
        rollback(); // opening does it
      }
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
      indexRest();
      session.execute("pragma wal_checkpoint(truncate)");
    } finally {
      turn.unlock();
      session.close();
    }
  }
}
