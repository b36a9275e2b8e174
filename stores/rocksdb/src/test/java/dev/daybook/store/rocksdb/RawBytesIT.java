package dev.daybook.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.verify.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

/**
 * Bytes of the files themselves are flipped or cut off, as a failing disk does: nothing is lost
 * without a word, and what was not hit can be read.
 */
final class RawBytesIT {
  private static final StreamId STREAM = new StreamId("task", "1");
  private static final int EVENTS = 300;

  @TempDir Path directory;
  private int copies;

  @Test
  void a_flip_anywhere_in_the_events_file_costs_no_more_than_its_block() throws Exception {
    var log = closed();
    var written = all(log);
    var random = new Random(31);
    for (var round = 0; round < 12; round++) {
      var copy = Logs.copy(log, next());
      var file = largest(copy);
      flip(file, random.nextInt((int) (Files.size(file) * 9 / 10)));
      try (var open = Logs.open(copy)) {
        var named = named(open);
        assertThat(named).isNotEmpty().hasSizeLessThan(EVENTS / 2);
        assertOthersReadable(open, written, named);
      }
    }
  }

  @Test
  void a_flip_anywhere_in_any_file_is_told_or_changes_nothing() throws Exception {
    var log = closed();
    var written = all(log);
    var random = new Random(32);
    for (var file : names(log)) {
      for (var round = 0; round < 3; round++) {
        var copy = Logs.copy(log, next());
        var size = (int) Files.size(copy.resolve(file));
        if (size > 0) {
          var at = random.nextInt(size);
          flip(copy.resolve(file), at);
          assertNothingLostInSilence(copy, written, file + " at " + at);
        }
      }
    }
  }

  @Test
  void a_flip_anywhere_in_the_write_ahead_log_is_told() throws Exception {
    var log = killed();
    var written = all(Logs.copy(log, next()));
    var wal = writeAhead(log);
    var size = (int) Files.size(wal);
    var random = new Random(33);
    for (var round = 0; round < 25; round++) {
      var at = round < 15 ? size - 1 - round * 29 : random.nextInt(size);
      var copy = Logs.copy(log, next());
      flip(copy.resolve(wal.getFileName()), at);
      assertNothingLostInSilence(copy, written, "byte " + at + " of " + size);
      try (var open = Logs.open(copy)) {
        assertThat(named(open)).as("byte %s of %s", at, size).isNotEmpty();
        assertThatThrownBy(() -> append(open))
            .isInstanceOf(StoreException.Deterministic.class)
            .hasMessageContaining("is damaged");
      }
    }
  }

  @Test
  void a_record_that_was_cut_off_takes_nothing_with_it_and_the_log_goes_on() throws Exception {
    var log = killed();
    var written = all(Logs.copy(log, next()));
    var wal = writeAhead(log);
    var bytes = Files.readAllBytes(wal);
    for (var cut = 1; cut < 200; cut += 13) {
      var copy = Logs.copy(log, next());
      Files.write(copy.resolve(wal.getFileName()), Arrays.copyOf(bytes, bytes.length - cut));
      try (var open = Logs.open(copy)) {
        assertThat(all(open)).as("cut by %s", cut).isEqualTo(written.subList(0, EVENTS - 1));
        assertThat(append(open)).isInstanceOf(AppendResult.Appended.class);
        assertThat(named(open)).isEmpty();
      }
    }
  }

  @Test
  void a_record_that_was_cut_off_is_still_one_after_a_start_that_was_cut_off_too()
      throws Exception {
    var log = killed();
    var wal = writeAhead(log);
    var bytes = Files.readAllBytes(wal);
    Files.write(wal, Arrays.copyOf(bytes, bytes.length - 40));
    Files.createFile(log.resolve("000099.log"));
    try (var open = Logs.open(log)) {
      assertThat(all(open)).hasSize(EVENTS - 1);
      assertThat(append(open)).isInstanceOf(AppendResult.Appended.class);
    }
    assertThat(all(log)).hasSize(EVENTS);
  }

  @Test
  void a_write_ahead_log_that_lacks_its_end_before_another_is_told() throws Exception {
    var log = next();
    try (var open = Logs.open(log)) {
      write(open);
    }
    var wal = writeAhead(log);
    try (var open = Logs.open(log)) {
      append(open);
    }
    var whole = Files.readAllBytes(wal);
    for (var cut : List.of(60, 700, 5_000)) {
      var copy = Logs.copy(log, next());
      Files.write(copy.resolve(wal.getFileName()), Arrays.copyOf(whole, whole.length - cut));
      try (var open = Logs.open(copy)) {
        assertThat(named(open)).as("cut by %s", cut).isNotEmpty().contains((long) EVENTS);
        assertThat(open.at(new Position(EVENTS + 1))).isPresent();
        assertThatThrownBy(() -> append(open)).hasMessageContaining("is damaged");
      }
    }
  }

  /** Either it is refused, or everything that is not named can be read and nothing is missing. */
  private void assertNothingLostInSilence(Path log, List<RecordedEvent> written, String what) {
    try (var open = Logs.open(log)) {
      var named = named(open);
      if (named.isEmpty()) {
        assertThat(all(open)).as(what).isEqualTo(written);
      } else {
        assertOthersReadable(open, written, named);
      }
    } catch (StoreException.Deterministic refused) {
      assertThat(refused).as(what).hasMessageContaining("damaged");
    }
  }

  /** Every event that no finding names is there; what was lost at the end is named by its first. */
  private static void assertOthersReadable(
      EventLog open, List<RecordedEvent> written, List<Long> named) {
    var head = open.head().position().value();
    for (var event : written) {
      if (!named.contains(event.position().value()) && event.position().value() <= head) {
        assertThat(open.at(event.position())).contains(event);
      }
    }
    assertThat(head == EVENTS || named.contains(head)).as("head %s, %s", head, named).isTrue();
  }

  private static List<Long> named(EventLog open) {
    return Verifier.of(open).verify().findings().stream()
        .map(finding -> finding.position().value())
        .toList();
  }

  /** A log as a server leaves it: everything lies in files that are complete. */
  private Path closed() throws RocksDBException {
    var log = next();
    try (var open = Logs.open(log)) {
      write(open);
    }
    Logs.tamper(log, Batch::new);
    return log;
  }

  /** A log as a kill leaves it: everything lies in the write-ahead log. */
  private Path killed() throws IOException {
    var log = next();
    try (var open = Logs.open(log)) {
      write(open);
      return Logs.copy(log, next());
    }
  }

  private static void write(EventLog open) {
    for (var i = 0; i < EVENTS; i++) {
      append(open);
    }
  }

  private static AppendResult append(EventLog open) {
    return open.append(Logs.EVENTS.append(Logs.EVENTS.event(STREAM)));
  }

  private static List<RecordedEvent> all(Path log) {
    try (var open = Logs.open(log)) {
      return all(open);
    }
  }

  private static List<RecordedEvent> all(EventLog open) {
    return open.read(EventQuery.all(), Position.START, Direction.FORWARD, 10_000).events();
  }

  private static Path largest(Path log) throws IOException {
    var files = new ArrayList<>(Logs.files(log, ".sst"));
    files.sort((one, other) -> Long.compare(one.toFile().length(), other.toFile().length()));
    return files.getLast();
  }

  private static Path writeAhead(Path log) throws IOException {
    return Logs.files(log, ".log").getLast();
  }

  private static List<String> names(Path log) throws IOException {
    try (var files = Files.list(log)) {
      return files.map(file -> file.getFileName().toString()).sorted().collect(Collectors.toList());
    }
  }

  private static void flip(Path file, int at) throws IOException {
    var bytes = Files.readAllBytes(file);
    bytes[at] ^= 1;
    Files.write(file, bytes);
  }

  private Path next() {
    return directory.resolve("log" + ++copies);
  }
}
