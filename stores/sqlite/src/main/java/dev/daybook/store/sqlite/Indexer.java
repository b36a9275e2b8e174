package dev.daybook.store.sqlite;

import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.Receipt;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.Tag;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes events into the indexes of the file. For the writer, inside a transaction. */
final class Indexer {
  private static final int APPEND_ID = 42;
  private static final int AFTER_APPEND_ID = 58;

  private final Session session;
  private final Names tagNames;
  private final Rows kinds;
  private final Rows streams;
  private final Rows tags;
  private final Rows appends;

  Indexer(Session session) throws SQLException {
    this.session = session;
    this.tagNames = new Names(session, Sql.TAG_NAME, Sql.NEW_TAG_NAME, Sql.NEXT_TAG_NAME);
    this.kinds = new Rows(session, Sql.KIND_ROWS, 2, Sql.UNLESS_KNOWN);
    this.streams = new Rows(session, Sql.STREAM_ROWS, 3, Sql.UNLESS_KNOWN);
    this.tags = new Rows(session, Sql.TAG_ROWS, 2, Sql.UNLESS_KNOWN);
    this.appends = new Rows(session, Sql.APPEND_ROWS, 4, Sql.UNLESS_KNOWN);
  }

  void add(Unindexed.Entry entry) throws SQLException {
    var event = entry.event();
    add(
        event.position().value(),
        entry.stream(),
        event.version().value(),
        entry.kind(),
        event.tags());
  }

  private void add(long position, long stream, long version, long kind, Set<Tag> tagged)
      throws SQLException {
    kinds.add(kind, position);
    streams.add(stream, version, position);
    for (var tag : tagged) {
      tags.add(tagNames.id(tag.text()), position);
    }
  }

  void add(Receipt receipt) {
    add(
        Writer.bytes(receipt.append().value()),
        receipt.first().value(),
        receipt.last().value(),
        receipt.epoch());
  }

  private void add(byte[] append, long first, long last, long epoch) {
    appends.add(append, first, last, epoch);
  }

  /** Writes what was added, and notes up to where the indexes go. */
  void flush(long through) throws SQLException {
    kinds.flush();
    streams.flush();
    tags.flush();
    appends.flush();
    session.run(Sql.NOW_INDEXED, through);
  }

  /** Forgets what was added, and the numbers that were given out. */
  void forget() throws SQLException {
    kinds.forget();
    streams.forget();
    tags.forget();
    appends.forget();
    tagNames.forget();
  }

  /**
   * Indexes what a program that was killed had left out, all of it written in one epoch.
   *
   * @return false when some of it cannot be read; what can be is indexed
   */
  boolean rest(long epoch) throws SQLException {
    session.execute(Sql.SAVE);
    try {
      var last = session.number(Sql.LAST);
      var rest = new Rest(epoch);
      for (var at = session.number(Sql.INDEXED) + 1; at <= last; at++) {
        rest.add(at);
      }
      rest.endAppend();
      flush(Math.max(last, session.number(Sql.INDEXED)));
      session.execute(Sql.RELEASE);
      return rest.whole;
    } catch (SQLException fault) {
      if (!Faults.isDamage(fault)) {
        throw fault;
      }
      session.execute(Sql.UNDO);
      session.execute(Sql.RELEASE);
      forget();
      return false;
    }
  }

  /** The events behind the indexes, one after the other, and the append that each belongs to. */
  private final class Rest {
    private final long epoch;
    private boolean whole = true;
    private byte @Nullable [] append;
    private long first;
    private long last;

    Rest(long epoch) {
      this.epoch = epoch;
    }

    void add(long position) throws SQLException {
      try {
        whole &= session.first(row -> add(position, row), Sql.INDEXABLE, position).isPresent();
      } catch (SQLException fault) {
        if (!Faults.isDamage(fault)) {
          throw fault;
        }
        whole = false;
      }
    }

    private boolean add(long position, ResultSet row) throws SQLException {
      var bytes = row.getBytes(4);
      Indexer.this.add(position, row.getLong(1), row.getLong(2), row.getLong(3), tagsOf(bytes));
      if (bytes.length >= AFTER_APPEND_ID) {
        var id = Arrays.copyOfRange(bytes, APPEND_ID, AFTER_APPEND_ID);
        if (!Arrays.equals(id, append)) {
          endAppend();
          append = id;
          first = position;
        }
        last = position;
      }
      return true;
    }

    void endAppend() {
      if (append != null) {
        Indexer.this.add(append, first, last, epoch);
      }
    }
  }

  private static Set<Tag> tagsOf(byte[] bytes) {
    try {
      return EventBytes.decodeHeader(EventBytes.headerOf(bytes), Hash.ZERO).tags();
    } catch (StoreException | IllegalArgumentException damaged) {
      return Set.of(); // verify names the event
    }
  }
}
