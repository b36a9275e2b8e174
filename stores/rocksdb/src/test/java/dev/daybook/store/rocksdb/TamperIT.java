package dev.daybook.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.verify.Finding;
import dev.daybook.kernel.verify.Finding.Problem;
import dev.daybook.kernel.verify.HeadExport;
import dev.daybook.kernel.verify.RawLog;
import dev.daybook.kernel.verify.Verifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

/** Whatever is done to the rows behind the log's back is found and named. */
final class TamperIT {
  @TempDir Path directory;
  private Path log;

  @BeforeEach
  void a_log_of_two_hundred_events() {
    log = directory.resolve("log.rocksdb");
    Logs.write(log, 200);
  }

  @Test
  void a_log_left_alone_is_clean() {
    assertThat(verify()).isEmpty();
  }

  @Test
  void one_bit_flipped_in_each_of_twenty_events_names_exactly_these() throws RocksDBException {
    var random = new Random(20);
    var chosen = new TreeSet<Long>();
    while (chosen.size() < 20) {
      chosen.add(1 + (long) random.nextInt(200));
    }
    for (var position : chosen) {
      Logs.flip(log, position, random.nextInt(200));
    }
    assertThat(verify())
        .extracting(finding -> finding.position().value())
        .containsExactlyElementsOf(chosen);
  }

  @Test
  void a_changed_hash_is_told_from_a_changed_event() throws RocksDBException {
    Logs.replace(
        log,
        50,
        event -> {
          event.hash()[3] ^= 1;
          return event;
        });
    Logs.flip(log, 60, 100);
    assertThat(problems()).containsExactly("50 HASH_CHANGED", "60 CONTENT_CHANGED");
  }

  @Test
  void a_removed_event_and_indexes_that_disagree_are_named() throws RocksDBException {
    Logs.tamper(
        log,
        database -> {
          var stream = Keys.stream(new StreamId("task", "t" + 79 % 7));
          return new Batch(database)
              .delete(Family.EVENT, Keys.number(70))
              .delete(Family.STREAM, Keys.of(stream, 1 + 79 / 7))
              .delete(Family.KIND, Keys.of(Keys.kind(1), 90));
        });
    assertThat(problems())
        .containsExactly("70 MISSING", "80 INDEX_DISAGREES", "90 INDEX_DISAGREES");
  }

  @Test
  void an_append_that_can_no_longer_be_looked_up_is_named() throws Exception {
    var gone = Logs.EVENTS.append(Logs.EVENTS.several(3, new StreamId("task", "several")));
    var moved = Logs.EVENTS.append(Logs.EVENTS.several(2, new StreamId("task", "several")));
    try (var open = Logs.open(log)) {
      open.append(gone);
      open.append(moved);
    }
    Logs.tamper(
        log,
        database -> {
          var row = database.get(Family.APPEND, Keys.id(moved.id().value()));
          row[Long.BYTES - 1]++; // its first position
          return new Batch(database)
              .delete(Family.APPEND, Keys.id(gone.id().value()))
              .put(Family.APPEND, Keys.id(moved.id().value()), row);
        });
    assertThat(problems())
        .containsExactly(
            "201 INDEX_DISAGREES",
            "202 INDEX_DISAGREES",
            "203 INDEX_DISAGREES",
            "204 INDEX_DISAGREES");
  }

  @Test
  void what_is_intact_stays_readable() throws RocksDBException {
    Logs.replace(log, 90, event -> new Chunk.Stored(90, event.hash(), new byte[1]));
    Logs.tamper(log, database -> new Batch(database).delete(Family.EVENT, Keys.number(120)));
    try (var open = Logs.open(log)) {
      var all = EventQuery.all();
      assertThat(open.read(all, Position.START, Direction.FORWARD, 1_000).events()).hasSize(89);
      assertThatThrownBy(() -> open.read(all, new Position(89), Direction.FORWARD, 10))
          .isInstanceOf(StoreException.Deterministic.class)
          .hasMessageContaining("Event 90 is damaged");
      assertThat(open.read(all, new Position(90), Direction.FORWARD, 1_000).events()).hasSize(29);
      assertThatThrownBy(() -> open.read(all, new Position(119), Direction.FORWARD, 10))
          .hasMessageContaining("Event 120 is missing");
      assertThat(open.read(all, new Position(120), Direction.FORWARD, 1_000).events()).hasSize(80);
      assertThat(open.read(all, Position.END, Direction.BACKWARD, 1_000).events()).hasSize(80);
    }
  }

  @Test
  void a_cut_tail_is_found_by_a_head_that_was_exported() throws Exception {
    var export = directory.resolve("head.json");
    Head before;
    try (var database = Database.open(log, Tuning.Mode.READING, false)) {
      before = Heads.noted(database);
    }
    try (var open = Logs.open(log)) {
      open.append(Logs.EVENTS.append(Logs.EVENTS.several(10, new StreamId("task", "cut"))));
      new HeadExport(open.head()).write(export);
    }
    Logs.tamper(
        log,
        database ->
            new Batch(database)
                .delete(Family.EVENT, Keys.number(201))
                .put(Family.META, Keys.HEAD, before.bytes()));
    assertThat(verify()).as("the chain alone cannot show it").isEmpty();
    try (var open = Logs.open(log)) {
      assertThat(HeadExport.read(export).check(RawLog.of(open)))
          .extracting(Finding::problem)
          .containsExactly(Problem.CUT_TAIL);
    }
  }

  private List<String> problems() {
    return verify().stream()
        .map(finding -> finding.position().value() + " " + finding.problem())
        .toList();
  }

  private List<Finding> verify() {
    try (var open = Logs.open(log)) {
      return Verifier.of(open).verify().findings();
    }
  }
}
