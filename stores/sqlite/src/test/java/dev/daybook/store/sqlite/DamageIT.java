package dev.daybook.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import dev.daybook.kernel.verify.Finding;
import dev.daybook.kernel.verify.Finding.Problem;
import dev.daybook.kernel.verify.HeadExport;
import dev.daybook.kernel.verify.RawLog;
import dev.daybook.kernel.verify.Verifier;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole pages of the file are lost, its end, or the end of its write-ahead log. Whatever it is: an
 * event is read as it was written, or it is named, and nothing is written over it.
 */
final class DamageIT {
  private static final int EVENTS = 400;
  private static final int PAGE = 4096;
  private static final StreamId STREAM = new StreamId("task", "t1");

  @TempDir Path directory;
  private final Random random = new Random(11);
  private Path file;
  private List<RecordedEvent> written;

  @BeforeEach
  void a_closed_log_of_four_hundred_events() {
    file = directory.resolve("log.sqlite");
    try (var log = Logs.open(file, "?wait=0&synchronous=normal")) {
      for (var i = 0; i < EVENTS; i++) {
        log.append(
            Logs.EVENTS.append(
                Logs.EVENTS.event(new StreamId("task", "t" + i % 7), Tag.of("n", i % 5))));
      }
      written = all(log);
    }
  }

  @Test
  void each_page_of_the_file_may_be_lost() throws IOException {
    var refused = 0;
    var pages = (int) (Files.size(file) / PAGE);
    assertThat(pages).isGreaterThan(40);
    for (var page = 0; page < pages; page++) {
      var lost = copy();
      try (var bytes = new RandomAccessFile(lost.toFile(), "rw")) {
        bytes.seek((long) page * PAGE);
        bytes.write(page % 2 == 0 ? new byte[PAGE] : noise());
      }
      refused += readsOrNames(lost, "page " + (page + 1)) ? 0 : 1;
    }
    assertThat(refused).as("pages without which the file is no log").isBetween(1, pages / 3);
  }

  @Test
  void the_file_may_end_anywhere() throws IOException {
    var size = Files.size(file);
    for (var part = 1; part < 12; part++) {
      var cut = copy();
      try (var bytes = new RandomAccessFile(cut.toFile(), "rw")) {
        bytes.setLength(part % 3 == 0 ? size * part / 12 / PAGE * PAGE : size * part / 12 + part);
      }
      readsOrNames(cut, part + " twelfths");
    }
  }

  @Test
  void the_write_ahead_log_may_end_or_break_anywhere_and_what_lies_before_it_is_whole()
      throws Exception {
    var export = directory.resolve("head.json");
    var live = directory.resolve("live.sqlite");
    byte[] ahead;
    try (var log = Logs.open(live, "?wait=0&synchronous=normal")) {
      for (var i = 0; i < 120; i++) {
        log.append(Logs.EVENTS.append(Logs.EVENTS.event(STREAM), Logs.EVENTS.event(STREAM)));
      }
      written = all(log);
      new HeadExport(log.head()).write(export);
      Files.copy(live, file, StandardCopyOption.REPLACE_EXISTING);
      ahead = Files.readAllBytes(wal(live));
    }
    var shorter = 0;
    for (var round = 0; round < 16; round++) {
      var copy = copy();
      var at = round * ahead.length / 16 + random.nextInt(PAGE);
      var broken = Arrays.copyOf(ahead, round % 2 == 0 ? at : ahead.length);
      if (round % 2 == 1) {
        broken[at] ^= 4;
      }
      Files.write(wal(copy), broken);
      try (var log = Logs.open(copy)) {
        var found = all(log);
        assertThat(found).isEqualTo(written.subList(0, found.size()));
        assertThat(found.size() % 2).as("whole appends").isZero();
        assertThat(Verifier.of(log).verify().findings()).isEmpty();
        if (found.size() < written.size()) {
          shorter++;
          assertThat(HeadExport.read(export).check(RawLog.of(log)))
              .extracting(Finding::problem)
              .containsExactly(Problem.CUT_TAIL);
        }
      }
      Files.delete(copy);
    }
    assertThat(shorter).isGreaterThan(12);
  }

  /** Whether the log opened; if it did, every event is read or named, and stays as it is. */
  private boolean readsOrNames(Path damaged, String what) {
    try (var log = Logs.open(damaged)) {
      var named = new HashSet<Long>();
      for (var finding : Verifier.of(log).verify().findings()) {
        named.add(finding.position().value());
      }
      var head = log.head().position().value();
      assertReadOrNamed(log, named, head, what);
      appendBehind(log, head, what);
      assertReadOrNamed(log, named, head, what + ", after an append");
      return true;
    } catch (StoreException.Deterministic refused) {
      assertThat(refused).as(what).hasMessageContaining(damaged.toString());
      return false;
    }
  }

  private void assertReadOrNamed(EventLog log, Set<Long> named, long head, String what) {
    for (var event : written) {
      var position = event.position();
      if (!read(log, event) && position.value() <= head) {
        assertThat(named).as("%s: event %s is named", what, position).contains(position.value());
      }
    }
  }

  private static boolean read(EventLog log, RecordedEvent event) {
    try {
      var found = log.at(event.position());
      found.ifPresent(each -> {
        if (each.hash().equals(event.hash())) {
          assertThat(each).isEqualTo(event);
        }
      });
      return found.isPresent() && found.get().equals(event);
    } catch (StoreException damaged) {
      return false;
    }
  }

  private static void appendBehind(EventLog log, long head, String what) {
    try {
      var result = log.append(Logs.EVENTS.append(Logs.EVENTS.event(STREAM)));
      assertThat(result).isInstanceOf(AppendResult.Appended.class);
      assertThat(((AppendResult.Appended) result).receipt().first().value())
          .as(what)
          .isEqualTo(head + 1)
          .isGreaterThan(EVENTS);
    } catch (StoreException refused) {
      assertThat(refused).as(what).isNotInstanceOf(StoreException.OutcomeUnknown.class);
    }
  }

  private byte[] noise() {
    var bytes = new byte[PAGE];
    random.nextBytes(bytes);
    return bytes;
  }

  private Path copy() throws IOException {
    var copy = directory.resolve("copy.sqlite");
    Files.deleteIfExists(wal(copy));
    Files.deleteIfExists(directory.resolve("copy.sqlite-shm"));
    return Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path wal(Path log) {
    return log.resolveSibling(log.getFileName() + "-wal");
  }

  private static List<RecordedEvent> all(EventLog log) {
    return log.read(EventQuery.all(), Position.START, Direction.FORWARD, 10_000).events();
  }
}
