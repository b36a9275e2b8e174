package dev.daybook.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.testkit.Eventually;
import dev.daybook.testkit.Together;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * A backup while sixteen write is one moment of the log, and is restored into every other store.
 */
class BackupWhileWritingE2E {
  private static final int WRITERS = 16;
  private static final int BEFORE = 5;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(StoreInTest.class)
  void a_backup_is_a_beginning_of_the_log_and_is_restored_everywhere(StoreInTest kind) {
    var data = folder.resolve("data");
    var copy = folder.resolve("copy");
    List<JsonNode> written;
    long copied;
    try (var server = ServerInTest.on(data, kind.url(folder))) {
      copied = backedUpWhileWriting(server, Line.on(data), copy);
      written = server.owner().all("/api/events");
      assertThat(written).hasSizeGreaterThanOrEqualTo((int) copied);
      assertThat(Line.on(data).run("backup", "--to", copy.toString()).code())
          .as("a backup never replaces another")
          .isEqualTo(2);
    }
    assertThat(copied).isGreaterThanOrEqualTo(BEFORE);
    var number = 0;
    for (var target : StoreInTest.values()) {
      var next = folder.resolve("restored-" + number++);
      var store = target.url(next);
      var line = Line.on(next, store);
      var restored = line.json("restore", "--from", copy.toString());
      assertThat(restored.path("position").asLong()).isEqualTo(copied);
      assertThat(line.json("verify").path("clean").asBoolean()).as(store).isTrue();
      assertThat(events(line)).as(store).isEqualTo(written.subList(0, (int) copied));
    }
  }

  private static long backedUpWhileWriting(ServerInTest server, Line line, Path copy) {
    var count = new AtomicInteger();
    var stop = new AtomicBoolean();
    var positions =
        Together.run(
            WRITERS + 1,
            me -> {
              if (me == WRITERS) {
                return backedUp(line, copy, count, stop);
              }
              try (var client = server.another()) {
                while (!stop.get()) {
                  client.task("Task " + count.incrementAndGet());
                }
              }
              return 0L;
            });
    return positions.getLast();
  }

  private static long backedUp(Line line, Path copy, AtomicInteger count, AtomicBoolean stop) {
    try {
      Eventually.holds("everybody writes", () -> count.get() > BEFORE + WRITERS);
      return line.json("backup", "--to", copy.toString()).path("position").asLong();
    } finally {
      stop.set(true);
    }
  }

  private static List<JsonNode> events(Line line) {
    var items = new ArrayList<JsonNode>();
    line.json("events", "list").path("items").forEach(items::add);
    return items;
  }

  @ParameterizedTest
  @EnumSource(StoreInTest.class)
  void what_is_restored_is_worked_on(StoreInTest kind) {
    var data = folder.resolve("data");
    var line = Line.on(data);
    for (var i = 0; i < 3; i++) {
      line.run("task", "create", "--name", "Task " + i).well();
    }
    var copy = folder.resolve("copy.sqlite");
    line.run("backup", "--to", copy.toString()).well();
    var next = folder.resolve("next");
    var store = kind.url(next);
    try (var server = ServerInTest.on(next, store)) {
      var there = Line.on(next, store);
      there.run("restore", "--from", copy.toString()).well();
      assertThat(there.json("task", "list").path("items")).hasSize(3);
      there.run("task", "start", "T-1").well();
      server.owner().post("/api/tasks", Map.of("name", "Another")).done();
      assertThat(there.json("task", "list").path("items")).hasSize(4);
      assertThat(there.run("restore", "--from", copy.toString()).code()).isEqualTo(2);
    }
  }
}
