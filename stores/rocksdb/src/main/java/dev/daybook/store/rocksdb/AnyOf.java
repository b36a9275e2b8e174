package dev.daybook.store.rocksdb;

import java.util.List;
import org.rocksdb.RocksDBException;

/** What lies in at least one of several sets. */
final class AnyOf implements Cursor {
  private final List<Cursor> cursors;
  private final long[] found;
  private final boolean forward;

  AnyOf(List<Cursor> cursors, boolean forward) {
    this.cursors = cursors;
    this.forward = forward;
    this.found = new long[cursors.size()];
    java.util.Arrays.fill(found, forward ? -2 : Long.MAX_VALUE);
  }

  @Override
  public long seek(long position) throws RocksDBException {
    var nearest = NONE;
    for (var i = 0; i < found.length; i++) {
      if (found[i] != NONE && (forward ? found[i] < position : found[i] > position)) {
        found[i] = cursors.get(i).seek(position);
      }
      if (found[i] != NONE
          && (nearest == NONE || (forward ? found[i] < nearest : found[i] > nearest))) {
        nearest = found[i];
      }
    }
    return nearest;
  }
}
