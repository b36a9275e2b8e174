package dev.daybook.faults.suite;

import dev.daybook.faults.check.HistoryCheck;
import dev.daybook.faults.history.History;
import dev.daybook.faults.history.HistoryFile;
import dev.daybook.faults.history.Recorder;
import dev.daybook.faults.load.Worker;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StoreProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code kill -9} at a random moment under sixteen writers. The log is opened again, what was left
 * open is settled, and the whole of it is judged; ten rounds go on with one log, then a new one is
 * begun.
 */
public final class KillFault {
  private static final int WRITERS = 16;
  private static final int ROUNDS_OF_A_LOG = 10;
  private static final int LEAST_TOLD = 2_000;
  private static final int MOST_TOLD = 1_000_000;
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final Workshop workshop;

  public KillFault(Workshop workshop) {
    this.workshop = workshop;
  }

  /** Does it so many times. */
  public Row run(Store store, int rounds, long seed) throws IOException, InterruptedException {
    var random = new SplittableRandom(seed);
    var tally = new Tally("kill -9", store.name());
    for (var first = 1; first <= rounds; first += ROUNDS_OF_A_LOG) {
      var place = workshop.directory("kill-" + store.name() + "-" + first);
      var last = Math.min(rounds, first + ROUNDS_OF_A_LOG - 1);
      if (oneLog(store, place, first, last, random.split(), tally)) {
        Scratch.delete(place);
      }
    }
    return tally.row();
  }

  private boolean oneLog(
      Store store, Path place, int first, int last, SplittableRandom random, Tally tally)
      throws IOException, InterruptedException {
    var url = store.freshUrl(place);
    var histories = new ArrayList<Path>();
    var checkpoint = Position.START;
    var clean = true;
    for (var round = first; round <= last; round++) {
      var history = place.resolve("history-" + round + ".ndjson");
      var ending = place.resolve("final-" + round + ".ndjson");
      histories.add(history);
      killed(url, history, "r" + round, random, checkpoint);
      checkpoint = Settling.checkpoint(History.read(histories));
      try (var settled = HistoryFile.open(history);
          var end = HistoryFile.open(ending);
          var log = StoreProvider.openUrl(url, workshop.clock(), workshop.ids())) {
        var recorder = new Recorder(settled, "settling" + round);
        recorder.opened(log);
        Settling.settle(History.read(histories), recorder, log);
        new Recorder(end, "end").ended(log);
      }
      var all = new ArrayList<>(histories);
      all.add(ending);
      var verdict = HistoryCheck.of(History.read(all));
      tally.add("round " + round + " in " + place, verdict);
      clean &= verdict.isClean();
    }
    return clean;
  }

  private static void killed(
      String url, Path history, String node, SplittableRandom random, Position checkpoint)
      throws IOException, InterruptedException {
    var errors = history.resolveSibling(node + ".err");
    var enough = random.nextLong(LEAST_TOLD, MOST_TOLD);
    try (var child =
        Child.start(
            errors,
            Map.of(),
            Worker.class,
            url,
            history,
            node,
            random.nextInt(1_000_000),
            WRITERS,
            Integer.MAX_VALUE,
            checkpoint)) {
      var deadline = System.nanoTime() + PATIENCE_NANOS;
      while (Scratch.size(history) < enough) {
        if (!child.isAlive() || System.nanoTime() > deadline) {
          throw new IOException("The program under load stopped by itself: " + child.said());
        }
        LockSupport.parkNanos(500_000);
      }
      child.kill();
    }
    try (var file = HistoryFile.mend(history)) {
      new Recorder(file, node).crashed("kill");
    }
  }
}
