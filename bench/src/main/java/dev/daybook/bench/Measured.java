package dev.daybook.bench;

import java.util.Arrays;
import java.util.Locale;

/**
 * One run of one side.
 *
 * @param events how many were written or read
 * @param nanos how long it took
 * @param latencies of single calls, in nanoseconds; empty where a call says nothing
 */
record Measured(long events, long nanos, long[] latencies) {
  double perSecond() {
    return events * 1e9 / nanos;
  }

  /**
   * The latency below which this part of the calls lies, in microseconds, as text; a dash without
   * latencies.
   */
  String percentile(double part) {
    if (latencies.length == 0) {
      return "-";
    }
    var sorted = latencies.clone();
    Arrays.sort(sorted);
    var at = (int) Math.min(sorted.length - 1L, Math.round(part * sorted.length));
    return String.format(Locale.ROOT, "%,.0f", sorted[at] / 1e3);
  }
}
