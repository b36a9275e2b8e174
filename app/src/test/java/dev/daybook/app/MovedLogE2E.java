package dev.daybook.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.doors.http.Routes;
import dev.daybook.runtime.catalogue.Catalogue;
import dev.daybook.testkit.taskmaster.TaskmasterSample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A log that moves through every store answers every query alike, byte for byte, and verifies. */
class MovedLogE2E {
  private static final int TASKS = 12;

  @TempDir Path folder;

  @Test
  void a_log_moves_from_store_to_store_and_stays_the_same() throws IOException {
    var data = folder.resolve("first");
    var archive = folder.resolve("log.ndjson.gz");
    Map<String, String> answers;
    try (var server = ServerInTest.on(data)) {
      work(server.owner());
      answers = answers(server);
      Line.on(data).run("export", "archive", archive.toString()).well();
    }
    assertThat(answers).hasSizeGreaterThan(TASKS + 8);

    var moves =
        List.of(
            StoreInTest.ROCKSDB.url(folder),
            StoreInTest.POSTGRES.url(folder),
            "memory:",
            StoreInTest.SQLITE.url(folder));
    var number = 1;
    for (var store : moves) {
      var next = folder.resolve("moved-" + number++);
      try (var server = ServerInTest.on(next, store)) {
        var line = Line.on(next, store);
        assertThat(line.json("import", "archive", archive.toString()).path("position").asLong())
            .isEqualTo(server.head());
        assertThat(line.json("verify").path("findings").isEmpty()).as(store).isTrue();
        assertSame(answers(server), answers, store);
        var again = folder.resolve("again-" + number + ".ndjson.gz");
        line.run("export", "archive", again.toString()).well();
        archive = again;
      }
    }
  }

  private static void assertSame(
      Map<String, String> now, Map<String, String> before, String store) {
    assertThat(now.keySet()).isEqualTo(before.keySet());
    now.forEach((query, answer) ->
        assertThat(answer).as(query + " on " + store).isEqualTo(before.get(query)));
  }

  private static void work(Client owner) {
    owner.imports("home-tasks.json", TaskmasterSample.nineTags(11, 4));
    var tasks = owner.all("/api/tasks");
    for (var task : tasks.subList(0, TASKS)) {
      var id = task.path("id").asString();
      owner.post("/api/tasks/" + id + "/comment", Map.of("text", "Grüße 🌍\nsecond line"));
      owner.post("/api/tasks/" + id + "/start", Map.of());
    }
  }

  /** Every query that needs nothing, and every one about a task or a project, about several. */
  private static Map<String, String> answers(ServerInTest server) {
    var owner = server.owner();
    owner.get("/api/tasks?limit=1&at-least=" + server.head()).done();
    var ids =
        Map.of("task", ids(owner, "/api/tasks", TASKS), "project", ids(owner, "/api/projects", 3));
    var catalogue = Catalogue.of(Contexts.all());
    var routes = Routes.of(catalogue, List.of());
    var answers = new TreeMap<String, String>();
    for (var query : catalogue.queries()) {
      var template = routes.named(query.name()).orElseThrow().template();
      for (var address : addresses(template, ids)) {
        answers.put(address, owner.get(address).text().replaceAll("\"traceId\":\"[^\"]*\"", ""));
      }
    }
    answers.put("events", owner.all("/api/events").toString());
    return answers;
  }

  private static List<String> addresses(String template, Map<String, List<String>> ids) {
    var found = new ArrayList<String>();
    if (!template.contains("{")) {
      found.add(template);
    }
    ids.forEach((name, all) -> {
      if (template.contains("{" + name + "}")) {
        all.forEach(id -> found.add(template.replace("{" + name + "}", id)));
      }
    });
    return found.stream().filter(address -> !address.contains("{")).toList();
  }

  private static List<String> ids(Client owner, String list, int most) {
    return owner.all(list).stream()
        .limit(most)
        .map((JsonNode item) -> item.path("id").asString())
        .toList();
  }
}
