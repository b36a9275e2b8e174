package dev.daybook.bench.rocksdb;

import dev.daybook.bench.limit.BackEnd;
import dev.daybook.bench.limit.Limit;
import java.nio.file.Path;

/** RocksDB in a folder. */
public final class RocksBackEnd implements BackEnd {
  private final Path folder;

  public RocksBackEnd(Path folder) {
    this.folder = folder;
  }

  @Override
  public String settings() {
    return "RocksDB, synced write batches";
  }

  @Override
  public String url(String log) {
    return "rocksdb:" + folder.resolve(log + ".rocksdb");
  }

  @Override
  public Limit limit(String table) throws Exception {
    return new PlainFamily(folder.resolve("plain-" + table + ".rocksdb"), false);
  }

  @Override
  public Limit limitOfStreams(String table) throws Exception {
    return new PlainFamily(folder.resolve("plain-" + table + ".rocksdb"), true);
  }

  @Override
  public void close() {
    // the folder is its owner's to remove
  }
}
