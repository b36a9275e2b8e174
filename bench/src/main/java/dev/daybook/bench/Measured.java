package dev.daybook.bench;

import java.util.List;

/**
 * One run of one side.
 *
 * @param events how many were written or read
 * @param nanos how long it took
 * @param latencies of single calls
 */
record Measured(long events, long nanos, Latencies latencies) {
  double perSecond() {
    return events * 1e9 / nanos;
  }

  /** The latencies of all these runs. */
  static Latencies latencies(List<Measured> runs) {
    var all = new Latencies();
    runs.forEach(run -> all.addAll(run.latencies()));
    return all;
  }

  /** The rate of the run in the middle. */
  static double middleRate(List<Measured> runs) {
    return Numbers.median(runs.stream().mapToDouble(Measured::perSecond).toArray());
  }
}
