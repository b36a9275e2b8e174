package dev.daybook.runtime.transfer;

import dev.daybook.kernel.DaybookException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Work done on another thread, item by item in order, while the next item is made: one side reads
 * while the other writes. What the work throws comes back to whoever hands in.
 */
final class Handover<T> implements AutoCloseable {
  /** What is done with each item. */
  @FunctionalInterface
  interface Work<T> {
    void with(T item) throws IOException;
  }

  private record Item<T>(@Nullable T value) {}

  private final BlockingQueue<Item<T>> waiting = new ArrayBlockingQueue<>(1);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final Thread thread;
  private boolean ended;

  Handover(String name, Work<T> work) {
    thread = Thread.ofPlatform().name(name).daemon().start(() -> run(work));
  }

  private void run(Work<T> work) {
    try {
      while (true) {
        var item = waiting.take().value();
        if (item == null) {
          return;
        }
        if (failure.get() == null) {
          doOne(work, item);
        }
      }
    } catch (InterruptedException stopped) {
      failure.compareAndSet(null, stopped);
    }
  }

  private void doOne(Work<T> work, T item) {
    try {
      work.with(item);
    } catch (IOException | RuntimeException | Error failed) {
      failure.set(failed);
    }
  }

  /** Hands in the next item; blocks while two are at hand. Throws what the work has thrown. */
  void put(T item) {
    rethrow();
    put(new Item<>(item));
  }

  private void put(Item<T> item) {
    try {
      waiting.put(item);
    } catch (InterruptedException stopped) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new DaybookException("Interrupted in the middle of a transfer", stopped);
    }
  }

  /** Waits until everything handed in is done. Throws what the work has thrown. */
  void finish() {
    close();
    rethrow();
  }

  private void rethrow() {
    switch (failure.get()) {
      case null -> {}
      case IOException failed ->
          throw new UncheckedIOException(String.valueOf(failed.getMessage()), failed);
      case RuntimeException failed -> throw failed;
      case Error failed -> throw failed;
      case Throwable failed ->
          throw new DaybookException("Interrupted in the middle of a transfer", failed);
    }
  }

  /** Does what was handed in, then ends; what the work throws stays unsaid. */
  @Override
  public void close() {
    if (ended) {
      return;
    }
    ended = true;
    put(new Item<>(null));
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new DaybookException("Interrupted in the middle of a transfer", stopped);
    }
  }
}
