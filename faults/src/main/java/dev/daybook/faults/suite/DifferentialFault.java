package dev.daybook.faults.suite;

import dev.daybook.kernel.log.StoreProvider;
import dev.daybook.kernel.memory.MemoryLog;
import dev.daybook.testkit.Differential;
import dev.daybook.testkit.SeededIds;
import dev.daybook.testkit.SteppingClock;
import java.io.IOException;

/** Random programs of appends and reads: every answer is that of the textbook store in memory. */
public final class DifferentialFault {
  private static final int STEPS = 40;

  private final Workshop workshop;

  public DifferentialFault(Workshop workshop) {
    this.workshop = workshop;
  }

  /**
   * Runs so many programs.
   *
   * @param seed of the first; each further one has the next
   */
  public Row run(Store store, int programs, long seed) throws IOException {
    var tally = workshop.tally("differential", store.name(), programs);
    for (var program = seed; program < seed + programs; program++) {
      var standing = SteppingClock.standing();
      var place = workshop.directory("differential-" + store.name());
      try (var log = StoreProvider.openUrl(store.quickUrl(place), standing, workshop.ids());
          var oracle = new MemoryLog(new SeededIds(program), standing)) {
        Differential.run(log, oracle, standing, program, STEPS);
        tally.add(log.head().position().value());
      } catch (AssertionError different) {
        tally.add(0);
        tally.problem("program of seed " + program, String.valueOf(different.getMessage()));
      }
    }
    return tally.row("same as memory, seeds " + seed + " to " + (seed + programs - 1));
  }
}
