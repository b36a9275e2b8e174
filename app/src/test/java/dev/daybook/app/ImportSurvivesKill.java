package dev.daybook.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.testkit.taskmaster.TaskmasterSample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A server killed while it reads a file, on half a gigabyte of memory. */
abstract class ImportSurvivesKill {
  private static final int TAGS = 9;
  private static final int KILLED_AFTER = 3;

  @TempDir Path folder;

  /** The store the server runs on. */
  abstract StoreInTest store();

  /** What is imported, of nine tags. */
  String plan() {
    return TaskmasterSample.nineTags(42, 80);
  }

  @Test
  @Timeout(600)
  void a_killed_import_keeps_what_was_acknowledged_and_a_repeat_completes_it() throws IOException {
    var plan = plan();
    var file = Files.writeString(folder.resolve("large-tasks.json"), plan);
    var data = folder.resolve("data");
    var store = store().url(folder);

    var acknowledged = killedInTheMiddle(data, store, plan);
    assertThat(acknowledged)
        .as("tags that were reported done before the kill")
        .hasSizeBetween(1, TAGS - 1);

    var line = Line.on(data);
    try (var server = ProgramInTest.serving(data, store);
        var owner = server.owner()) {
      assertThat(line.json("verify").path("clean").asBoolean()).isTrue();
      var kept = perTag(owner);
      assertThat(kept).as("acknowledged tasks by tag").containsAllEntriesOf(acknowledged);
      assertThat(perTag(plan))
          .as("a tag is there as a whole or not at all")
          .containsAllEntriesOf(kept);

      var repeated = owner.imports("large-tasks.json", plan).path("result");
      assertThat(repeated.path("created").asInt())
          .isEqualTo(repeated.path("tasks").asInt() + repeated.path("subtasks").asInt() - sum(kept))
          .isPositive();
      whole(owner, plan);

      var head = head(owner);
      var third =
          ProgramInTest.run(data, "import", "taskmaster", file.toString(), "--json").well().json();
      assertThat(third.path("created").asInt() + third.path("changed").asInt()).isZero();
      assertThat(head(owner)).isEqualTo(head);

      var exported = folder.resolve("exported.json");
      line.run("export", "taskmaster", exported.toString()).well();
      assertThat(Files.mismatch(file, exported)).as("first byte that differs").isEqualTo(-1);
      assertThat(line.json("verify").path("clean").asBoolean()).isTrue();
      assertThat(server.stop()).isEqualTo(143);
    }
  }

  /** How many tasks each tag held that the server had reported done. */
  private static Map<String, Integer> killedInTheMiddle(Path data, String store, String plan) {
    var done = new HashMap<String, Integer>();
    try (var server = ProgramInTest.serving(data, store);
        var owner = server.owner()) {
      var seen = new ArrayList<JsonNode>();
      try {
        owner.imports(
            "large-tasks.json",
            plan,
            line -> {
              seen.add(line);
              var step = line.path("progress");
              if (step.path("done").asInt() == step.path("total").asInt(-1)) {
                done.put(step.path("tag").asString(), step.path("total").asInt());
              }
              if (done.size() == KILLED_AFTER) {
                server.kill();
              }
              return true;
            });
      } catch (UncheckedIOException cut) {
        return done;
      }
      throw new AssertionError("The import went through; it said " + seen);
    }
  }

  private static Map<String, Integer> perTag(Client owner) {
    var counts = new HashMap<String, Integer>();
    for (var task : tasks(owner)) {
      counts.merge(task.path("external").path("tag").asString(), 1, Integer::sum);
    }
    return counts;
  }

  private static Map<String, Integer> perTag(String plan) {
    var counts = new HashMap<String, Integer>();
    for (var tag : Client.JSON.readTree(plan).properties()) {
      for (var task : tag.getValue().path("tasks")) {
        counts.merge(tag.getKey(), 1 + task.path("subtasks").size(), Integer::sum);
      }
    }
    return counts;
  }

  private static List<JsonNode> tasks(Client owner) {
    return owner.all("/api/tasks?at-least=" + head(owner));
  }

  private static void whole(Client owner, String plan) {
    var expected = new ArrayList<String>();
    for (var tag : Client.JSON.readTree(plan).properties()) {
      for (var task : tag.getValue().path("tasks")) {
        var id = task.path("id").asString();
        expected.add(tag.getKey() + "/" + id);
        task.path("subtasks")
            .forEach(subtask ->
                expected.add(tag.getKey() + "/" + id + "." + subtask.path("id").asString()));
      }
    }
    List<String> found =
        tasks(owner).stream()
            .map(task -> task.path("external"))
            .map(external ->
                external.path("tag").asString() + "/" + external.path("path").asString())
            .toList();
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static String head(Client owner) {
    return owner
        .get("/api/events?direction=backward&limit=1")
        .done()
        .json()
        .path("items")
        .get(0)
        .path("sequence")
        .asString();
  }
}
