package dev.daybook.kernel.files;

import dev.daybook.kernel.log.StoreException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * A few platform threads for reads through native code. A native call would pin the carrier of a
 * virtual thread, so a virtual thread's reads run here; a platform thread reads by itself.
 */
public final class NativeThreads implements AutoCloseable {
  private final ExecutorService threads;

  /**
   * @param count how many there are, at most
   */
  public NativeThreads(int count) {
    threads =
        Executors.newFixedThreadPool(
            count, Thread.ofPlatform().name("daybook-reader-", 1).daemon().factory());
  }

  /**
   * Runs a read on a platform thread and gives its result, or throws what it threw.
   *
   * @throws StoreException.Closed once closed
   */
  public <T> T call(Supplier<T> read) {
    if (!Thread.currentThread().isVirtual()) {
      return read.get();
    }
    try {
      return result(threads.submit(read::get));
    } catch (RejectedExecutionException _) {
      throw new StoreException.Closed("The log is closed");
    }
  }

  private static <T> T result(Future<T> future) {
    var interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException("A read failed", failed.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Finishes what was begun. */
  @Override
  public void close() {
    threads.close();
  }
}
