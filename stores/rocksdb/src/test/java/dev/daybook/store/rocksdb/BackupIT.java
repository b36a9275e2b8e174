package dev.daybook.store.rocksdb;

import dev.daybook.testkit.files.BackupContract;
import java.nio.file.Path;
import org.rocksdb.RocksDBException;

final class BackupIT extends BackupContract {
  @Override
  protected String url(Path place) {
    return "rocksdb:" + place;
  }

  @Override
  protected void damage(Path copy, long position) throws RocksDBException {
    Logs.flip(copy, position, 210);
  }
}
