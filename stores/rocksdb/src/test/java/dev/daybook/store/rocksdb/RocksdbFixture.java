package dev.daybook.store.rocksdb;

import dev.daybook.testkit.files.FilesFixture;
import java.io.IOException;
import java.nio.file.Path;

final class RocksdbFixture extends FilesFixture {
  RocksdbFixture() {
    super("rocksdb");
  }

  @Override
  protected void copy(Path place, Path target) throws IOException {
    Logs.copy(place, target);
  }
}
