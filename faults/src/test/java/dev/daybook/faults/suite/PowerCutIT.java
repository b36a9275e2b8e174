package dev.daybook.faults.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.faults.check.Clause;
import dev.daybook.faults.power.Disk.Directories;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What had been synced when the power went is there again; a store that did not sync is caught. */
final class PowerCutIT {
  private static final int CUTS = 12;
  private static final long SEED = 3;

  @TempDir Path directory;
  private PowerFault power;

  @BeforeEach
  void sixteen_writers_that_append_thirty_times_each() {
    power = new PowerFault(new Workshop(directory), Directories.ORDERED, 30);
  }

  @ParameterizedTest
  @MethodSource("dev.daybook.faults.suite.FilesIT#stores")
  void a_store_loses_nothing_that_was_acknowledged_and_goes_on(FileStore store) throws Exception {
    assertThat(power.run(store, CUTS, SEED).problems()).isEmpty();
  }

  @Test
  void sqlite_without_its_syncs_is_caught() throws Exception {
    var row = power.tally(FileStore.SQLITE_NORMAL, CUTS, SEED).rowOfPlanted(Clause.DURABILITY);
    assertThat(row.problems()).isEmpty();
  }

  @Test
  void a_planted_store_that_skips_its_syncs_is_caught_and_the_same_store_with_them_is_not()
      throws Exception {
    var without = new FileStore("skips", "planted:SKIPS_SYNC:", "");
    var with = new FileStore("syncs", "planted:NONE:", "");
    assertThat(power.tally(without, CUTS, SEED).rowOfPlanted(Clause.DURABILITY).problems())
        .isEmpty();
    assertThat(power.run(with, CUTS, SEED).problems()).isEmpty();
  }
}
