package dev.daybook.store.rocksdb;

import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.testkit.contract.StoreFixture;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A RocksDB log in a directory of its own. It is not about power cuts, so it does not wait for the
 * disk.
 */
final class RocksdbFixture implements StoreFixture {
  private final Path directory;
  private int logs;
  private Path file;
  private @Nullable EventLog open;

  RocksdbFixture() {
    try {
      directory = Files.createTempDirectory("daybook-rocksdb");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    file = directory.resolve("log0.rocksdb");
  }

  @Override
  public String name() {
    return "rocksdb";
  }

  @Override
  public boolean durable() {
    return true;
  }

  @Override
  public boolean canArchive() {
    return true;
  }

  @Override
  public boolean keepsSnapshots() {
    return true;
  }

  @Override
  public boolean canBeRestored() {
    return true;
  }

  @Override
  public EventLog fresh(InstantSource clock, IdSource ids) {
    closeOpen();
    file = directory.resolve("log" + ++logs + ".rocksdb");
    return open(clock, ids);
  }

  @Override
  public EventLog reopen(InstantSource clock, IdSource ids) {
    closeOpen();
    return open(clock, ids);
  }

  @Override
  public EventLog reopenAfterKill(InstantSource clock, IdSource ids) {
    var copy = directory.resolve("log" + ++logs + ".rocksdb");
    try (var files = Files.list(file)) {
      Files.createDirectory(copy);
      for (var each : files.toList()) {
        Files.copy(each, copy.resolve(each.getFileName()));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    closeOpen();
    file = copy;
    return open(clock, ids);
  }

  private EventLog open(InstantSource clock, IdSource ids) {
    var log =
        new RocksdbStoreProvider().open("rocksdb:" + file + "?synchronous=normal", clock, ids);
    open = log;
    return log;
  }

  private void closeOpen() {
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() {
    closeOpen();
    try (var files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
