package dev.daybook.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.testkit.taskmaster.TaskmasterSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a person does in an evening, on every store: with a server, without one, over a restart. */
class EveryStoreE2E {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(StoreInTest.class)
  void a_plan_comes_in_is_worked_on_and_goes_out_again(StoreInTest kind) throws IOException {
    var plan = TaskmasterSample.nineTags(7, 30);
    var file = Files.writeString(folder.resolve("home-tasks.json"), plan);
    var data = folder.resolve("data");
    var store = kind.url(folder);
    var line = Line.on(data, store);
    try (var server = ServerInTest.on(data, store);
        var owner = server.another()) {
      var imported = line.json("import", "taskmaster", file.toString());
      assertThat(imported.path("created").asInt()).isPositive();
      var exported = folder.resolve("exported.json");
      line.run("export", "taskmaster", exported.toString()).well();
      assertThat(Files.mismatch(file, exported)).as("first byte that differs").isEqualTo(-1);

      var task = owner.task("Mow the lawn").path("id").asString();
      owner.post("/api/tasks/" + task + "/start", Map.of()).done();
      var late = owner.patch("/api/tasks/" + task, Map.of("name", "Late"), "If-Match", "\"1\"");
      assertThat(late.status()).isEqualTo(412);
      assertThat(line.json("verify").path("clean").asBoolean()).isTrue();
      assertThat(line.json("events", "stats").path("total").asLong()).isEqualTo(server.head());
    }
    var before = line.json("task", "list");
    assertThat(before.path("items").size()).isGreaterThan(10);
    var key = before.path("items").get(0).path("ref").asString();
    line.run("task", "comment", key, "--text", "Without a server").well();
    try (var server = ServerInTest.on(data, store);
        var owner = server.another()) {
      var after = owner.get("/api/tasks?limit=1&at-least=" + server.head()).done();
      assertThat(after.json().path("items").size()).isEqualTo(1);
      assertThat(line.json("task", "list").path("items").size())
          .isEqualTo(before.path("items").size());
      assertThat(line.json("verify").path("clean").asBoolean()).isTrue();
    }
  }
}
