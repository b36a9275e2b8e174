package dev.daybook.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.testkit.Together;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two servers, each with its own data directory, on one PostgreSQL: both write, both serve. */
class TwoServersE2E {
  @TempDir Path folder;
  private ServerInTest one;
  private ServerInTest other;

  @BeforeEach
  void start() {
    var store = StoreInTest.POSTGRES.url(folder);
    one = ServerInTest.on(folder.resolve("one"), store);
    other = ServerInTest.on(folder.resolve("other"), store);
  }

  @AfterEach
  void stop() {
    one.close();
    other.close();
  }

  @Test
  void what_is_written_on_one_is_read_on_the_other_at_once() {
    for (var i = 0; i < 10; i++) {
      var writer = i % 2 == 0 ? one : other;
      var reader = i % 2 == 0 ? other : one;
      var task = writer.owner().task("Task " + i);
      var id = task.path("id").asString();
      var read =
          reader
              .owner()
              .get("/api/tasks/" + id + "?at-least=" + task.path("position").asString())
              .done();
      assertThat(read.json().path("name").asString()).isEqualTo("Task " + i);
      var started = reader.owner().post("/api/tasks/" + id + "/start", Map.of()).done().json();
      assertThat(started.path("version").asLong()).isEqualTo(2);
      var stale = writer.owner().post("/api/tasks/" + id + "/start", Map.of(), "If-Match", "\"1\"");
      assertThat(stale.status()).isEqualTo(412);
    }
  }

  @Test
  void both_write_at_once_and_the_views_of_both_become_the_same() {
    var task = one.owner().task("Contended").path("id").asString();
    Together.run(
        8,
        me -> {
          var server = me % 2 == 0 ? one : other;
          try (var mine = server.another()) {
            for (var i = 0; i < 15; i++) {
              mine.task(me + "-" + i);
              mine.post("/api/tasks/" + task + "/comment", Map.of("text", me + "-" + i)).done();
            }
          }
          return me;
        });

    assertThat(one.head()).isEqualTo(other.head());
    var lists =
        Stream.of(one, other)
            .map(server -> {
              server.owner().get("/api/tasks?limit=1&at-least=" + server.head()).done();
              return server.owner().all("/api/tasks");
            })
            .toList();
    assertThat(lists.get(0)).hasSize(1 + 8 * 15).isEqualTo(lists.get(1));
    assertThat(references(lists.get(0))).as("no reference twice").doesNotHaveDuplicates();
    var read = one.owner().get("/api/tasks/" + task).done().json();
    assertThat(read.path("version").asLong()).isEqualTo(1 + 8 * 15);
    assertThat(read).isEqualTo(other.owner().get("/api/tasks/" + task).done().json());
    assertThat(Line.on(folder.resolve("other")).json("verify").path("clean").asBoolean()).isTrue();
  }

  private static List<String> references(List<JsonNode> tasks) {
    return tasks.stream().map(task -> task.path("ref").asString()).toList();
  }

  @Test
  void when_one_goes_the_other_goes_on() {
    var id = one.owner().task("Before").path("id").asString();
    one.close();
    other.owner().post("/api/tasks/" + id + "/start", Map.of()).done();
    one = ServerInTest.on(folder.resolve("third"), url());
    assertThat(
            one.owner()
                .get("/api/tasks/" + id + "?at-least=" + one.head())
                .done()
                .json()
                .path("status")
                .asString())
        .isEqualTo("in_progress");
  }

  private String url() {
    return new DataDirectory(folder.resolve("other")).server().orElseThrow().store();
  }
}
