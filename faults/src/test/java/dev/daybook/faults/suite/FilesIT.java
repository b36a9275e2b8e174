package dev.daybook.faults.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A few rounds of what the command does in hundreds, on every store that keeps files. */
final class FilesIT extends InWorkshop {
  @OnEveryFileStore
  void a_program_killed_under_sixteen_writers_loses_nothing(FileStore store) throws Exception {
    var row = new KillFault(workshop).run(store, 2, 5);
    assertAllWell(row);
    assertThat(row.acknowledged()).isPositive();
  }

  @OnEveryFileStore
  void damage_is_named_and_hides_nothing_that_is_intact(FileStore store) throws Exception {
    assertAllWell(new TornFault(workshop).run(store, 12, 7));
  }

  @OnEveryFileStore
  void a_file_that_may_not_grow_stops_appends_until_it_may(FileStore store) throws Exception {
    assertAllWell(new DiskFault(workshop).fileLimit(store, 1, 2));
  }

  @OnEveryFileStore
  void a_directory_that_cannot_be_written_is_refused(FileStore store) throws Exception {
    assertAllWell(new DiskFault(workshop).readOnly(store));
  }

  @OnEveryFileStore
  void a_second_process_is_told_who_holds_the_log(FileStore store) throws Exception {
    assertAllWell(new HolderFault(workshop).run(store, 1, 3));
  }

  @OnEveryFileStore
  void a_clock_that_jumps_never_turns_recorded_time_back(FileStore store) throws Exception {
    assertAllWell(new ClockFault(workshop).run(store, 1, 4));
  }

  @Test
  void views_go_on_after_a_kill_and_hold_what_a_rebuild_gives() throws Exception {
    assertAllWell(new ViewsFault(workshop).run(FileStore.SQLITE, 1, 6));
  }
}
