package dev.daybook.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Ours and the limit take turns, the one that begins changes with every round; what counts is the
 * median of the rounds' ratios.
 *
 * @param warmUp rounds that are not counted; short ones are more, so that together they last as
 *     long
 * @param counted rounds that are
 * @param nanos how long a round of a load lasts that has no end of its own
 */
record Rounds(int warmUp, int counted, long nanos) {
  static Rounds usual() {
    return new Rounds(8, 21, 400_000_000L);
  }

  static Rounds quick() {
    return new Rounds(10, 9, 150_000_000L);
  }

  /** One side of one round. */
  interface Side {
    Measured run() throws Exception;
  }

  /** What both sides did in the rounds that count. */
  record Compared(List<Measured> ours, List<Measured> limit) {
    /** Ours to the limit's, in events a second: the quarter, the middle and the three quarters. */
    double ratio(double part) {
      var ratios = new double[ours.size()];
      for (var round = 0; round < ratios.length; round++) {
        ratios[round] = ours.get(round).perSecond() / limit.get(round).perSecond();
      }
      return Numbers.quantile(part, ratios);
    }

    /** The limit's median latency to ours: above one, ours is the quicker. */
    double latencyRatio() {
      var ratios = new double[ours.size()];
      for (var round = 0; round < ratios.length; round++) {
        ratios[round] = p50(limit.get(round)) / p50(ours.get(round));
      }
      return Numbers.median(ratios);
    }

    private static double p50(Measured run) {
      return run.latencies().micros(0.5)[0];
    }
  }

  Compared compare(Side ours, Side limit) throws Exception {
    var runs = turns(ours, limit);
    return new Compared(runs.getFirst(), runs.getLast());
  }

  /** Lets any number of sides take turns; the runs of each that count. */
  List<List<Measured>> turns(Side... sides) throws Exception {
    warmUp(sides);
    List<List<Measured>> runs = new ArrayList<>();
    for (var side = 0; side < sides.length; side++) {
      runs.add(new ArrayList<>());
    }
    for (var round = 0; round < counted; round++) {
      for (var turn = 0; turn < sides.length; turn++) {
        var side = (round + turn) % sides.length;
        runs.get(side).add(sides[side].run());
      }
    }
    return runs;
  }

  /** Until each side has run as often and, where its rounds are short, as long as it is to. */
  private void warmUp(Side... sides) throws Exception {
    var ran = new long[sides.length];
    for (var round = 0;
        round < warmUp || Arrays.stream(ran).min().orElse(warmUp * nanos) < warmUp * nanos;
        round++) {
      for (var side = 0; side < sides.length; side++) {
        ran[side] += sides[side].run().nanos();
      }
    }
  }
}
