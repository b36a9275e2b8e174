package dev.daybook.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.daybook.kernel.archive.ArchiveFile;
import dev.daybook.kernel.log.Archive;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.NewEvent;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.sequencer.SequencedLog;
import dev.daybook.kernel.verify.RawLog.Raw;
import dev.daybook.kernel.verify.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive that is interrupted between any two steps, and files of every size. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class ArchiverTest {
  private static final Events EVENTS = new Events(new SeededIds(5));
  private static final Position FIRST = new Position(3);
  private static final Position LAST = new Position(17);

  /** Where a store fails. */
  private enum Step {
    BEFORE_NOTE,
    AFTER_NOTE,
    BEFORE_SHORTEN,
    IN_THE_MIDST,
    BEFORE_IT_IS_DONE
  }

  @TempDir Path folder;

  @Test
  void an_interruption_at_any_step_hides_no_event_and_the_same_call_finishes_it() throws Exception {
    for (var step : Step.values()) {
      var store = new Failing();
      try (var log = filled(store, 20, 10)) {
        var before = all(log);
        var file = folder.resolve(step.name());
        store.fails = step;
        assertThatExceptionOfType(StoreException.RolledBack.class)
            .as("%s", step)
            .isThrownBy(() -> log.archives().orElseThrow().archive(FIRST, LAST, file));
        assertThat(all(log)).as("%s", step).isEqualTo(before);
        assertThat(Verifier.of(log).verify().findings()).as("%s", step).isEmpty();
        store.fails = null;
        var done = log.archives().orElseThrow().archive(FIRST, LAST, file);
        assertThat(done.done()).as("%s", step).isTrue();
        assertThat(log.archives().orElseThrow().all()).as("%s", step).containsExactly(done);
        assertThat(all(log)).as("%s", step).isEqualTo(before);
        assertThat(names()).containsExactly(step.name());
        Files.delete(file);
      }
    }
  }

  @Test
  void what_is_to_be_finished_needs_its_file() throws Exception {
    var store = new Failing();
    try (var log = filled(store, 20, 10)) {
      var before = all(log);
      var file = folder.resolve("a");
      store.fails = Step.BEFORE_SHORTEN;
      var archives = log.archives().orElseThrow();
      assertThatExceptionOfType(StoreException.RolledBack.class)
          .isThrownBy(() -> archives.archive(FIRST, LAST, file));
      store.fails = null;
      Files.move(file, folder.resolve("b"));
      assertThatExceptionOfType(StoreException.Deterministic.class)
          .isThrownBy(() -> archives.archive(FIRST, LAST, file))
          .withMessageContaining(file.toString());
      assertThat(all(log)).isEqualTo(before);
      archives.attach(folder.resolve("b"));
      assertThat(archives.archive(FIRST, LAST, file).file()).isEqualTo(folder.resolve("b"));
      assertThat(all(log)).isEqualTo(before);
    }
  }

  @Test
  void a_damaged_event_is_carried_into_no_archive() {
    var store =
        new ListLog(new LogId(new UUID(1, 1))) {
          @Override
          public synchronized RawPage stored(Position after, int limit) {
            var page = super.stored(after, limit);
            return new RawPage(
                page.events().stream().map(ArchiverTest::damaged).toList(),
                page.through(),
                page.end());
          }
        };
    try (var log = filled(store, 20, 10)) {
      var file = folder.resolve("a");
      var archives = log.archives().orElseThrow();
      assertThatExceptionOfType(StoreException.Deterministic.class)
          .isThrownBy(() -> archives.archive(FIRST, LAST, file))
          .withMessageContaining("Event 9 is damaged");
      assertThat(folder).isEmptyDirectory();
      assertThat(archives.all()).isEmpty();
      assertThat(archives.archive(new Position(10), LAST, file).done()).isTrue();
    }
  }

  @Test
  void small_and_large_payloads_are_found_block_by_block() throws Exception {
    var store = new ListLog(new LogId(new UUID(1, 1)));
    try (var log = filled(store, 700, 300)) {
      try (var large = SequencedLog.over(store, SteppingClock.stepping(Duration.ofMillis(1)))) {
        large.append(EVENTS.append(sized(300_000), sized(0), sized(70_000), sized(1)));
      }
      var before = all(log);
      var archive =
          log.archives().orElseThrow().archive(new Position(1), new Position(704), file("a"));
      assertThat(all(log)).isEqualTo(before);
      assertThat(log.at(new Position(350))).contains(before.get(349));
      assertThat(log.at(new Position(1))).contains(before.getFirst());
      var file = ArchiveFile.open(archive.file());
      assertThat(file.payload(new Position(704)).length).isLessThan(100);
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> file.payload(new Position(705)));
    }
  }

  @Test
  void a_newer_format_is_refused_naming_both() throws Exception {
    var store = new ListLog(new LogId(new UUID(1, 1)));
    try (var log = filled(store, 5, 1)) {
      var file = file("a");
      log.archives().orElseThrow().archive(new Position(1), new Position(5), file);
      var bytes = Files.readAllBytes(file);
      bytes[11] = 9;
      Files.write(file, bytes);
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> ArchiveFile.open(file))
          .withMessageContaining("format 9")
          .withMessageContaining("reads 1");
    }
  }

  private static NewEvent sized(int bytes) {
    var like = EVENTS.event(new StreamId("task", "1"));
    return EVENTS.event(
        like.stream(),
        like.type(),
        like.tags(),
        JsonBytes.of("\"" + "x".repeat(bytes) + "\""),
        JsonBytes.EMPTY);
  }

  private static EventLog filled(ListLog store, int events, int bytes) {
    var log = SequencedLog.over(store, SteppingClock.stepping(Duration.ofMillis(1)));
    for (var i = 0; i < events; i++) {
      log.append(EVENTS.append(sized(bytes + i % 7)));
    }
    return log;
  }

  private static Raw damaged(Raw raw) {
    if (raw instanceof Raw.Stored stored && stored.position().value() == 9) {
      var bytes = stored.bytes().clone();
      bytes[bytes.length - 2] ^= 1;
      return new Raw.Stored(stored.position(), bytes, stored.hash(), null);
    }
    return raw;
  }

  private static List<RecordedEvent> all(EventLog log) {
    return log.read(EventQuery.all(), Position.START, Direction.FORWARD, 10_000).events();
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  /** A store that fails at one step. */
  private static final class Failing extends ListLog {
    private volatile @Nullable Step fails;

    Failing() {
      super(new LogId(new UUID(1, 1)));
    }

    private void reach(Step step) {
      if (fails == step) {
        throw new StoreException.RolledBack("interrupted " + step, null);
      }
    }

    @Override
    public synchronized void note(Archive archive) {
      reach(Step.BEFORE_NOTE);
      super.note(archive);
      reach(Step.AFTER_NOTE);
    }

    @Override
    public synchronized void shorten(Archive archive) {
      reach(Step.BEFORE_SHORTEN);
      for (var at = archive.first(); archive.holds(at); at = at.next()) {
        if (at.value() == 9) {
          reach(Step.IN_THE_MIDST);
        }
        shorten(at);
      }
      reach(Step.BEFORE_IT_IS_DONE);
      super.shorten(archive);
    }
  }
}
