package dev.daybook.bench.rocksdb;

import dev.daybook.bench.limit.Limit;
import dev.daybook.bench.limit.Row;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * One key an event in one column family and nothing beside it: its position, or its stream and
 * version, never both. One synced write batch a call.
 */
final class PlainFamily implements Limit {
  private static final int HEADER = 2 * Integer.BYTES;

  private final Options options = new Options().setCreateIfMissing(true);
  private final WriteOptions synced = new WriteOptions().setSync(true);
  private final ReadOptions reading = new ReadOptions().setReadaheadSize(1 << 20);
  private final RocksDB db;
  private final boolean byStream;
  private long position;

  PlainFamily(Path directory, boolean byStream) throws RocksDBException {
    this.byStream = byStream;
    RocksDB.loadLibrary();
    db = RocksDB.open(options, directory.toString());
  }

  @Override
  public void write(List<Row> rows) throws RocksDBException {
    try (var batch = new WriteBatch()) {
      for (var row : rows) {
        batch.put(byStream ? key(row.stream(), row.version()) : key(++position), value(row));
      }
      db.write(synced, batch);
    }
  }

  @Override
  public void bulk(List<Row> rows) throws RocksDBException {
    write(rows);
  }

  private static byte[] key(long position) {
    return ByteBuffer.allocate(Long.BYTES).putLong(position).array();
  }

  private static byte[] key(String stream, long version) {
    var name = stream.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(name.length + 1 + Long.BYTES)
        .put(name)
        .put((byte) 0)
        .putLong(version)
        .array();
  }

  private static byte[] value(Row row) {
    var stream = row.stream().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(
            HEADER + Long.BYTES + stream.length + row.data().length + row.rest().length)
        .putInt(row.data().length)
        .put(row.data())
        .putInt(stream.length)
        .put(stream)
        .putLong(row.version())
        .put(row.rest())
        .array();
  }

  @Override
  public long stream(String name, Consumer<byte[]> payload) throws RocksDBException {
    var first = key(name, 0);
    var prefix = Arrays.copyOf(first, first.length - Long.BYTES);
    try (var rows = db.newIterator()) {
      rows.seek(first);
      return each(rows, prefix, payload);
    }
  }

  @Override
  public long all(Consumer<byte[]> payload) throws RocksDBException {
    try (var rows = db.newIterator(reading)) {
      rows.seekToFirst();
      return each(rows, new byte[0], payload);
    }
  }

  private static long each(RocksIterator rows, byte[] prefix, Consumer<byte[]> payload)
      throws RocksDBException {
    var count = 0L;
    for (; rows.isValid(); rows.next()) {
      if (prefix.length > 0 && !startsWith(rows.key(), prefix)) {
        break;
      }
      var value = rows.value();
      var length = ByteBuffer.wrap(value).getInt();
      payload.accept(Arrays.copyOfRange(value, Integer.BYTES, Integer.BYTES + length));
      count++;
    }
    rows.status();
    return count;
  }

  private static boolean startsWith(byte[] key, byte[] prefix) {
    return Arrays.equals(key, 0, Math.min(key.length, prefix.length), prefix, 0, prefix.length);
  }

  @Override
  public void close() {
    db.close();
    reading.close();
    synced.close();
    options.close();
  }
}
