package dev.daybook.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.app.Client.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever bad input comes to a door of the whole program: its status, field and remedy, and no
 * trace in the log.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileInputE2E {
  private static final String INSIDE = "Exception|\\tat |dev\\.daybook\\.[a-z]+\\.[A-Z]|/tmp/|SQL";

  private Path data;
  private ServerInTest server;
  private Client owner;
  private String task;
  private long head;

  @BeforeAll
  void start(@TempDir Path folder) {
    data = folder.resolve("data");
    server = ServerInTest.on(data);
    owner = server.owner();
    owner.post("/api/projects", Map.of("name", "Home", "key", "HOME")).done();
    task = owner.task("Quiet").path("id").asString();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @BeforeEach
  void remember() {
    head = server.head();
  }

  @AfterEach
  void leaves_no_trace() {
    assertThat(server.head()).as("head of the log").isEqualTo(head);
  }

  private static void refused(Answer answer, int status) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    var problem = answer.json();
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    for (var field : new String[] {"type", "title", "detail", "instance", "code", "traceId"}) {
      assertThat(problem.path(field).asString("")).as(field).isNotEmpty();
    }
    assertThat(answer.text()).doesNotContainPattern(INSIDE);
  }

  private static void refused(Answer answer, String pointer) {
    refused(answer, 400);
    var named =
        answer.json().path("errors").values().stream()
            .filter(error -> error.path("pointer").asString().equals(pointer))
            .findFirst();
    assertThat(named).as("fault at " + pointer + " in " + answer.text()).isPresent();
    assertThat(named.orElseThrow().path("message").asString()).isNotEmpty();
    assertThat(named.orElseThrow().path("expected").asString()).as("the remedy").isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"name\":\"x\",\"colour\":\"red\"}|/colour",
        "{\"name\":\"x\",\"actor\":\"person:boss\"}|/actor",
        "{\"name\":\"x\",\"createdBy\":\"person:boss\"}|/createdBy",
        "{\"name\":7}|/name",
        "{\"name\":[\"x\"]}|/name",
        "{\"name\":null}|/name",
        "{}|/name",
        "{\"name\":\"\"}|/name",
        "{\"name\":\"x\",\"priority\":\"urgent\"}|/priority",
        "{\"name\":\"x\",\"dueDate\":\"soon\"}|/dueDate",
        "{\"name\":\"x\",\"tags\":\"one\"}|/tags",
        "{\"name\":\"x\",\"estimatedEffort\":-1}|/estimatedEffort",
        "{\"name\":\"x\",\"assignee\":\"robot:boss\"}|/assignee",
        "{\"name\":\"x\",\"project\":\"NONE\"}|/project",
        "{\"name\":\"x\",\"parent\":\"HOME-99\"}|/parent",
        "{\"name\":\"x\",\"links\":[{\"target\":7}]}|/links/0/target",
      })
  void a_body_that_is_not_as_declared_names_the_field(String body, String pointer) {
    refused(owner.send("POST", "/api/tasks", body), pointer);
    refused(
        owner.send(
            "POST",
            "/api/commands",
            "{\"commands\":[{\"command\":\"task.create\",\"payload\":" + body + "}]}"),
        "/commands/0/payload" + pointer);
  }

  @Test
  void too_long_and_too_many_are_refused() {
    refused(owner.post("/api/tasks", Map.of("name", "x".repeat(201))), "/name");
    refused(
        owner.post("/api/tasks", Map.of("name", "x", "description", "x".repeat((64 << 10) + 1))),
        "/description");
    var tags = java.util.stream.IntStream.range(0, 51).mapToObj(i -> "t" + i).toList();
    refused(owner.post("/api/tasks", Map.of("name", "x", "tags", tags)), "/tags");
    var command = Map.of("command", "task.create", "payload", Map.of("name", "x"));
    refused(
        owner.post(
            "/api/commands", Map.of("commands", java.util.Collections.nCopies(1_001, command))),
        "/commands");
    refused(owner.send("POST", "/api/tasks", "{\"name\":\"" + "x".repeat(2 << 20) + "\"}"), 413);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":",
        "{\"name\":\"x\",}",
        "[]",
        "\"x\"",
        "{\"name\":\"a\",\"name\":\"b\"}",
        "{\"name\":\"x\"} {}",
        "{'name':1}",
        "",
        "{\"name\":\"a\u0007b\"}",
        "\uFEFFx"
      })
  void malformed_json_is_refused(String body) {
    refused(owner.send("POST", "/api/tasks", body), 400);
  }

  @Test
  void json_that_is_too_deep_is_refused() {
    var deep = "[".repeat(65) + "]".repeat(65);
    refused(owner.send("POST", "/api/tasks", "{\"name\":" + deep + "}"), 400);
    refused(owner.send("POST", "/api/commands", deep), 400);
    refused(owner.send("POST", "/api/tasks", "[".repeat(500_000)), 400);
  }

  @Test
  void a_null_character_is_no_text() {
    refused(owner.send("POST", "/api/tasks", "{\"name\":\"a\\u0000b\"}"), "/name");
  }

  @Test
  void what_is_not_there_is_not_found() {
    for (var id :
        new String[] {
          UUID.randomUUID().toString(),
          "HOME-99",
          "nonsense",
          "%3Cscript%3E",
          "..%2f..%2fetc%2fpasswd"
        }) {
      refused(owner.get("/api/tasks/" + id), 404);
      refused(owner.send("POST", "/api/tasks/" + id + "/start", "{}"), 404);
      refused(owner.send("DELETE", "/api/tasks/" + id, null), 404);
    }
    refused(owner.get("/api/streams/task-" + UUID.randomUUID()), 404);
    refused(owner.get("/api/events/999999"), 404);
    refused(owner.send("POST", "/api/tasks/" + task + "/explode", "{}"), 404);
  }

  @Test
  void a_stale_version_is_told_the_present_one() {
    var answer = owner.patch("/api/tasks/" + task, Map.of("name", "x"), "If-Match", "\"7\"");
    refused(answer, 412);
    assertThat(answer.json().path("currentVersion").asLong()).isEqualTo(1);
    assertThat(answer.json().path("changedBy").asString()).isEqualTo("token:owner");
    assertThat(answer.json().path("changedAt").asString()).isNotEmpty();
    assertThat(answer.header("ETag")).isEqualTo("\"1\"");
  }

  @Test
  void who_has_no_valid_token_is_refused() {
    for (var token :
        new String[] {
          "", "Bearer ", "Bearer nonsense", "Basic b3duZXI6", "Bearer " + server.ownerToken() + "x"
        }) {
      var answer = owner.send("POST", "/api/tasks", "{\"name\":\"x\"}", "Authorization", token);
      refused(answer, 401);
      assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }
    var laptop = Line.on(data).json("token", "add", "laptop").path("token").asString();
    try (var client = server.with(laptop)) {
      assertThat(client.get("/api/tasks").status()).isEqualTo(200);
      Line.on(data).run("token", "revoke", "laptop").well();
      refused(client.get("/api/tasks"), 401);
      refused(client.post("/api/tasks", Map.of("name", "x")), 401);
      refused(client.get("/api/events/live"), 401);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example", "null", "http://127.0.0.1:1", "https://localhost"})
  void a_foreign_origin_is_refused(String origin) {
    refused(owner.post("/api/tasks", Map.of("name", "x"), "Origin", origin), 403);
    refused(owner.get("/api/events/live", "Origin", origin), 403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "evil.example:7400", "127.0.0.1:1", "127.0.0.1.evil.example"})
  void a_foreign_host_is_refused(String host) throws IOException {
    var body = "{\"name\":\"x\"}";
    var answer =
        raw(
            "POST /api/tasks",
            host,
            "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n",
            body);
    assertThat(answer).startsWith("HTTP/1.1 421").contains("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2ftoken",
        "/js/..%2f..%2ftokens.json",
        "/%00",
        "/%ff",
        "/token",
        "/log.sqlite",
        "/server.json"
      })
  void no_address_leads_out_of_what_is_served(String path) throws IOException {
    assertThat(raw("GET " + path, "127.0.0.1:" + server.port(), "", ""))
        .matches("(?s)HTTP/1.1 40[04].*")
        .doesNotContain(server.ownerToken(), "root:", "SQLite format");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "task create --name x --colour red|colour",
        "task create|'name' is missing",
        "task create --name x --priority urgent|priority",
        "task create --name x --due-date soon|dueDate",
        "task create --name x --input [1]|--input",
        "task create --name x --input {|--input",
        "task create --name x --project NONE|project",
        "task list --limit 0|--limit",
        "task list --status nonsense|status",
        "task update T-1 --clear colour|--clear",
        "events list --since yesterday|since",
        "events list --q a===1|q",
        "import taskmaster no-such-file.json|no-such-file.json",
        "nonsense|nonsense",
        "task nonsense|nonsense",
        "serve --port many|--port",
        "serve --port 65536|65535",
        "token add a/b|a/b",
        "bench nonsense|nonsense",
      })
  void a_line_that_cannot_be_carried_out_exits_with_4_and_says_why(String line, String told) {
    var ran = Line.on(data).run(line.split(" "));
    assertThat(ran.code()).as(ran.err()).isEqualTo(4);
    assertThat(ran.err()).contains(told).doesNotContainPattern("\\tat ");
    assertThat(ran.out()).isEmpty();
  }

  private String raw(String request, String host, String headers, String body) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket
          .getOutputStream()
          .write(
              (request
                      + " HTTP/1.1\r\nHost: "
                      + host
                      + "\r\nAuthorization: Bearer "
                      + server.ownerToken()
                      + "\r\n"
                      + headers
                      + "Connection: close\r\n\r\n"
                      + body)
                  .getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
