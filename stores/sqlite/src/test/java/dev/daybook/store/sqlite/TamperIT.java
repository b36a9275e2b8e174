package dev.daybook.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.verify.Finding;
import dev.daybook.kernel.verify.Finding.Problem;
import dev.daybook.kernel.verify.HeadExport;
import dev.daybook.kernel.verify.RawLog;
import dev.daybook.kernel.verify.Verifier;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to the file behind the log's back is found and named. */
final class TamperIT {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void a_log_of_two_hundred_events() {
    file = directory.resolve("log.sqlite");
    Logs.write(file, 200);
  }

  @Test
  void a_log_left_alone_is_clean() {
    assertThat(verify()).isEmpty();
  }

  @Test
  void one_byte_flipped_in_each_of_twenty_events_names_exactly_these() throws SQLException {
    var random = new Random(20);
    var chosen = new TreeSet<Long>();
    while (chosen.size() < 20) {
      chosen.add(1 + (long) random.nextInt(200));
    }
    Logs.tamper(file, "drop trigger event_no_update");
    for (var position : chosen) {
      Logs.flip(file, "bytes", position, random.nextInt(200));
    }
    assertThat(verify())
        .extracting(finding -> finding.position().value())
        .containsExactlyElementsOf(chosen);
  }

  @Test
  void a_changed_hash_is_told_from_a_changed_event() throws SQLException {
    Logs.tamper(file, "drop trigger event_no_update");
    Logs.flip(file, "hash", 50, 3);
    Logs.flip(file, "bytes", 60, 100);
    assertThat(verify())
        .extracting(finding -> finding.position().value() + " " + finding.problem())
        .containsExactly("50 HASH_CHANGED", "60 CONTENT_CHANGED");
  }

  @Test
  void a_removed_event_and_an_index_that_disagrees_are_named() throws SQLException {
    Logs.tamper(
        file,
        "drop trigger event_no_update",
        "drop trigger event_no_delete",
        "delete from event where position = 70",
        "update event set version = 999 where position = 80");
    assertThat(verify())
        .extracting(finding -> finding.position().value() + " " + finding.problem())
        .containsExactly("70 MISSING", "80 INDEX_DISAGREES");
  }

  @Test
  void an_append_that_can_no_longer_be_looked_up_is_named() throws SQLException {
    Logs.tamper(
        file,
        "drop trigger append_no_update",
        "drop trigger append_no_delete",
        "delete from append where first = 70",
        "update append set first = 81, last = 81 where first = 80");
    assertThat(verify())
        .extracting(finding -> finding.position().value() + " " + finding.problem())
        .containsExactly("70 INDEX_DISAGREES", "80 INDEX_DISAGREES");
  }

  @Test
  void what_is_intact_stays_readable() throws SQLException {
    Logs.tamper(
        file, "drop trigger event_no_update", "update event set bytes = x'00' where position = 90");
    try (var log = Logs.open(file)) {
      assertThat(log.read(EventQuery.all(), Position.START, Direction.FORWARD, 1_000).events())
          .hasSize(89);
      assertThatThrownBy(() -> log.read(EventQuery.all(), new Position(89), Direction.FORWARD, 10))
          .hasMessageContaining("Event 90 is damaged");
      assertThat(log.read(EventQuery.all(), new Position(90), Direction.FORWARD, 1_000).events())
          .hasSize(110);
    }
  }

  @Test
  void a_cut_tail_is_found_by_a_head_that_was_exported() throws Exception {
    var export = directory.resolve("head.json");
    try (var log = Logs.open(file)) {
      new HeadExport(log.head()).write(export);
    }
    Logs.tamper(file, "drop trigger event_no_delete", "delete from event where position > 190");
    assertThat(verify()).as("the chain alone cannot show it").isEmpty();
    try (var log = Logs.open(file)) {
      assertThat(HeadExport.read(export).check(RawLog.of(log)))
          .extracting(Finding::problem)
          .containsExactly(Problem.CUT_TAIL);
    }
  }

  @Test
  void the_database_itself_refuses_to_change_what_is_written() {
    for (var table : List.of("event", "append", "stream", "kind")) {
      var column = table.equals("event") ? "version" : table.equals("append") ? "epoch" : "id";
      assertThatThrownBy(() -> Logs.tamper(file, "update " + table + " set " + column + " = 1"))
          .hasMessageContaining("the log refuses to update");
      assertThatThrownBy(() -> Logs.tamper(file, "delete from " + table))
          .hasMessageContaining("the log refuses to delete");
    }
  }

  @Test
  void of_an_event_only_the_payload_goes_and_only_once_it_is_archived() throws SQLException {
    var cut = "update event set bytes = substr(bytes, 1, length(bytes) - 20) where position = ";
    refusesToUpdate(cut + 20);
    try (var log = Logs.open(file)) {
      log.archives()
          .orElseThrow()
          .archive(new Position(10), new Position(30), directory.resolve("archive"));
    }
    refusesToUpdate(cut + 20);
    Logs.tamper(file, "insert into archive values (100, 110, 'x', x'00', 0)");
    Logs.tamper(file, cut + 105);
    refusesToUpdate(cut + 111);
    for (var change :
        List.of("bytes = x'00'", "bytes = zeroblob(400)", "hash = x'00'", "version = 9")) {
      refusesToUpdate("update event set " + change + " where position = 106");
    }
    refusesToUpdate("update archive set first = 1 where first = 10");
    refusesToUpdate("update archive set digest = x'01' where first = 10");
    refusesToUpdate("update archive set done = 0 where first = 10");
    assertThatThrownBy(() -> Logs.tamper(file, "delete from archive"))
        .hasMessageContaining("the log refuses to delete");
  }

  private void refusesToUpdate(String statement) {
    assertThatThrownBy(() -> Logs.tamper(file, statement))
        .as(statement)
        .hasMessageContaining("the log refuses to update");
  }

  private List<Finding> verify() {
    try (var log = Logs.open(file)) {
      var seen = new ArrayList<Long>();
      var report = Verifier.of(log).verify(seen::add);
      assertThat(seen.getLast()).isEqualTo(report.checked());
      return report.findings();
    }
  }
}
