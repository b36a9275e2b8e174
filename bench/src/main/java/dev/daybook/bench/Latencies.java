package dev.daybook.bench;

import java.util.Arrays;

/** Times of single calls, in nanoseconds. For one thread. */
final class Latencies {
  private long[] times = new long[1024];
  private int count;

  void add(long nanos) {
    if (count == times.length) {
      times = Arrays.copyOf(times, 2 * count);
    }
    times[count++] = nanos;
  }

  void addAll(Latencies others) {
    for (var i = 0; i < others.count; i++) {
      add(others.times[i]);
    }
  }

  long[] all() {
    return Arrays.copyOf(times, count);
  }
}
