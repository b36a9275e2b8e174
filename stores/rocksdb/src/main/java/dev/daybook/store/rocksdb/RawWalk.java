package dev.daybook.store.rocksdb;

import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.verify.RawLog.Index;
import dev.daybook.kernel.verify.RawLog.Raw;
import dev.daybook.kernel.verify.RawLog.RawPage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * Walks the rows of events without trusting them. Where they cannot be walked, each is asked for by
 * its key, so that a damaged block costs what lies in it and nothing else.
 */
final class RawWalk {
  private final Gate gate;
  private final Kinds kinds;

  RawWalk(Gate gate, Kinds kinds) {
    this.gate = gate;
    this.kinds = kinds;
  }

  /**
   * @param damagedFrom the position from which on the newest events are lost; empty when none are
   */
  RawPage after(Position after, int limit, Position head, Optional<Position> damagedFrom) {
    return gate.read(database -> {
      var end = damagedFrom.isPresent() ? damagedFrom.get().value() - 1 : head.value();
      var last = Math.min(after.value() + limit, end);
      var found = new ArrayList<Raw>();
      try (var indexes = new Indexes(database)) {
        walk(database, after.value() + 1, last, found, indexes);
      }
      if (damagedFrom.isPresent() && last == end && found.size() < limit) {
        found.add(
            new Raw.Damaged(
                damagedFrom.get(),
                "what was written from here on lies in a write-ahead log that is damaged"));
        last = head.value();
      }
      return new RawPage(found, new Position(Math.max(last, after.value())), last >= head.value());
    });
  }

  private static void walk(
      Database database, long first, long last, List<Raw> found, Indexes indexes)
      throws RocksDBException {
    Chunk chunk = null;
    try (var rows = database.passing(Family.EVENT)) {
      var behind = false; // whether the iterator stands on the row of the last position
      for (var at = first; at <= last; at++) {
        if (chunk == null || !chunk.holds(at)) {
          try {
            chunk = behind ? next(rows, at) : sought(rows, at);
            behind = chunk != null;
          } catch (RocksDBException fault) {
            if (!Faults.isDamage(fault)) {
              throw fault;
            }
            behind = false;
            chunk = probed(database, at, found);
          } catch (IllegalArgumentException broken) {
            behind = false;
            chunk = null;
            found.add(
                new Raw.Damaged(new Position(at), "its row is damaged: " + broken.getMessage()));
          }
        }
        if (chunk != null && chunk.holds(at)) {
          found.add(indexes.stored(chunk.at(at)));
        }
      }
    }
  }

  private static @Nullable Chunk next(RocksIterator rows, long position) throws RocksDBException {
    rows.next();
    return rows.isValid() && Keys.last(rows.key()) == position
        ? Chunk.of(position, rows.value())
        : sought(rows, position);
  }

  private static @Nullable Chunk sought(RocksIterator rows, long position) throws RocksDBException {
    rows.seekForPrev(Keys.number(position));
    if (!rows.isValid()) {
      rows.status();
      return null;
    }
    var first = Keys.last(rows.key());
    return first == 0 || position - first >= Chunk.MOST ? null : Chunk.of(first, rows.value());
  }

  private static @Nullable Chunk probed(Database database, long position, List<Raw> found)
      throws RocksDBException {
    try {
      return Events.probed(database, position, null);
    } catch (RocksDBException fault) {
      if (!Faults.isDamage(fault)) {
        throw fault;
      }
      found.add(
          new Raw.Damaged(
              new Position(position),
              "the block of the file it lies in cannot be read: " + fault.getMessage()));
    } catch (IllegalArgumentException broken) {
      found.add(
          new Raw.Damaged(new Position(position), "its row is damaged: " + broken.getMessage()));
    }
    return null;
  }

  /** What the indexes say about events; one that cannot be read says nothing. */
  private final class Indexes implements AutoCloseable {
    private final Database database;
    private final RocksIterator streams;
    private final RocksIterator byKind;
    private final RocksIterator tags;

    Indexes(Database database) {
      this.database = database;
      streams = database.iterator(Family.STREAM);
      byKind = database.iterator(Family.KIND);
      tags = database.iterator(Family.TAG);
    }

    Raw stored(Chunk.Stored event) {
      return new Raw.Stored(
          new Position(event.position()), event.bytes(), event.hash(), index(event));
    }

    private @Nullable Index index(Chunk.Stored stored) {
      var event = decoded(stored);
      if (event == null) {
        return null; // the walk names it
      }
      var position = stored.position();
      var version = event.version().value();
      var stream = row(streams, Keys.stream(event.stream()), version);
      var isInStream =
          stream != null
              && version < stream.next()
              && stream.positions()[place(stream, version)] == position;
      var kind = kinds.find(new Kinds.Kind(event.stream().category(), event.type().name()));
      var ofKind = kind == null ? null : row(byKind, Keys.kind(kind), position);
      var tagged = new HashSet<String>();
      for (var tag : event.tags()) {
        var row = row(tags, Keys.tag(tag), position);
        if (row != null && row.holds(position)) {
          tagged.add(tag.text());
        }
      }
      return new Index(
          isInStream ? event.stream().toString() : "nothing",
          isInStream ? version : 0,
          ofKind != null && ofKind.holds(position) ? event.type().name() : "nothing",
          tagged,
          isOf(event.appendId(), position) ? event.appendId().toString() : "nothing");
    }

    private boolean isOf(AppendId append, long position) {
      try {
        var row = database.get(Family.APPEND, Keys.id(append.value()));
        return row != null && Appends.holds(row, position);
      } catch (RocksDBException unreadable) {
        return false;
      }
    }

    private static int place(Posting stream, long version) {
      return (int) (version - stream.number());
    }

    private static @Nullable Posting row(RocksIterator rows, byte[] prefix, long number) {
      try {
        return Postings.atOrBelow(rows, prefix, number);
      } catch (RocksDBException | IllegalArgumentException unreadable) {
        return null;
      }
    }

    private static @Nullable RecordedEvent decoded(Chunk.Stored event) {
      try {
        var header = EventBytes.decodeHeader(EventBytes.headerOf(event.bytes()), Hash.ZERO);
        return header.position().value() == event.position() ? header : null;
      } catch (StoreException | IllegalArgumentException damaged) {
        return null;
      }
    }

    @Override
    public void close() {
      streams.close();
      byKind.close();
      tags.close();
    }
  }
}
