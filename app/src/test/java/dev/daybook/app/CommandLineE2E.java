package dev.daybook.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The command line as people and scripts use it: with a server and without, its shapes and its exit
 * codes.
 */
class CommandLineE2E {
  private static final String PLAN =
      """
      {"tasks": [
        {"id": 1, "title": "Lay the ground", "status": "pending", "dependencies": [], "priority": "high",
         "subtasks": [{"id": 1, "title": "Dig", "status": "pending"}, {"id": 2, "title": "Fill", "status": "pending"}]},
        {"id": 2, "title": "Build the wall", "status": "pending", "dependencies": [1]},
        {"id": 3, "title": "Paint", "status": "pending", "dependencies": [2]}
      ]}
      """;

  @TempDir Path folder;
  private Path data;
  private Path plan;
  private Line line;

  @BeforeEach
  void write() throws IOException {
    data = folder.resolve("data");
    plan = Files.writeString(folder.resolve("home-tasks.json"), PLAN);
    line = Line.on(data);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_plan_is_worked_on_with_a_server_and_without(boolean served) throws IOException {
    if (!served) {
      work();
      return;
    }
    try (var server = ServerInTest.on(data)) {
      work();
      assertThat(line.json("doctor").path("checks").toString())
          .contains("http://127.0.0.1:" + server.port());
    }
  }

  private void work() throws IOException {
    var imported = line.json("import", "taskmaster", plan.toString());
    assertThat(imported.path("key").asString()).isEqualTo("HOME");
    assertThat(imported.path("created").asInt()).isEqualTo(5);

    assertThat(line.run("task", "list").well().out())
        .contains("HOME-1", "Lay the ground", "HOME-1.2", "Fill");
    var next = line.json("task", "next");
    assertThat(next.path("task").path("ref").asString()).isEqualTo("HOME-1");
    assertThat(next.path("reason").asString()).isNotEmpty();

    assertThat(line.json("task", "start", "HOME-1.1").path("version").asInt()).isEqualTo(2);
    assertThat(line.run("task", "comment", "HOME-1.1", "--text", "Two spades deep").well().out())
        .contains("HOME-1.1");
    line.run("task", "complete", "HOME-1.1", "--actual-effort", "2.5").well();
    assertThat(status("HOME-1.1")).isEqualTo("done");
    line.run("task", "undo", "HOME-1.1").well();
    assertThat(status("HOME-1.1")).isEqualTo("in_progress");
    var dug = line.json("task", "get", "HOME-1.1");
    assertThat(dug.path("comments").get(0).path("text").asString()).isEqualTo("Two spades deep");
    assertThat(dug.path("assignee").asString()).isEqualTo("token:owner");

    var types =
        line.json("events", "list", "--stream", "task-" + dug.path("id").asString()).path("items");
    assertThat(types.values().stream().map(event -> event.path("type").asString()))
        .startsWith(
            "dev.daybook.task.created.v1",
            "dev.daybook.task.started.v1",
            "dev.daybook.task.commented.v1");
    var last = types.get(types.size() - 1);
    assertThat(line.json("events", "show", last.path("sequence").asString())).isEqualTo(last);
    assertThat(line.run("events", "list", "--limit", "3").well().out().lines()).hasSize(4);

    assertThat(line.run("export", "taskmaster", "-").well().out())
        .contains("\"status\": \"in-progress\"");
    var exported = folder.resolve("exported.json");
    line.run("export", "taskmaster", exported.toString(), "--project", "HOME").well();
    assertThat(exported)
        .content(StandardCharsets.UTF_8)
        .as("only what changed is another")
        .isEqualTo(
            PLAN.replace(
                "\"Dig\", \"status\": \"pending\"",
                "\"Dig\", \"status\": \"in-progress\", \"assignee\": \"token:owner\""));

    var head = folder.resolve("head.json");
    assertThat(line.run("verify", "--export-head", head.toString()).well().out())
        .contains("as it was written");
    assertThat(line.json("verify", "--against", head.toString()).path("clean").asBoolean())
        .isTrue();
    assertThat(line.json("doctor").path("well").asBoolean()).isTrue();
  }

  private String status(String reference) {
    return line.json("task", "get", reference).path("status").asString();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_list_is_flat_and_goes_on_after_a_cursor(boolean served) {
    line.run("import", "taskmaster", plan.toString()).well();
    if (!served) {
      pages();
      return;
    }
    try (var _ = ServerInTest.on(data)) {
      pages();
    }
  }

  private void pages() {
    var all = line.json("task", "list");
    assertThat(all.propertyNames()).containsExactly("items", "next");
    assertThat(all.path("next").isNull()).isTrue();
    var items = all.path("items");
    assertThat(items.size()).isEqualTo(5);
    var ids = refToId(items);
    for (var item : items) {
      for (var field : List.of("id", "ref", "name", "status")) {
        assertThat(item.path(field).asString("")).as(field).isNotEmpty();
      }
      var reference = item.path("ref").asString();
      var parent =
          reference.contains(".") ? ids.get(reference.substring(0, reference.indexOf('.'))) : null;
      assertThat(item.path("parent").asString(null)).as("parent of " + reference).isEqualTo(parent);
    }
    var first = line.json("task", "list", "--limit", "2");
    assertThat(first.path("items").size()).isEqualTo(2);
    var rest = line.json("task", "list", "--after", first.path("next").asString());
    assertThat(refToId(first.path("items")).keySet())
        .doesNotContainAnyElementsOf(refToId(rest.path("items")).keySet());
    assertThat(rest.path("items").size()).isEqualTo(3);
    assertThat(rest.path("next").isNull()).isTrue();
    for (var listing :
        new String[][] {
          {"project", "list"},
          {"events", "list"},
          {"phase", "list", "--project", "HOME"},
          {"task", "ready"},
          {"token", "list"}
        }) {
      assertThat(line.json(listing).path("items").isArray()).as(String.join(" ", listing)).isTrue();
      assertThat(line.json(listing).has("next")).as(String.join(" ", listing)).isTrue();
    }
  }

  private static Map<String, String> refToId(JsonNode items) {
    return items.values().stream()
        .collect(
            java.util.stream.Collectors.toMap(
                item -> item.path("ref").asString(), item -> item.path("id").asString()));
  }

  @Test
  void every_exit_code_means_one_thing() throws IOException {
    try (var server = ServerInTest.on(data)) {
      ok(line.run("task", "create", "--name", "Wall"), 0);
      ok(line.run("task", "start", "T-1"), 0);

      var refused = line.run("task", "dequeue", "T-1");
      ok(refused, 2);
      assertThat(refused.err()).contains("allowedMoves", "complete");
      assertThat(refused.out()).isEmpty();

      var conflict =
          line.run("task", "set-priority", "T-1", "--priority", "high", "--if-version", "1");
      ok(conflict, 3);
      assertThat(conflict.err()).contains("currentVersion: 2", "changedBy: token:owner");
      var document =
          line.run(
              "task", "set-priority", "T-1", "--priority", "high", "--if-version", "1", "--json");
      assertThat(document.json().path("currentVersion").asInt()).isEqualTo(2);

      ok(line.run("task", "create", "--name", ""), 4);
      ok(line.run("task", "get", "T-9"), 5);
      ok(line.run("token", "revoke", "nobody"), 5);

      var laptop = line.json("token", "add", "laptop").path("token").asString();
      try (var other = server.with(laptop)) {
        other.task("Not the owner's");
      }
      var forbidden = line.run("task", "set-priority", "T-2", "--priority", "low");
      ok(forbidden, 6);
      assertThat(forbidden.err()).contains("token:laptop", "task.set_collaborators");

      var held = line.run("task", "list", "--store", withoutWaiting());
      ok(held, 7);
      assertThat(held.err()).containsIgnoringCase("held");
      ok(line.run("serve", "--port", "0", "--store", withoutWaiting()), 7);
    }
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = free.getLocalPort();
      free.close();
      new DataDirectory(data).announce(port, "memory:");
      var away = line.run("task", "list");
      ok(away, 7);
      assertThat(away.err()).contains("http://127.0.0.1:" + port);
    }
  }

  /** The log, asked for by somebody who does not wait until its holder is gone. */
  private String withoutWaiting() {
    return "sqlite:" + data.resolve("log.sqlite") + "?wait=0";
  }

  private static void ok(Line.Ran ran, int code) {
    assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(code);
    if (code > 0) {
      assertThat(ran.err()).startsWith("daybook: ").doesNotContain("\tat ");
    }
  }

  @Test
  void a_process_ends_with_the_exit_code() throws IOException {
    assertThat(ProgramInTest.run(data, "task", "create", "--name", "Wall").code()).isZero();
    var refused = ProgramInTest.run(data, "task", "complete", "T-1");
    assertThat(refused.code()).as(refused.err()).isEqualTo(2);
    assertThat(refused.out()).isEmpty();
    Files.writeString(data.resolve("log.sqlite"), "no database");
    Files.deleteIfExists(data.resolve("log.sqlite-wal"));
    var damaged = ProgramInTest.run(data, "task", "list");
    assertThat(damaged.code()).as(damaged.err()).isEqualTo(7);
    assertThat(damaged.err()).startsWith("daybook: ").doesNotContain("\tat ");
  }

  @Test
  void a_second_server_on_the_same_directory_is_refused_and_the_first_lives_on() {
    try (var first = ProgramInTest.serving(data);
        var owner = first.owner()) {
      var second = ProgramInTest.run(data, "serve", "--port", "0", "--store", withoutWaiting());
      assertThat(second.code()).as(second.err()).isEqualTo(7);
      assertThat(second.err()).startsWith("daybook: ");
      assertThat(owner.get("/health/ready").status()).isEqualTo(200);
      assertThat(new DataDirectory(data).server()).isPresent();
    }
  }

  @Test
  void a_server_that_is_told_to_stop_takes_its_note_away() {
    var server = ProgramInTest.serving(data);
    line.run("task", "create", "--name", "Wall").well();
    server.stop();
    assertThat(new DataDirectory(data).server()).isEmpty();
    assertThat(data.resolve("server.json")).doesNotExist();
    assertThat(line.json("task", "list").path("items").size()).isEqualTo(1);
  }

  @Test
  void the_tail_shows_what_happens_as_it_happens() {
    try (var server = ServerInTest.on(data);
        var tail =
            ProgramInTest.running(
                data, "events", "tail", "--from", "beginning", "--type", "task.*")) {
      line.run("project", "create", "--name", "Home", "--key", "HOME").well();
      var task = server.owner().task("Wall").path("id").asString();
      assertThat(tail.toldThat("task-" + task))
          .contains("dev.daybook.task.created.v1", "token:owner");
      line.run("task", "start", task).well();
      assertThat(tail.toldThat("task-" + task)).contains("dev.daybook.task.started.v1");
    }
  }

  @Test
  void tokens_are_added_listed_and_revoked() throws IOException {
    try (var server = ServerInTest.on(data)) {
      var text = line.run("token", "add", "laptop").well().out().strip();
      try (var laptop = server.with(text)) {
        assertThat(laptop.get("/api/status").status()).isEqualTo(200);
        assertThat(line.run("token", "list").well().out())
            .contains("laptop", "token:laptop", "valid");
        assertThat(line.run("token", "add", "laptop").code()).isEqualTo(4);
        line.run("token", "revoke", "laptop").well();
        assertThat(laptop.get("/api/status").status()).isEqualTo(401);
      }
      assertThat(line.run("token", "list").well().out()).contains("revoked");
    }
    assertThat(data.resolve("tokens.json"))
        .content()
        .doesNotContain(Files.readString(data.resolve("token")).strip());
  }

  @Test
  void a_key_used_twice_is_carried_out_once() {
    for (var i = 0; i < 2; i++) {
      line.run("task", "create", "--name", "Wall", "--idempotency-key", "once").well();
    }
    assertThat(line.json("task", "list").path("items").size()).isEqualTo(1);
    assertThat(line.run("task", "create", "--name", "Other", "--idempotency-key", "once").code())
        .isEqualTo(4);
  }

  @Test
  void a_broken_file_is_refused_with_its_place_and_nothing_is_imported() throws IOException {
    var half = Files.writeString(folder.resolve("half.json"), PLAN.substring(0, 150));
    var ran = line.run("import", "taskmaster", half.toString());
    assertThat(ran.code()).isEqualTo(4);
    assertThat(ran.err()).contains("line ", "column ");
    assertThat(line.json("events", "list").path("items").isEmpty()).isTrue();
  }
}
