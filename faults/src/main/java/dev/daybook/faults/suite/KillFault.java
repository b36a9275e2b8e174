package dev.daybook.faults.suite;

import dev.daybook.faults.history.History;
import dev.daybook.faults.history.HistoryFile;
import dev.daybook.faults.history.Recorder;
import dev.daybook.faults.load.Worker;
import dev.daybook.faults.suite.KilledRounds.Round;
import dev.daybook.kernel.log.StoreProvider;
import java.io.IOException;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * {@code kill -9} at a random moment under sixteen writers. The log is opened again, what was left
 * open is settled, and the whole of it is judged; ten rounds go on with one log, then a new one is
 * begun.
 */
final class KillFault implements KilledRounds.Victim {
  private static final int WRITERS = 16;
  private static final int ROUNDS_OF_A_LOG = 10;
  private static final int LEAST_TOLD = 2_000;
  private static final int MOST_TOLD = 1_000_000;

  private final Workshop workshop;

  KillFault(Workshop workshop) {
    this.workshop = workshop;
  }

  /** Does it so many times. */
  Row run(Store store, int rounds, long seed) throws IOException, InterruptedException {
    var tally = workshop.tally("kill -9", store.name(), rounds);
    new KilledRounds(workshop, "kill", ROUNDS_OF_A_LOG, LEAST_TOLD, MOST_TOLD, this)
        .run(store, rounds, seed, tally);
    return tally.row();
  }

  @Override
  public Child start(Round round, SplittableRandom random) throws IOException {
    return Child.start(
        round.errors(),
        Map.of(),
        Worker.class,
        round.url(),
        round.history(),
        round.node(),
        random.nextInt(1_000_000),
        WRITERS,
        Integer.MAX_VALUE,
        Settling.checkpoint(History.read(round.earlier())));
  }

  @Override
  public void afterwards(Round round, Tally tally) throws IOException {
    try (var history = HistoryFile.open(round.history());
        var log = StoreProvider.openUrl(round.url(), workshop.clock(), workshop.ids())) {
      var recorder = new Recorder(history, "settling" + round.number());
      recorder.opened(log);
      Settling.settle(History.read(round.histories()), recorder, log);
    }
  }
}
