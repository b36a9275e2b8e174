package dev.daybook.store.sqlite;

import dev.daybook.testkit.files.FilesFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class SqliteFixture extends FilesFixture {
  SqliteFixture() {
    super("sqlite");
  }

  @Override
  protected void copy(Path place, Path target) throws IOException {
    Files.copy(place, target);
    Files.copy(wal(place), wal(target));
  }

  private static Path wal(Path log) {
    return log.resolveSibling(log.getFileName() + "-wal");
  }
}
