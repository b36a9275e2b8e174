package dev.daybook.store.rocksdb;

import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.files.FileUrl;
import dev.daybook.kernel.log.Backup;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.StoreProvider;
import dev.daybook.kernel.sequencer.SequencedLog;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * {@code rocksdb:<directory>?synchronous=full|normal&wait=<seconds>}. With {@code
 * synchronous=normal} an acknowledged append survives a killed program, not a power cut, and
 * opening says so.
 */
public final class RocksdbStoreProvider implements StoreProvider {
  @Override
  public String scheme() {
    return "rocksdb";
  }

  @Override
  public EventLog open(String url, InstantSource clock, IdSource ids) {
    var parsed = FileUrl.parse("RocksDB", scheme(), url);
    var log = RocksdbLog.open(parsed, ids);
    if (parsed.synchronous() == FileUrl.Synchronous.NORMAL) {
      LoggerFactory.getLogger(RocksdbStoreProvider.class)
          .warn(
              "{} runs with synchronous=normal: what is acknowledged survives a killed program, but"
                  + " not a power cut",
              parsed.path());
    }
    try {
      return SequencedLog.over(log, clock);
    } catch (RuntimeException failed) {
      log.close();
      throw failed;
    }
  }

  @Override
  public Optional<Backup> openBackup(Path backup) {
    return RocksdbBackup.open(backup).map(Backup.class::cast);
  }
}
