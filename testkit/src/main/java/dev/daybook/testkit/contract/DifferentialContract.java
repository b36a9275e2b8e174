package dev.daybook.testkit.contract;

import dev.daybook.kernel.memory.MemoryLog;
import dev.daybook.testkit.Differential;
import dev.daybook.testkit.SeededIds;
import dev.daybook.testkit.SteppingClock;
import org.junit.jupiter.api.Test;

/** Random programs give what the textbook gives. */
public abstract class DifferentialContract extends StoreContract {
  private static final int PROGRAMS = 300;
  private static final int STEPS = 40;

  @Test
  void three_hundred_random_programs_give_what_memory_gives() {
    for (var seed = 1L; seed <= PROGRAMS; seed++) {
      var standing = SteppingClock.standing();
      log = store.fresh(standing, ids);
      try (var oracle = new MemoryLog(new SeededIds(seed), standing)) {
        Differential.run(log, oracle, standing, seed, STEPS);
      }
    }
  }
}
