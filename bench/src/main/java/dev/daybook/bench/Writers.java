package dev.daybook.bench;

import java.util.ArrayList;
import java.util.function.Supplier;

/** Sixteen writers at once, each on a virtual thread, for a given time and at least once each. */
final class Writers {
  static final int COUNT = 16;

  private Writers() {}

  /** What one writer does again and again. */
  interface Step {
    /**
     * @param before how often it was done
     */
    void run(long before) throws InterruptedException;
  }

  static Measured run(long nanos, Supplier<Step> writer) throws InterruptedException {
    return run(COUNT, nanos, writer);
  }

  static Measured run(int count, long nanos, Supplier<Step> writer) throws InterruptedException {
    var start = System.nanoTime();
    var failures = new ArrayList<Throwable>();
    var all = new ArrayList<Latencies>();
    var threads = new ArrayList<Thread>();
    for (var i = 0; i < count; i++) {
      var latencies = new Latencies();
      all.add(latencies);
      var step = writer.get();
      threads.add(
          Thread.ofVirtual()
              .uncaughtExceptionHandler((_, failure) -> {
                synchronized (failures) {
                  failures.add(failure);
                }
              })
              .start(() -> write(step, start + nanos, latencies)));
    }
    for (var thread : threads) {
      thread.join();
    }
    if (!failures.isEmpty()) {
      var first = failures.getFirst();
      throw new IllegalStateException("A writer failed: " + first.getMessage(), first);
    }
    var merged = new Latencies();
    all.forEach(merged::addAll);
    return new Measured(merged.count(), System.nanoTime() - start, merged);
  }

  private static void write(Step step, long deadline, Latencies latencies) {
    try {
      var before = System.nanoTime();
      for (var done = 0L; done == 0 || before < deadline; done++) {
        step.run(done);
        var after = System.nanoTime();
        latencies.add(after - before);
        before = after;
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
