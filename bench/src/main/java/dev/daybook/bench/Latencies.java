package dev.daybook.bench;

import java.util.Arrays;
import java.util.Locale;

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

  int count() {
    return count;
  }

  /** The time below which these parts of the calls lie, in microseconds; nothing without calls. */
  double[] micros(double... parts) {
    if (count == 0) {
      return new double[0];
    }
    var sorted = Arrays.copyOf(times, count);
    Arrays.sort(sorted);
    var micros = new double[parts.length];
    for (var i = 0; i < parts.length; i++) {
      micros[i] = sorted[(int) Math.min(count - 1L, Math.round(parts[i] * count))] / 1e3;
    }
    return micros;
  }

  /** p50, p99 and p99.9 in microseconds, as text; a dash without calls. */
  String text() {
    var micros = micros(0.5, 0.99, 0.999);
    return micros.length == 0
        ? "-"
        : String.format(Locale.ROOT, "%,.0f / %,.0f / %,.0f", micros[0], micros[1], micros[2]);
  }
}
