package dev.daybook.faults.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.faults.power.Disk.Directories;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A round each of what can happen to a log on PostgreSQL. */
final class PostgresIT {
  private static final PostgresStore STORE = new PostgresStore(18);

  @TempDir Path directory;
  private Workshop workshop;

  @BeforeEach
  void a_place_to_work() {
    workshop = new Workshop(directory);
  }

  @AfterAll
  static void the_server_stops() {
    STORE.close();
  }

  @Test
  void a_server_that_dies_under_load_loses_nothing() throws Exception {
    assertThat(new PostgresFault(workshop, STORE).restarts(1, 1).problems()).isEmpty();
  }

  @Test
  void a_connection_cut_within_a_commit_writes_once() throws Exception {
    assertThat(new PostgresFault(workshop, STORE).cuts(1, 2).problems()).isEmpty();
  }

  @Test
  void a_node_that_was_paused_leaves_no_gap_and_no_double() throws Exception {
    assertThat(new PostgresFault(workshop, STORE).leaders(1, 3).problems()).isEmpty();
  }

  @Test
  void a_program_killed_under_sixteen_writers_loses_nothing() throws Exception {
    assertThat(new KillFault(workshop).run(STORE, 1, 5).problems()).isEmpty();
  }

  @Test
  void a_power_cut_of_the_server_loses_nothing() throws Exception {
    var power = new PowerFault(workshop, Directories.ORDERED, 15);
    assertThat(power.run(STORE, 2, 6).problems()).isEmpty();
  }
}
