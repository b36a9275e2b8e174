package dev.daybook.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.EventType;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.NewEvent;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import dev.daybook.kernel.log.Version;
import dev.daybook.kernel.memory.MemoryLog;
import dev.daybook.kernel.verify.Verifier;
import dev.daybook.testkit.Events;
import dev.daybook.testkit.SeededIds;
import dev.daybook.testkit.Together;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Indexes that follow the log in steps: at every moment, and after a kill at any moment, the log
 * answers as one that needs none.
 */
final class IndexingIT {
  private static final InstantSource NOON = () -> Instant.parse("2026-01-01T12:00:00Z");
  private static final Tag RED = Tag.of("colour", "red");
  private static final Tag BLUE = Tag.of("colour", "blue");

  @TempDir Path directory;
  private final Random random = new Random(77);
  private final Events events = new Events(new SeededIds(3));
  private final List<Append> appends = new ArrayList<>();

  @Test
  void at_every_moment_the_log_answers_as_the_oracle() throws Exception {
    var oracle = new MemoryLog(new SeededIds(1), NOON);
    var file = directory.resolve("log0.sqlite");
    var log = open(file);
    try {
      for (var round = 1; round <= 12; round++) {
        for (var left = 40; left > 0; left--) {
          write(log, oracle);
        }
        assertSame(log, oracle);
        if (round % 5 == 0) {
          var copy = directory.resolve("log" + round + ".sqlite");
          Files.copy(file, copy);
          Files.copy(file.resolveSibling(file.getFileName() + "-wal"), Path.of(copy + "-wal"));
          log.close();
          file = copy;
          log = open(file);
          assertSame(log, oracle);
        }
      }
      assertThat(log.head().position().value()).isGreaterThan(5_000);
      assertThat(Verifier.of(log).verify().findings()).isEmpty();
    } finally {
      log.close();
    }
    assertThat(Logs.number(file, "select count(*) from stream_event"))
        .isEqualTo(Logs.number(file, "select count(*) from event_kind"))
        .isEqualTo(oracle.head().position().value());
    assertThat(Logs.number(file, "select count(*) from append")).isEqualTo(appends.size());
  }

  @Test
  void readers_miss_nothing_while_events_move_into_the_indexes() {
    var stream = new StreamId("task", "one");
    var query = EventQuery.all().tagged(RED);
    var done = new AtomicBoolean();
    try (var log = open(directory.resolve("log.sqlite"))) {
      Together.run(
          5,
          thread -> {
            if (thread == 0) {
              for (var i = 0; i < 5_000; i++) {
                log.append(events.append(events.event(stream, RED)));
              }
              done.set(true);
            }
            while (thread > 0 && !done.get()) {
              var head = log.head().position();
              var from = new Position(Math.max(0, head.value() - 700));
              var due = (int) (head.value() - from.value());
              if (due > 0) {
                var page =
                    switch (thread) {
                      case 1 -> log.read(query, from, Direction.FORWARD, due);
                      case 2 -> log.read(query, head.next(), Direction.BACKWARD, due);
                      case 3 ->
                          log.read(stream, new Version(from.value() + 1), Direction.FORWARD, due);
                      default ->
                          log.read(stream, new Version(head.value()), Direction.BACKWARD, due);
                    };
                assertThat(page.events()).as("reader %s", thread).hasSize(due);
              }
            }
            return true;
          });
    }
  }

  private void write(EventLog log, EventLog oracle) {
    var size = random.nextInt(20) == 0 ? 300 : 1 + random.nextInt(2);
    var some = new NewEvent[size];
    for (var i = 0; i < size; i++) {
      var category = random.nextBoolean() ? "task" : "note";
      some[i] =
          events.event(
              new StreamId(category, "s" + random.nextInt(random.nextBoolean() ? 4 : 400)),
              new EventType("thing.happened" + random.nextInt(3), 1),
              random.nextInt(3) > 0
                  ? Set.of()
                  : random.nextBoolean() ? Set.of(RED) : Set.of(RED, BLUE),
              JsonBytes.of("{\"n\":" + random.nextInt() + "}"),
              JsonBytes.EMPTY);
    }
    var append = events.append(some);
    appends.add(append);
    assertThat(log.append(append)).isInstanceOf(AppendResult.Appended.class);
    oracle.append(append);
    var again = appends.get(random.nextInt(appends.size()));
    assertThat(log.append(again)).isInstanceOf(AppendResult.AlreadyAppended.class);
  }

  private void assertSame(EventLog log, EventLog oracle) {
    var all = EventQuery.all();
    var streams =
        List.of(
            new StreamId("task", "s1"), new StreamId("note", "s2"), new StreamId("task", "s99"));
    for (var query :
        List.of(
            all,
            all.tagged(BLUE),
            all.tagged(RED, BLUE).types("thing.happened1"),
            all.types("thing.happened0", "thing.happened2"),
            all.categories("note"),
            all.streams(streams.get(0), streams.get(2)),
            all.streams(streams.get(1)).tagged(RED))) {
      for (var limit : List.of(1_000, 177)) {
        assertThat(pages(log, query, Direction.FORWARD, limit))
            .isEqualTo(pages(oracle, query, Direction.FORWARD, limit));
        assertThat(pages(log, query, Direction.BACKWARD, limit))
            .isEqualTo(pages(oracle, query, Direction.BACKWARD, limit));
      }
    }
    for (var stream : streams) {
      assertThat(log.version(stream)).isEqualTo(oracle.version(stream));
      for (var from : List.of(1L, 5L, 40L, Long.MAX_VALUE)) {
        for (var direction : Direction.values()) {
          assertThat(log.read(stream, new Version(from), direction, 9))
              .isEqualTo(oracle.read(stream, new Version(from), direction, 9));
        }
      }
    }
    assertThat(log.statistics().byType()).isEqualTo(oracle.statistics().byType());
    var append = appends.get(random.nextInt(appends.size())).id();
    assertThat(log.lookup(append).map(found -> found.versions()))
        .isEqualTo(oracle.lookup(append).map(found -> found.versions()));
  }

  private static List<RecordedEvent> pages(
      EventLog log, EventQuery query, Direction direction, int limit) {
    var from = direction == Direction.FORWARD ? Position.START : Position.END;
    var found = new ArrayList<RecordedEvent>();
    while (true) {
      var page = log.read(query, from, direction, limit);
      found.addAll(page.events());
      if (page.end()) {
        return found;
      }
      from = page.next();
    }
  }

  private static EventLog open(Path file) {
    return new SqliteStoreProvider()
        .open("sqlite:" + file + "?wait=0&synchronous=normal", NOON, new SeededIds(9));
  }
}
