package dev.daybook.store.rocksdb;

import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * The positions of a stream. Its rows are ordered by version, and positions grow with versions, so
 * a position is found by halving.
 */
final class StreamCursor implements Cursor {
  private final RocksIterator rows;
  private final byte[] prefix;
  private final boolean forward;
  private @Nullable Posting row;

  StreamCursor(RocksIterator rows, byte[] prefix, boolean forward) {
    this.rows = rows;
    this.prefix = prefix;
    this.forward = forward;
  }

  @Override
  public long seek(long position) throws RocksDBException {
    var current = row;
    if (current == null || current.first() > position || current.last() < position) {
      current = forward ? ahead(current, position) : behind(position);
      row = current;
    }
    if (current == null) {
      return NONE;
    }
    return forward
        ? TaggedCursor.atOrAbove(current, position)
        : TaggedCursor.atOrBelow(current, position);
  }

  /** The first row that ends at or above a position. */
  private @Nullable Posting ahead(@Nullable Posting current, long position)
      throws RocksDBException {
    if (current != null && current.last() < position) {
      var next = Postings.next(rows, prefix);
      if (next == null || next.last() >= position) {
        return next;
      }
    }
    var below = behind(position);
    if (below != null && below.last() >= position) {
      return below;
    }
    return Postings.atOrAbove(rows, prefix, below == null ? 1 : below.next());
  }

  /** The last row that begins at or below a position. */
  private @Nullable Posting behind(long position) throws RocksDBException {
    var newest = Postings.atOrBelow(rows, prefix, Long.MAX_VALUE);
    if (newest == null || newest.first() <= position) {
      return newest;
    }
    Posting best = null;
    var low = 1L;
    var high = newest.number() - 1;
    while (low <= high) {
      var middle = Postings.atOrBelow(rows, prefix, (low + high) >>> 1);
      if (middle == null) {
        break;
      }
      if (middle.first() <= position) {
        best = middle;
        low = middle.next();
      } else {
        high = middle.number() - 1;
      }
    }
    return best;
  }
}
