package dev.daybook.store.rocksdb;

import java.util.ArrayList;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Logger;
import org.rocksdb.WALRecoveryMode;

/**
 * The settings of a log's RocksDB. What they keep in memory has a bound that does not grow with the
 * log: one cache for blocks, their indexes and filters, and one bound for all write buffers.
 */
final class Tuning implements AutoCloseable {
  /** How a database is opened. */
  enum Mode {
    /** By the one process that appends. */
    WRITING,
    /** For reading what lies there, and to change nothing: a copy. */
    READING,
    /** The same where something is damaged: whatever can be read. */
    RESCUE
  }

  private static final long MIB = 1L << 20;
  private static final long CACHE = 32 * MIB;
  private static final long WRITE_BUFFERS = 32 * MIB;
  private static final long WAL = 64 * MIB;
  private static final int BLOCK = 8 << 10;
  private static final int OPEN_FILES = 256;
  private static final int BITS_A_KEY = 10;

  private final List<AutoCloseable> natives = new ArrayList<>();
  private final Mode mode;
  private final Cache cache = kept(new LRUCache(CACHE));
  private final BloomFilter filter = kept(new BloomFilter(BITS_A_KEY, false));

  Tuning(Mode mode) {
    this.mode = mode;
  }

  /**
   * @param torn whether the newest write-ahead log ends in the midst of a record that was never
   *     acknowledged
   */
  DBOptions database(boolean torn) {
    var options =
        kept(new DBOptions())
            .setParanoidChecks(mode != Mode.RESCUE)
            .setWalRecoveryMode(recovery(torn))
            .setAvoidFlushDuringRecovery(!torn) // a torn end must not stay among whole logs
            .setMaxOpenFiles(OPEN_FILES)
            .setMaxBackgroundJobs(2)
            .setDbWriteBufferSize(WRITE_BUFFERS)
            .setMaxTotalWalSize(WAL)
            .setBytesPerSync(MIB)
            .setWalBytesPerSync(MIB / 4) // of a large group the disk writes while the rest comes
            .setManifestPreallocationSize(64 << 10)
            .setAllowConcurrentMemtableWrite(false) // there is one writer
            .setSkipStatsUpdateOnDbOpen(true)
            .setStatsDumpPeriodSec(0)
            .setStatsPersistPeriodSec(0)
            .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
            .setKeepLogFileNum(2)
            .setMaxLogFileSize(MIB);
    if (mode == Mode.WRITING) {
      options.setCreateIfMissing(true).setCreateMissingColumnFamilies(true);
    } else {
      options.setLogger(kept(new Silent())); // else it would put its own log beside the data
    }
    return options;
  }

  private WALRecoveryMode recovery(boolean torn) {
    if (mode == Mode.RESCUE) {
      return WALRecoveryMode.SkipAnyCorruptedRecords;
    }
    return torn
        ? WALRecoveryMode.TolerateCorruptedTailRecords
        : WALRecoveryMode.AbsoluteConsistency;
  }

  List<ColumnFamilyDescriptor> families() {
    var all = new ArrayList<ColumnFamilyDescriptor>();
    for (var family : Family.values()) {
      all.add(new ColumnFamilyDescriptor(family.label(), options(family)));
    }
    return all;
  }

  private ColumnFamilyOptions options(Family family) {
    var table =
        new BlockBasedTableConfig()
            .setBlockCache(cache)
            .setBlockSize(BLOCK)
            .setCacheIndexAndFilterBlocks(true)
            .setCacheIndexAndFilterBlocksWithHighPriority(true)
            .setIndexType(IndexType.kTwoLevelIndexSearch);
    if (family == Family.APPEND) { // the only one that is asked for what is mostly not there
      table.setFilterPolicy(filter).setPartitionFilters(true);
    }
    return kept(new ColumnFamilyOptions())
        .setTableFormatConfig(table)
        .setCompressionType(CompressionType.LZ4_COMPRESSION)
        .setWriteBufferSize(family == Family.EVENT ? 16 * MIB : 4 * MIB);
  }

  private <T extends AutoCloseable> T kept(T made) {
    natives.add(made);
    return made;
  }

  @Override
  public void close() {
    for (var made : natives.reversed()) {
      try {
        made.close();
      } catch (Exception bug) {
        throw new IllegalStateException("Closing a setting of RocksDB failed", bug);
      }
    }
  }

  /** Says nothing anywhere; what matters comes as an exception. */
  private static final class Silent extends Logger {
    Silent() {
      super(InfoLogLevel.FATAL_LEVEL);
    }

    @Override
    protected void log(InfoLogLevel level, String message) {}
  }
}
