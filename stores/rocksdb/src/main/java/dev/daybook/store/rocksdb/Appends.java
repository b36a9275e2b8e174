package dev.daybook.store.rocksdb;

import dev.daybook.kernel.sequencer.Group;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * The append ids of a database. An id beyond the newest of them, as those of one source are, is
 * known to be new without a look at the database.
 */
final class Appends {
  private static final UUID NONE = new UUID(0, 0);

  /** None is beyond it; null while nobody knows, and then every id may be there. */
  private volatile @Nullable UUID newest;

  /** Takes what the database holds. */
  void load(Database database) {
    newest = newest(database);
  }

  private static @Nullable UUID newest(Database database) {
    try (var ids = database.iterator(Family.APPEND)) {
      ids.seekToLast();
      ids.status();
      return ids.isValid() ? Keys.id(ids.key()) : NONE;
    } catch (RocksDBException | BufferUnderflowException damaged) {
      return null; // then each is asked for by its key
    }
  }

  /** Nobody knows what was written, until {@link #load}. */
  void forget() {
    newest = null;
  }

  /** A group has become durable; writer only. */
  void commit(Group group) {
    for (var append : group.appends()) {
      var id = append.receipt().append().value();
      if (newest != null && isBeyond(id, newest)) {
        newest = id;
      }
    }
  }

  /** Whether an id may be there; any thread. */
  boolean mayKnow(UUID id) {
    var last = newest;
    return last == null || !isBeyond(id, last);
  }

  /** Whether an append of a group is known already. */
  boolean knowOneOf(Database database, Group group) throws RocksDBException {
    for (var append : group.appends()) {
      var id = append.receipt().append().value();
      if (mayKnow(id) && database.get(Family.APPEND, Keys.id(id)) != null) {
        return true;
      }
    }
    return false;
  }

  /** In the order of the keys. */
  private static boolean isBeyond(UUID id, UUID other) {
    var high = Long.compareUnsigned(id.getMostSignificantBits(), other.getMostSignificantBits());
    return high == 0
        ? Long.compareUnsigned(id.getLeastSignificantBits(), other.getLeastSignificantBits()) > 0
        : high > 0;
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
