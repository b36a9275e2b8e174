package dev.daybook.faults.suite;

import dev.daybook.faults.check.Clause;
import dev.daybook.faults.power.Disk.Directories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What had been synced when the power went is there again; a store that did not sync is caught. */
final class PowerCutIT extends InWorkshop {
  private static final int CUTS = 12;
  private static final long SEED = 3;

  private PowerFault power;

  @BeforeEach
  void sixteen_writers_that_append_thirty_times_each() {
    power = new PowerFault(workshop, Directories.ORDERED, 30);
  }

  @OnEveryFileStore
  void a_store_loses_nothing_that_was_acknowledged_and_goes_on(FileStore store) throws Exception {
    assertAllWell(power.run(store, CUTS, SEED));
  }

  @Test
  void sqlite_without_its_syncs_is_caught() throws Exception {
    var row = power.tally(FileStore.SQLITE_NORMAL, CUTS, SEED).rowOfPlanted(Clause.DURABILITY);
    assertAllWell(row);
  }

  @Test
  void a_planted_store_that_skips_its_syncs_is_caught_and_the_same_store_with_them_is_not()
      throws Exception {
    var without = new FileStore("skips", "planted:SKIPS_SYNC:", "");
    var with = new FileStore("syncs", "planted:NONE:", "");
    assertAllWell(power.tally(without, CUTS, SEED).rowOfPlanted(Clause.DURABILITY));
    assertAllWell(power.run(with, CUTS, SEED));
  }
}
