package dev.daybook.store.rocksdb;

import dev.daybook.kernel.log.StoreException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * The events by position, through one iterator that is at hand for a short while. What a damaged
 * block holds is damaged, and nothing else.
 */
final class Events implements AutoCloseable {
  private final Database database;
  private final RocksIterator rows;
  private @Nullable Chunk chunk;

  Events(Database database, boolean passing) {
    this.database = database;
    this.rows = passing ? database.passing(Family.EVENT) : database.iterator(Family.EVENT);
  }

  /**
   * The event at a position.
   *
   * @throws StoreException.Deterministic when it is missing or damaged
   */
  Chunk.Stored at(long position) throws RocksDBException {
    return chunkAt(position).at(position);
  }

  /** The row that holds a position; throws as {@link #at}. */
  Chunk chunkAt(long position) throws RocksDBException {
    var found = holding(position);
    if (found == null) {
      throw missing(position);
    }
    return found;
  }

  /**
   * The event at a position, null where there is none.
   *
   * @throws StoreException.Deterministic when it is damaged
   */
  Chunk.@Nullable Stored find(long position) throws RocksDBException {
    var found = holding(position);
    return found == null ? null : found.at(position);
  }

  /** When the event at a position was recorded; throws as {@link #at}. */
  Instant timeAt(long position) throws RocksDBException {
    var found = chunkAt(position);
    try {
      return found.timeAt(position);
    } catch (IndexOutOfBoundsException cut) {
      throw damaged(position, cut);
    }
  }

  /** The row that holds a position. */
  private @Nullable Chunk holding(long position) throws RocksDBException {
    var current = chunk;
    if (current != null && current.holds(position)) {
      return current;
    }
    try {
      current = soughtOrProbed(position, current != null && position == current.last() + 1);
    } catch (RocksDBException fault) {
      if (Faults.isDamage(fault)) {
        throw damaged(position, fault);
      }
      throw fault;
    } catch (IllegalArgumentException broken) {
      throw damaged(position, broken);
    }
    chunk = current;
    return current;
  }

  private @Nullable Chunk soughtOrProbed(long position, boolean isNext) throws RocksDBException {
    try {
      return sought(position, isNext);
    } catch (RocksDBException fault) {
      if (!Faults.isDamage(fault)) {
        throw fault;
      }
      // an iterator looks into every file, and the damage may lie in another than this event
      return probed(database, position, fault);
    }
  }

  private @Nullable Chunk sought(long position, boolean isNext) throws RocksDBException {
    if (isNext && rows.isValid()) {
      rows.next();
      if (rows.isValid() && Keys.last(rows.key()) == position) {
        return Chunk.of(position, rows.value());
      }
    }
    rows.seekForPrev(Keys.number(position));
    if (!rows.isValid()) {
      rows.status();
      return null;
    }
    var first = Keys.last(rows.key());
    if (first == 0 || position - first >= Chunk.MOST) {
      return null;
    }
    var found = Chunk.of(first, rows.value());
    return found.holds(position) ? found : null;
  }

  /** Asks for the few rows by their keys in which a position can lie. */
  static @Nullable Chunk probed(Database database, long position, @Nullable RocksDBException damage)
      throws RocksDBException {
    var fault = damage;
    for (var first = position; first > Math.max(0, position - Chunk.MOST); first--) {
      try {
        var row = database.get(Family.EVENT, Keys.number(first));
        if (row != null) {
          var found = Chunk.of(first, row);
          if (found.holds(position)) {
            return found;
          }
          break; // the row before it ends before it
        }
      } catch (RocksDBException unreadable) {
        if (!Faults.isDamage(unreadable)) {
          throw unreadable;
        }
        fault = unreadable;
      }
    }
    if (fault != null) {
      throw fault;
    }
    return null;
  }

  private static StoreException.Deterministic missing(long position) {
    return new StoreException.Deterministic(
        "Event "
            + position
            + " is missing. What lies before and after it can still be read; run `daybook verify`.",
        null);
  }

  static StoreException.Deterministic damaged(long position, Exception why) {
    return new StoreException.Deterministic(
        "Event "
            + position
            + " is damaged ("
            + why.getMessage()
            + "). What lies before and after it can still be read; run `daybook verify`.",
        why);
  }

  @Override
  public void close() {
    rows.close();
  }
}
