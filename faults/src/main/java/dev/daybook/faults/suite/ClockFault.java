package dev.daybook.faults.suite;

import dev.daybook.faults.check.HistoryCheck;
import dev.daybook.faults.history.History;
import dev.daybook.faults.history.HistoryFile;
import dev.daybook.faults.history.Recorder;
import dev.daybook.faults.load.Load;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StoreProvider;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SplittableRandom;

/** A clock that steps back and jumps ahead at every reading, over several starts of one log. */
public final class ClockFault {
  private static final int WRITERS = 16;
  private static final int APPENDS = 12;
  private static final int STARTS = 3;

  private final Workshop workshop;

  public ClockFault(Workshop workshop) {
    this.workshop = workshop;
  }

  /** Does it on so many logs. */
  public Row run(Store store, int rounds, long seed) throws IOException, InterruptedException {
    var random = new SplittableRandom(seed);
    var tally = workshop.tally("clock steps", store.name(), rounds);
    for (var round = 1; round <= rounds; round++) {
      var place = workshop.directory("clock-" + store.name());
      var file = place.resolve("history.ndjson");
      var url = store.quickUrl(place);
      var checkpoint = Position.START;
      try (var history = HistoryFile.open(file)) {
        for (var start = 1; start <= STARTS; start++) {
          var node = "start" + start;
          var recorder = new Recorder(history, node);
          try (var log = StoreProvider.openUrl(url, jumping(random.split()), workshop.ids())) {
            recorder.opened(log);
            var load = new Load(log, recorder, workshop.ids(), random.nextInt(1_000_000), node);
            load.start(WRITERS, APPENDS, checkpoint).awaitWriters();
            load.stop();
            if (start == STARTS) {
              recorder.ended(log);
            }
          }
          recorder.crashed("close");
          checkpoint = Settling.checkpoint(History.read(file));
        }
      }
      tally.add("round " + round, HistoryCheck.of(History.read(file)));
      Scratch.delete(place);
    }
    return tally.row();
  }

  /** Now, but off by up to two days either way, another time at each reading. */
  private static InstantSource jumping(SplittableRandom random) {
    return new InstantSource() {
      @Override
      public synchronized Instant instant() {
        var off = Duration.ofMillis(random.nextLong(-172_800_000L, 172_800_000L));
        return InstantSource.system().instant().plus(off);
      }
    };
  }
}
