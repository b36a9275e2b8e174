package dev.daybook.store.rocksdb;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** The positions of a kind or a tag, whose rows are ordered by position. */
final class TaggedCursor implements Cursor {
  private final RocksIterator rows;
  private final byte[] prefix;
  private final boolean forward;
  private @Nullable Posting row;

  TaggedCursor(RocksIterator rows, byte[] prefix, boolean forward) {
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
    return forward ? atOrAbove(current, position) : atOrBelow(current, position);
  }

  private @Nullable Posting ahead(@Nullable Posting current, long position)
      throws RocksDBException {
    if (current != null && current.last() < position) {
      var next = Postings.next(rows, prefix);
      if (next == null || next.last() >= position) {
        return next;
      }
    }
    var holding = Postings.atOrBelow(rows, prefix, position);
    return holding != null && holding.last() >= position
        ? holding
        : Postings.atOrAbove(rows, prefix, position);
  }

  private @Nullable Posting behind(long position) throws RocksDBException {
    return Postings.atOrBelow(rows, prefix, position);
  }

  static long atOrAbove(Posting row, long position) {
    var found = Arrays.binarySearch(row.positions(), position);
    return row.positions()[found >= 0 ? found : -found - 1];
  }

  static long atOrBelow(Posting row, long position) {
    var found = Arrays.binarySearch(row.positions(), position);
    return row.positions()[found >= 0 ? found : -found - 2];
  }
}
