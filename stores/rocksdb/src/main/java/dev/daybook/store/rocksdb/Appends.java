package dev.daybook.store.rocksdb;

import dev.daybook.kernel.sequencer.Group;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.rocksdb.RocksDBException;

/** The append ids of a database. */
final class Appends {
  private Appends() {}

  /**
   * Whether an append of a group is known already. An id beyond the newest known one, as those of
   * one source are, costs no look-up of its own.
   */
  static boolean knowOneOf(Database database, Group group) throws RocksDBException {
    try (var ids = database.iterator(Family.APPEND)) {
      ids.seekToLast();
      ids.status();
      if (!ids.isValid()) {
        return false;
      }
      var newest = ids.key();
      for (var append : group.appends()) {
        var id = Keys.id(append.receipt().append().value());
        if (Arrays.compareUnsigned(id, newest) <= 0 && database.get(Family.APPEND, id) != null) {
          return true;
        }
      }
      return false;
    }
  }

  /** Whether a row is of an append that reaches over a position. */
  static boolean holds(byte[] row, long position) {
    if (row.length != 3 * Long.BYTES) {
      return false;
    }
    var positions = ByteBuffer.wrap(row);
    return positions.getLong() <= position && position <= positions.getLong();
  }
}
