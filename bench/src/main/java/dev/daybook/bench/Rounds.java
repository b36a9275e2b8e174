package dev.daybook.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Ours and the limit take turns, the one that begins changes with every round; what counts is the
 * median of the rounds' ratios.
 *
 * @param warmUp rounds that are not counted
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
    List<List<Measured>> runs = new ArrayList<>();
    for (var side = 0; side < sides.length; side++) {
      runs.add(new ArrayList<>());
    }
    for (var round = -warmUp; round < counted; round++) {
      for (var turn = 0; turn < sides.length; turn++) {
        var side = Math.floorMod(round + turn, sides.length);
        var run = sides[side].run();
        if (round >= 0) {
          runs.get(side).add(run);
        }
      }
    }
    return runs;
  }
}
