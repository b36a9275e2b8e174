package dev.daybook.testkit.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.Backup;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StoreProvider;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.verify.Verifier;
import dev.daybook.testkit.Together;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A copy of a log that goes on meanwhile. */
public abstract class BackupContract extends LogInFiles {
  private static final StreamId ONE = new StreamId("task", "1");

  /** Flips a bit of an event in a copy. */
  protected abstract void damage(Path copy, long position) throws Exception;

  @Test
  void a_copy_holds_the_log_as_it_stood_and_nothing_lies_beside_it() throws Exception {
    var target = Files.createDirectory(directory.resolve("to")).resolve("copy");
    try (var log = fresh(200)) {
      var head = log.backups().orElseThrow().backup(target);
      assertThat(head).isEqualTo(log.head());
      log.append(append(ONE));
      try (var copy = opened(target)) {
        assertThat(copy.head()).isEqualTo(head);
        assertThat(all(copy)).isEqualTo(all(log).subList(0, 200));
      }
    }
    try (var files = Files.list(target.getParent())) {
      assertThat(files).containsExactly(target);
    }
    try (var opened = open(target)) {
      assertThat(opened.append(append(ONE))).isInstanceOf(AppendResult.Appended.class);
    }
  }

  @Test
  void copies_made_while_eight_write_are_whole_and_hold_up_nobody() throws Exception {
    var stop = new AtomicBoolean();
    var heads = new ArrayList<Position>();
    try (var log = fresh(50)) {
      Together.run(
          9,
          thread -> {
            if (thread < 8) {
              while (!stop.get()) {
                log.append(EVENTS.append(EVENTS.several(3, ONE)));
              }
              return true;
            }
            try {
              for (var round = 0; round < 5; round++) {
                var before = log.head().position();
                heads.add(log.backups().orElseThrow().backup(copy(round)).position());
                assertThat(heads.getLast()).isGreaterThanOrEqualTo(before);
              }
            } finally {
              stop.set(true);
            }
            return true;
          });
      for (var round = 0; round < 5; round++) {
        try (var copy = opened(copy(round))) {
          assertThat(all(copy).getLast().position()).isEqualTo(heads.get(round));
          assertThat((heads.get(round).value() - 50) % 3).as("whole appends").isZero();
        }
      }
    }
  }

  @Test
  void a_damaged_event_of_a_copy_is_named() throws Exception {
    try (var log = fresh(100)) {
      log.backups().orElseThrow().backup(copy(0));
    }
    damage(copy(0), 40);
    try (var copy = opened(copy(0))) {
      assertThat(copy.read(Position.START, 39).events()).hasSize(39);
      assertThatThrownBy(() -> copy.read(new Position(39), 10))
          .isInstanceOf(StoreException.Deterministic.class)
          .hasMessageContaining("Event 40 ");
      assertThat(copy.read(new Position(40), 100).events()).hasSize(60);
    }
  }

  @Test
  void a_copy_of_an_archived_log_reads_the_archive_from_beside_itself() throws Exception {
    var other = Files.createDirectory(directory.resolve("other"));
    List<RecordedEvent> before;
    try (var log = fresh(100)) {
      before = all(log);
      log.archives()
          .orElseThrow()
          .archive(new Position(1), new Position(60), directory.resolve("old.archive"));
      log.backups().orElseThrow().backup(other.resolve("copy"));
    }
    Files.move(directory.resolve("old.archive"), other.resolve("old.archive"));
    try (var copy = opened(other.resolve("copy"))) {
      assertThat(all(copy)).isEqualTo(before);
    }
    Files.delete(other.resolve("old.archive"));
    try (var copy = opened(other.resolve("copy"))) {
      assertThat(copy.head().position()).isEqualTo(new Position(100));
      assertThatThrownBy(() -> all(copy)).hasMessageContaining("old.archive");
    }
  }

  @Test
  void a_place_that_is_taken_or_cannot_be_written_is_refused() throws Exception {
    var taken = Files.writeString(directory.resolve("taken"), "mine");
    try (var log = fresh(5)) {
      var backups = log.backups().orElseThrow();
      for (var bad : List.of(taken, directory.resolve("no/such/folder"))) {
        assertThatThrownBy(() -> backups.backup(bad))
            .isInstanceOf(StoreException.Deterministic.class)
            .hasMessageContaining(bad.toString());
      }
      assertThat(taken).content().isEqualTo("mine");
    }
  }

  @Test
  void what_is_no_backup_is_not_taken_for_one() throws Exception {
    assertThat(StoreProvider.openAnyBackup(directory)).isEmpty();
    assertThat(StoreProvider.openAnyBackup(directory.resolve("none"))).isEmpty();
    assertThat(StoreProvider.openAnyBackup(Files.writeString(directory.resolve("text"), "text")))
        .isEmpty();
    try (var log = fresh(5)) {
      assertThat(log.head().position()).isEqualTo(new Position(5));
      assertThatThrownBy(() -> StoreProvider.openAnyBackup(file()))
          .isInstanceOf(StoreException.Deterministic.class)
          .hasMessageContaining("Open it as a store");
    }
  }

  @Test
  void a_restore_that_was_interrupted_goes_on_after_a_restart() {
    try (var log = fresh(60)) {
      log.backups().orElseThrow().backup(copy(0));
    }
    var target = directory.resolve("restored");
    try (var copy = opened(copy(0))) {
      try (var log = open(target)) {
        var restoring = log.restoring().orElseThrow();
        restoring.begin(copy.head().log());
        restoring.restore(copy.read(Position.START, 25).events());
      }
      try (var log = open(target)) {
        assertThatThrownBy(() -> log.append(append(ONE)))
            .isInstanceOf(StoreException.Deterministic.class);
        var restoring = log.restoring().orElseThrow();
        var at = restoring.begin(copy.head().log()).position();
        assertThat(at).isEqualTo(new Position(25));
        restoring.restore(copy.read(at, 100).events());
        restoring.finish(copy.head());
        assertThat(all(log)).isEqualTo(all(copy));
        assertThat(Verifier.of(log).verify().findings()).isEmpty();
      }
    }
  }

  private static Backup opened(Path copy) {
    return StoreProvider.openAnyBackup(copy).orElseThrow();
  }

  private EventLog fresh(int events) {
    written(file(), events).close();
    return open(file(), "?wait=0&synchronous=normal");
  }

  private Path file() {
    return directory.resolve("log.data");
  }

  private Path copy(int number) {
    return directory.resolve("copy" + number);
  }

  private static List<RecordedEvent> all(Backup backup) {
    var all = new ArrayList<RecordedEvent>();
    for (var page = backup.read(Position.START, 1_000); ; page = backup.read(page.next(), 1_000)) {
      all.addAll(page.events());
      if (page.end()) {
        return all;
      }
    }
  }
}
