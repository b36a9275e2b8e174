package dev.daybook.store.rocksdb;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.FlushOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** An open RocksDB with its column families and settings. */
final class Database implements AutoCloseable {
  static {
    RocksDB.loadLibrary();
  }

  /** More write-ahead logs, or more bytes in them, than the next start shall replay. */
  private static final int MOST_LOGS = 8;

  private static final long MUCH = 2L << 20;

  private final RocksDB db;
  private final Path directory;
  private final Tuning tuning;
  private final Map<Family, ColumnFamilyHandle> handles = new EnumMap<>(Family.class);
  private final int[] ids = new int[Family.values().length];
  private final ReadOptions usual = new ReadOptions();
  private final ReadOptions passing = new ReadOptions().setFillCache(false);
  private final boolean writable;

  private Database(
      RocksDB db,
      Path directory,
      Tuning tuning,
      List<ColumnFamilyHandle> handles,
      boolean writable) {
    this.db = db;
    this.directory = directory;
    this.tuning = tuning;
    this.writable = writable;
    for (var family : Family.values()) {
      var handle = handles.get(family.ordinal());
      this.handles.put(family, handle);
      this.ids[family.ordinal()] = handle.getID();
    }
  }

  /**
   * @param torn see {@link Tuning#database}
   */
  static Database open(Path directory, Tuning.Mode mode, boolean torn) throws RocksDBException {
    var tuning = new Tuning(mode);
    try {
      var opened = new ArrayList<ColumnFamilyHandle>();
      var options = tuning.database(torn);
      var writable = mode == Tuning.Mode.WRITING;
      var path = directory.toString();
      var db =
          writable
              ? RocksDB.open(options, path, tuning.families(), opened)
              : RocksDB.openReadOnly(options, path, tuning.families(), opened);
      return new Database(db, directory, tuning, opened, writable);
    } catch (RocksDBException | RuntimeException failed) {
      tuning.close();
      throw failed;
    }
  }

  RocksDB db() {
    return db;
  }

  boolean isWritable() {
    return writable;
  }

  ColumnFamilyHandle handle(Family family) {
    return Objects.requireNonNull(handles.get(family));
  }

  /** The number by which a batch names a family. */
  int id(Family family) {
    return ids[family.ordinal()];
  }

  byte @Nullable [] get(Family family, byte[] key) throws RocksDBException {
    return db.get(handle(family), key);
  }

  /** To be closed soon: it keeps what it sees from being cleared away. */
  RocksIterator iterator(Family family) {
    return db.newIterator(handle(family), usual);
  }

  /** The same for long stretches, which shall not drive everything else out of the cache. */
  RocksIterator passing(Family family) {
    return db.newIterator(handle(family), passing);
  }

  /**
   * Writes out what lies in memory if it is much, so that the next start has little to replay. For
   * little it would cost more than it spares.
   */
  void settle() {
    try {
      if (writable) {
        db.syncWal();
        if (hasMuchToReplay()) {
          flush();
        }
      }
    } catch (RocksDBException full) {
      // what was acknowledged lies in the write-ahead log and is replayed at the next start
    }
  }

  private boolean hasMuchToReplay() {
    var logs = directory.toFile().listFiles((_, name) -> name.endsWith(".log"));
    return logs != null
        && (logs.length > MOST_LOGS || Arrays.stream(logs).mapToLong(File::length).sum() > MUCH);
  }

  /** Writes out what lies in memory. */
  void flush() throws RocksDBException {
    try (var options = new FlushOptions()) {
      db.flush(options, List.copyOf(handles.values()));
    }
  }

  @Override
  public void close() {
    usual.close();
    passing.close();
    handles.values().forEach(ColumnFamilyHandle::close);
    db.close();
    tuning.close();
  }
}
