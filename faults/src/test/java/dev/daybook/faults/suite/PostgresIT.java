package dev.daybook.faults.suite;

import dev.daybook.faults.power.Disk.Directories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A round each of what can happen to a log on PostgreSQL. */
final class PostgresIT extends InWorkshop {
  private static final PostgresStore STORE = new PostgresStore(18);

  @AfterAll
  static void the_server_stops() {
    STORE.close();
  }

  @Test
  void a_server_that_dies_under_load_loses_nothing() throws Exception {
    assertAllWell(new PostgresFault(workshop, STORE).restarts(1, 1));
  }

  @Test
  void a_connection_cut_within_a_commit_writes_once() throws Exception {
    assertAllWell(new PostgresFault(workshop, STORE).cuts(1, 2));
  }

  @Test
  void a_node_that_was_paused_leaves_no_gap_and_no_double() throws Exception {
    assertAllWell(new PostgresFault(workshop, STORE).leaders(1, 3));
  }

  @Test
  void a_program_killed_under_sixteen_writers_loses_nothing() throws Exception {
    assertAllWell(new KillFault(workshop).run(STORE, 1, 5));
  }

  @Test
  void a_power_cut_of_the_server_loses_nothing() throws Exception {
    var power = new PowerFault(workshop, Directories.ORDERED, 15);
    assertAllWell(power.run(STORE, 2, 6));
  }
}
