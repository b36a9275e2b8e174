package dev.daybook.store.rocksdb;

import dev.daybook.testkit.files.KillContract;
import java.nio.file.Path;

final class KillIT extends KillContract {
  @Override
  protected String url(Path place) {
    return "rocksdb:" + place;
  }
}
