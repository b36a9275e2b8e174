package dev.daybook.testkit.files;

import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.StoreProvider;
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
 * Logs in a directory of their own, of a store that does all that a store can do. It is not about
 * power cuts, so it does not wait for the disk.
 */
public abstract class FilesFixture implements StoreFixture {
  private final String name;
  private final Path directory;
  private int logs;
  private Path place;
  private @Nullable EventLog open;

  /**
   * @param name of the store, and the scheme of its URLs
   */
  protected FilesFixture(String name) {
    this.name = name;
    try {
      directory = Files.createTempDirectory("daybook-" + name);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    place = next();
  }

  /** Copies the files of an open log as a kill at this moment would leave them. */
  protected abstract void copy(Path place, Path target) throws IOException;

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final boolean durable() {
    return true;
  }

  @Override
  public final boolean keepsSnapshots() {
    return true;
  }

  @Override
  public final boolean canBeRestored() {
    return true;
  }

  @Override
  public final boolean canArchive() {
    return true;
  }

  @Override
  public final EventLog fresh(InstantSource clock, IdSource ids) {
    closeOpen();
    place = next();
    return open(clock, ids);
  }

  @Override
  public final EventLog reopen(InstantSource clock, IdSource ids) {
    closeOpen();
    return open(clock, ids);
  }

  @Override
  public final EventLog reopenAfterKill(InstantSource clock, IdSource ids) {
    var target = next();
    try {
      copy(place, target);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    closeOpen();
    place = target;
    return open(clock, ids);
  }

  private Path next() {
    return directory.resolve("log" + ++logs);
  }

  private EventLog open(InstantSource clock, IdSource ids) {
    var log = StoreProvider.openUrl(name + ":" + place + "?synchronous=normal", clock, ids);
    open = log;
    return log;
  }

  private void closeOpen() {
    if (open != null) {
      open.close();
    }
  }

  @Override
  public final void close() {
    closeOpen();
    try (var files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
