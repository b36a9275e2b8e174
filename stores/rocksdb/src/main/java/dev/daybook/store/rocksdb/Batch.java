package dev.daybook.store.rocksdb;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * What is written together, in the form in which RocksDB itself keeps a batch: twelve bytes
 * (sequence, count), then the records. So a group crosses into native code once and not row by row.
 */
final class Batch {
  private static final int COUNT_AT = 8;
  private static final int HEADER = COUNT_AT + Integer.BYTES;
  private static final int DELETE = 0x0;
  private static final int PUT = 0x1;
  private static final int DELETE_IN_FAMILY = 0x4;
  private static final int PUT_IN_FAMILY = 0x5;

  private final Varints records;
  private final Database database;
  private @Nullable Batch more;
  private int count;

  Batch(Database database) {
    this(database, 256);
  }

  /**
   * @param expected about how many bytes it will hold
   */
  Batch(Database database, int expected) {
    this.database = database;
    this.records = new Varints(expected);
  }

  Batch put(Family family, byte[] key, byte[] value) {
    begin(family, PUT, PUT_IN_FAMILY, key);
    records.put(value.length);
    records.put(value);
    return this;
  }

  /** A row of events. */
  Batch put(Family family, byte[] key, List<Chunk.Stored> events) {
    begin(family, PUT, PUT_IN_FAMILY, key);
    records.put(Chunk.length(events));
    Chunk.write(events, records);
    return this;
  }

  Batch delete(Family family, byte[] key) {
    begin(family, DELETE, DELETE_IN_FAMILY, key);
    return this;
  }

  private void begin(Family family, int record, int recordInFamily, byte[] key) {
    var id = database.id(family);
    if (id == 0) {
      records.putByte(record);
    } else {
      records.putByte(recordInFamily);
      records.put(id);
    }
    records.put(key.length);
    records.put(key);
    count++;
  }

  /** Takes what was put together elsewhere; once. */
  Batch with(Batch other) {
    more = other;
    return this;
  }

  /** Writes it, all or nothing. */
  void write(WriteOptions options) throws RocksDBException {
    try (var batch = new WriteBatch(bytes())) {
      database.db().write(options, batch);
    }
  }

  private byte[] bytes() {
    var bytes = new Varints(HEADER + records.length() + (more == null ? 0 : more.records.length()));
    bytes.put(new byte[HEADER]);
    bytes.set(COUNT_AT, count + (more == null ? 0 : more.count));
    bytes.put(records);
    if (more != null) {
      bytes.put(more.records);
    }
    return bytes.bytes();
  }
}
