package dev.daybook.store.rocksdb;

import java.util.List;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * What is written together, in the form in which RocksDB itself keeps a batch: twelve bytes
 * (sequence, count), then the records. So a group crosses into native code once and not row by row.
 */
final class Batch {
  private static final int COUNT_AT = 8;
  private static final int DELETE = 0x0;
  private static final int PUT = 0x1;
  private static final int DELETE_IN_FAMILY = 0x4;
  private static final int PUT_IN_FAMILY = 0x5;

  private final Varints out;
  private final Database database;
  private int count;

  Batch(Database database) {
    this(database, 256);
  }

  /**
   * @param expected about how many bytes it will hold
   */
  Batch(Database database, int expected) {
    this.database = database;
    this.out = new Varints(expected);
    out.put(new byte[COUNT_AT + Integer.BYTES]);
  }

  Batch put(Family family, byte[] key, byte[] value) {
    begin(family, PUT, PUT_IN_FAMILY, key);
    out.put(value.length);
    out.put(value);
    return this;
  }

  /** A row of events. */
  Batch put(Family family, byte[] key, List<Chunk.Stored> events) {
    begin(family, PUT, PUT_IN_FAMILY, key);
    out.put(Chunk.length(events));
    Chunk.write(events, out);
    return this;
  }

  Batch delete(Family family, byte[] key) {
    begin(family, DELETE, DELETE_IN_FAMILY, key);
    return this;
  }

  private void begin(Family family, int record, int recordInFamily, byte[] key) {
    var id = database.id(family);
    if (id == 0) {
      out.putByte(record);
    } else {
      out.putByte(recordInFamily);
      out.put(id);
    }
    out.put(key.length);
    out.put(key);
    count++;
  }

  /** Writes it, all or nothing. */
  void write(WriteOptions options) throws RocksDBException {
    out.set(COUNT_AT, count);
    try (var batch = new WriteBatch(out.bytes())) {
      database.db().write(options, batch);
    }
  }
}
