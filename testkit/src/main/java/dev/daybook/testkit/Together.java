package dev.daybook.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs work on many threads that all begin at the same moment, so that what can collide does. They
 * are platform threads: those are interrupted by one another anywhere, and a reader that never
 * waits cannot keep the writers from running.
 */
public final class Together {
  /** Work that may fail, told which of the threads it is. */
  @FunctionalInterface
  public interface Work<T> {
    T run(int thread) throws Exception;
  }

  private Together() {}

  /** The results in the order of the threads; the first failure fails the whole. */
  public static <T> List<T> run(int threads, Work<T> work) {
    var ready = new CountDownLatch(threads);
    List<Callable<T>> calls = new ArrayList<>();
    for (var i = 0; i < threads; i++) {
      var thread = i;
      calls.add(() -> {
        ready.countDown();
        ready.await();
        return work.run(thread);
      });
    }
    try (var executor =
        Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().name("together-", 0).daemon().factory())) {
      List<T> results = new ArrayList<>();
      for (Future<T> done : executor.invokeAll(calls)) {
        results.add(done.get());
      }
      return results;
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Error error) {
        throw error;
      }
      throw new AssertionError(
          "One of " + threads + " threads failed: " + failed.getCause(), failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while " + threads + " threads worked", interrupted);
    }
  }
}
