package dev.daybook.runtime.projection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries what is committed in a write-ahead log over into its database file, beside the writer and
 * not in its commits: copying and flushing take longer than a commit itself. Where the log grows
 * all the same, as behind a slow disk, the writer waits, so that it stays bounded. For one thread.
 */
final class WalCarrier implements AutoCloseable {
  /** What the log is cut back to once it is carried over, and may have again. */
  static final long KEPT = 4L << 20;

  private static final long MOST = 64L << 20;
  private static final Logger LOG = LoggerFactory.getLogger(WalCarrier.class);

  private final Path log;
  private final SqlConnection connection;
  private @Nullable FutureTask<?> carrying;

  /**
   * @param file the database
   * @param connection to it, used by nobody else and closed with this
   */
  WalCarrier(Path file, SqlConnection connection) {
    this.log = file.resolveSibling(file.getFileName() + "-wal");
    this.connection = connection;
  }

  /** To be called by the writer after each of its commits. */
  void committed() {
    var size = size();
    if (size > MOST) {
      finish();
      carry();
      finish();
    } else if (size > KEPT && (carrying == null || carrying.isDone())) {
      carry();
    }
  }

  private long size() {
    try {
      return Files.size(log);
    } catch (IOException unknown) {
      return KEPT + 1;
    }
  }

  private void carry() {
    var task =
        new FutureTask<>(() -> connection.query("pragma wal_checkpoint(passive)", _ -> true));
    carrying = task;
    Thread.ofPlatform().daemon().name("daybook-views-wal").start(task);
  }

  /** Waits for what is being carried; what failed is tried again after another commit. */
  private void finish() {
    var task = carrying;
    if (task == null) {
      return;
    }
    try {
      task.get();
    } catch (ExecutionException | CancellationException failed) {
      LOG.warn("The views' write-ahead log {} cannot be carried over: {}", log, failed.toString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    finish();
    connection.close();
  }
}
