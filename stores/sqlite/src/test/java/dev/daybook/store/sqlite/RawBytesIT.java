package dev.daybook.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.EventType;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.verify.Verifier;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bytes of the file itself are flipped, as a failing disk does; whatever was hit, the log opens and
 * the walk names it.
 */
final class RawBytesIT {
  private static final int EVENTS = 200;

  @TempDir Path directory;
  private Path file;
  private List<RecordedEvent> written;

  @BeforeEach
  void a_closed_log_of_two_hundred_events() {
    file = directory.resolve("log.sqlite");
    try (var log = Logs.open(file, "?wait=0&synchronous=normal")) {
      for (var i = 1; i <= EVENTS; i++) {
        log.append(
            Logs.EVENTS.append(
                Logs.EVENTS.event(
                    new StreamId("task", "t" + i % 7),
                    new EventType("task.flipped", 1),
                    Set.of(),
                    JsonBytes.of(marker(i)),
                    JsonBytes.EMPTY)));
      }
      written = log.read(EventQuery.all(), Position.START, Direction.FORWARD, EVENTS).events();
    }
  }

  @Test
  void a_flip_in_each_of_twenty_events_names_exactly_these() throws IOException {
    var random = new Random(21);
    var chosen = new TreeSet<Long>();
    while (chosen.size() < 20) {
      chosen.add(1 + (long) random.nextInt(EVENTS));
    }
    var bytes = Files.readAllBytes(file);
    for (var position : chosen) {
      flip(bytes, position, -Hash.LENGTH + random.nextInt(Hash.LENGTH + length(position)));
    }
    assertThat(namedIn(bytes)).containsExactlyElementsOf(chosen);
  }

  @Test
  void a_flip_anywhere_in_the_last_event_names_it() throws IOException {
    for (var at = -Hash.LENGTH; at < length(EVENTS); at += 3) {
      var bytes = Files.readAllBytes(file);
      flip(bytes, EVENTS, at);
      assertThat(namedIn(bytes)).as("byte %s", at).containsExactly((long) EVENTS);
    }
  }

  @Test
  void a_flip_in_what_the_database_keeps_about_a_row_is_found_unless_it_changes_nothing()
      throws IOException {
    for (var position : List.of(1, 57, 100, 151, EVENTS)) {
      for (var before = 1; before <= 14; before++) {
        var bytes = Files.readAllBytes(file);
        flip(bytes, position, -Hash.LENGTH - before);
        if (namedIn(bytes).isEmpty()) {
          assertThat(events())
              .as("event %s, %s bytes before its hash", position, before)
              .isEqualTo(written);
        }
      }
    }
  }

  private List<Long> namedIn(byte[] bytes) throws IOException {
    try (var log = Logs.open(Files.write(copy(), bytes))) {
      return Verifier.of(log).verify().findings().stream()
          .map(finding -> finding.position().value())
          .toList();
    }
  }

  private List<RecordedEvent> events() {
    try (var log = Logs.open(copy())) {
      return log.read(EventQuery.all(), Position.START, Direction.FORWARD, EVENTS).events();
    }
  }

  private Path copy() {
    return directory.resolve("copy.sqlite");
  }

  private int length(long position) {
    return EventBytes.encode(written.get((int) position - 1)).length;
  }

  /** Flips the byte so far from where the event's bytes begin; its hash lies right before them. */
  private void flip(byte[] file, long position, int at) {
    var event = written.get((int) position - 1);
    var bytes = EventBytes.encode(event);
    var row =
        ByteBuffer.allocate(Hash.LENGTH + bytes.length)
            .put(event.hash().bytes())
            .put(bytes)
            .array();
    var found =
        new ArrayList<Integer>(); // several, where the database has moved a row to another page
    for (var i = 0; i + row.length <= file.length; i++) {
      if (file[i] == row[0] && Arrays.mismatch(file, i, i + row.length, row, 0, row.length) < 0) {
        found.add(i);
      }
    }
    assertThat(found).as("places where event %s lies", position).isNotEmpty();
    found.forEach(place -> file[place + Hash.LENGTH + at] ^= 1);
  }

  private static String marker(long position) {
    return "{\"marker\":\"event-" + position + "-of-the-log\"}";
  }
}
