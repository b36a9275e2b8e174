package dev.daybook.store.sqlite;

import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.sequencer.Group;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * The rows of groups, without which nothing would be in the log; those of the indexes are the
 * {@link Indexer}'s. For the writer.
 */
final class GroupRows {
  private final Session session;
  private final Unindexed unindexed;
  private final Names streams;
  private final Kinds kinds;
  private final Rows events;

  /** The largest id of an append that is in the index; ids grow with time, so most are beyond. */
  private byte[] newestAppend;

  GroupRows(Session session, Unindexed unindexed) throws SQLException {
    this.session = session;
    this.unindexed = unindexed;
    this.streams = new Names(session, Sql.STREAM, Sql.NEW_STREAM, Sql.NEXT_STREAM);
    this.kinds = new Kinds(session);
    this.events = new Rows(session, Sql.EVENTS, 6, "");
    this.newestAppend = newestAppend();
  }

  private byte[] newestAppend() {
    try {
      return session.first(row -> row.getBytes(1), Sql.NEWEST_APPEND).orElse(new byte[0]);
    } catch (SQLException unread) {
      return new byte[] {(byte) 0xff}; // then every id is looked up
    }
  }

  Kinds kinds() {
    return kinds;
  }

  /** Whether an event needs no other row than its own. */
  boolean isNamed(RecordedEvent event) {
    return streams.knows(event.stream().toString()) && kinds.knows(kind(event));
  }

  /**
   * Writes a group, inside a transaction.
   *
   * @param entries where its events go, with the numbers that their rows got
   * @return whether it was written: the log stood where it was expected and no append id was known
   */
  boolean write(Group group, LogHead expected, List<Unindexed.Entry> entries) throws SQLException {
    var ids = new HashSet<AppendId>();
    for (var append : group.appends()) {
      var id = append.receipt().append();
      if (!ids.add(id) || isKnown(id)) {
        return false;
      }
    }
    for (var append : group.appends()) {
      for (var i = 0; i < append.events().size(); i++) {
        var event = append.events().get(i);
        var entry = entry(event);
        var hash = event.hash().bytes();
        var bytes = append.bytes().get(i);
        if (!entries.isEmpty()) {
          events.add(
              event.position().value(),
              entry.stream(),
              event.version().value(),
              entry.kind(),
              hash,
              bytes);
        } else if (!writeFirst(entry, hash, bytes, expected)) {
          return false;
        }
        entries.add(entry);
      }
    }
    events.flush();
    return true;
  }

  private boolean writeFirst(Unindexed.Entry entry, byte[] hash, byte[] bytes, LogHead expected)
      throws SQLException {
    var event = entry.event();
    return event.position().equals(expected.position().next())
        && session.run(
                Sql.FENCED_EVENT,
                event.position().value(),
                entry.stream(),
                event.version().value(),
                entry.kind(),
                hash,
                bytes,
                expected.epoch())
            == 1;
  }

  private Unindexed.Entry entry(RecordedEvent event) throws SQLException {
    return new Unindexed.Entry(event, streams.id(event.stream().toString()), kinds.id(kind(event)));
  }

  private static Kinds.Kind kind(RecordedEvent event) {
    return new Kinds.Kind(event.stream().category(), event.type().name());
  }

  private boolean isKnown(AppendId append) throws SQLException {
    if (unindexed.part().receipt(append).isPresent()) {
      return true;
    }
    var id = Writer.bytes(append.value());
    return Arrays.compareUnsigned(id, newestAppend) <= 0 && session.number(Sql.IS_KNOWN, id) > 0;
  }

  /** What was in no index is in all of them now. */
  void indexed() {
    newestAppend = newestAppend();
  }

  /** Forgets the rows that are not written yet; they are rolled back. */
  void drop() {
    events.forget();
  }

  /** Forgets the numbers that were given out in what was rolled back. */
  void forget() throws SQLException {
    streams.forget();
    kinds.forget();
  }
}
