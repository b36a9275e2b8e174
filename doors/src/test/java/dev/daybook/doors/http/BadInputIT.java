package dev.daybook.doors.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is wrong gets its status and a problem document that names field and remedy, and leaves
 * no trace in the log.
 */
class BadInputIT {
  @TempDir static Path folder;
  private static Door door;
  private static String id;

  @BeforeAll
  static void open() {
    door = Door.open(folder);
    id = door.book("Dune").path("id").asString();
  }

  @AfterAll
  static void close() {
    door.close();
  }

  private static void refused(Door.Answer answer, int status, String pointer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    var problem = answer.json();
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    for (var field : new String[] {"type", "title", "detail", "code", "traceId"}) {
      assertThat(problem.path(field).asString("")).as(field).isNotEmpty();
    }
    if (!pointer.isEmpty()) {
      assertThat(
              problem.path("errors").values().stream()
                  .map(error -> error.path("pointer").asString()))
          .contains(pointer);
      assertThat(problem.path("errors").values())
          .allSatisfy(error -> assertThat(error.path("expected").asString()).isNotEmpty());
    }
    assertThat(answer.text()).doesNotContain("\tat ", "Exception", "/home", "/tmp", "dev.daybook");
    assertThat(door.head()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"name\":\"x\",\"colour\":1}|/colour",
        "{\"name\":\"x\",\"actor\":\"person:boss\"}|/actor",
        "{\"name\":7}|/name",
        "{}|/name",
        "{\"name\":\"\"}|/name",
        "{\"name\":null}|/name",
        "{\"name\":\"x\",\"mood\":\"angry\"}|/mood",
        "{\"name\":\"x\",\"mood\":[]}|/mood",
        "{\"name\":\"x\",\"pages\":0}|/pages",
        "{\"name\":\"x\",\"pages\":1.5}|/pages",
        "{\"name\":\"x\",\"pages\":99999999999999999999}|/pages",
        "{\"name\":\"x\",\"tags\":[\"a\",\"b\",\"c\",\"d\"]}|/tags",
        "{\"name\":\"x\",\"tags\":[\"far too long a tag\"]}|/tags/0",
        "{\"name\":\"x\",\"tags\":\"a\"}|/tags",
      })
  void a_body_that_is_not_as_declared_is_refused_with_the_field(String body, String pointer) {
    refused(door.post("/api/books", body), 400, pointer);
  }

  @Test
  void all_faults_are_named_at_once() {
    var answer = door.post("/api/books", "{\"colour\":1,\"actor\":\"x\",\"pages\":\"many\"}");
    refused(answer, 400, "/actor");
    assertThat(answer.json().path("errors").size()).isEqualTo(4);
  }

  @Test
  void a_name_that_is_too_long_is_refused() {
    refused(door.post("/api/books", "{\"name\":\"" + "x".repeat(201) + "\"}"), 400, "/name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":",
        "{\"name\":\"x\",}",
        "[1]",
        "\"x\"",
        "{\"name\":\"a\",\"name\":\"b\"}",
        "{\"name\":\"x\"} trailing",
        "nonsense",
        "{'name':'x'}"
      })
  void malformed_json_is_refused(String body) {
    refused(door.post("/api/books", body), 400, "");
  }

  @Test
  void malformed_json_is_refused_with_line_and_column() {
    var answer = door.post("/api/books", "{\n  \"name\": oops\n}");
    refused(answer, 400, "");
    assertThat(answer.json().path("detail").asString()).contains("line 2, column");
  }

  @Test
  void json_that_is_too_deep_or_a_body_that_is_too_large_is_refused() {
    refused(
        door.post("/api/books", "{\"name\":" + "[".repeat(100) + "]".repeat(100) + "}"), 400, "");
    refused(door.post("/api/books", "{\"name\":\"" + "x".repeat(1 << 20) + "\"}"), 413, "");
  }

  @Test
  void an_unknown_id_is_not_found() {
    refused(door.get("/api/books/" + UUID.randomUUID()), 404, "");
    refused(door.get("/api/books/nonsense"), 404, "");
    refused(door.post("/api/books/B-99/lend_out", "{}"), 404, "");
    refused(door.send("DELETE", "/api/books/" + UUID.randomUUID(), null), 404, "");
    refused(door.get("/api/nonsense"), 404, "");
  }

  @Test
  void a_stale_version_is_a_conflict() {
    refused(
        door.send("PATCH", "/api/books/" + id, "{\"name\":\"x\"}", "If-Match", "\"7\""), 412, "");
    refused(
        door.send("PATCH", "/api/books/" + id, "{\"name\":\"x\"}", "If-Match", "7"),
        400,
        "If-Match");
    refused(
        door.post("/api/books", "{\"name\":\"x\"}", "Idempotency-Key", "x".repeat(201)),
        400,
        "Idempotency-Key");
  }

  @Test
  void the_subject_stands_in_the_address_only() {
    refused(
        door.send(
            "PATCH", "/api/books/" + id, "{\"book\":\"" + UUID.randomUUID() + "\",\"name\":\"x\"}"),
        400,
        "/book");
    refused(door.post("/api/books?name=x", "{\"name\":\"x\"}"), 400, "?name");
  }

  @Test
  void media_types_that_are_not_json_are_refused() {
    refused(
        door.post("/api/books", "name=x", "Content-Type", "application/x-www-form-urlencoded"),
        415,
        "");
    refused(door.post("/api/books", "{\"name\":\"x\"}", "Content-Type", "text/plain"), 415, "");
    refused(door.get("/api/books", "Accept", "image/png"), 406, "");
    assertThat(door.get("/api/books", "Accept", "text/html, */*;q=0.1").status()).isEqualTo(200);
  }

  @Test
  void a_missing_unknown_or_revoked_token_is_refused() {
    var missing = door.get("/api/books", "No-Token", "");
    refused(missing, 401, "");
    assertThat(missing.header("WWW-Authenticate")).startsWith("Bearer");
    refused(door.post("/api/books", "{\"name\":\"x\"}", "No-Token", ""), 401, "");
    refused(door.get("/api/books", "Authorization", "Bearer nonsense"), 401, "");
    refused(door.get("/api/books", "Authorization", "Basic abc"), 401, "");
    var guest = door.tokens.issue("guest").text();
    assertThat(door.get("/api/books", "Authorization", "Bearer " + guest).status()).isEqualTo(200);
    door.tokens.revoke("guest");
    refused(door.get("/api/books", "Authorization", "Bearer " + guest), 401, "");
    refused(door.get("/api/events/live", "No-Token", ""), 401, "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "null",
        "https://127.0.0.1",
        "http://127.0.0.1:1",
        "http://localhost.evil.example"
      })
  void a_foreign_origin_is_refused(String origin) {
    refused(door.post("/api/books", "{\"name\":\"x\"}", "Origin", origin), 403, "");
    refused(door.get("/api/events/live", "Origin", origin), 403, "");
  }

  @Test
  void a_foreign_host_is_refused() throws IOException {
    for (var host :
        new String[] {
          "evil.example", "evil.example:" + door.server.port(), "127.0.0.1:1", "localhost"
        }) {
      assertThat(raw("GET /api/books HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
          .as(host)
          .startsWith("HTTP/1.1 421");
    }
    assertThat(
            raw(
                "GET /health/live HTTP/1.1\r\nHost: localhost:"
                    + door.server.port()
                    + "\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
    assertThat(door.head()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/dashboard/%00",
        "/%ff",
        "/a/..;/b",
        "/api//books",
        "/%zz"
      })
  void a_path_never_leaves_its_root(String path) throws IOException {
    var answer =
        raw(
            "GET "
                + path
                + " HTTP/1.1\r\nHost: 127.0.0.1:"
                + door.server.port()
                + "\r\nAuthorization: Bearer "
                + door.token
                + "\r\nConnection: close\r\n\r\n");
    assertThat(answer).matches("(?s)HTTP/1.1 40[04].*").doesNotContain("root:", "Jetty", "\tat ");
  }

  @Test
  void a_name_that_looks_like_markup_comes_back_as_text() {
    try (var other = Door.open(folder.resolve("other"))) {
      var book = other.book("<script>alert(1)</script>").path("id").asString();
      var answer = other.get("/api/books/" + book + "?at-least=1");
      assertThat(answer.header("Content-Type")).isEqualTo("application/json");
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("Content-Security-Policy"))
          .contains("default-src 'self'", "frame-ancestors 'none'");
      assertThat(answer.json().path("name").asString()).isEqualTo("<script>alert(1)</script>");
    }
  }

  @Test
  void a_fault_of_the_server_is_told_without_its_inside() {
    try (var other = Door.open(folder.resolve("fault"))) {
      other.engine.log().close();
      var answer = other.post("/api/books", "{\"name\":\"x\"}");
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).isNotEmpty();
      assertThat(other.get("/health/ready").status()).isEqualTo(503);
    }
  }

  @Test
  void too_many_requests_are_slowed_down() {
    try (var other = Door.open(folder.resolve("many"), Limits.DEFAULT.withRate(1, 2))) {
      other.get("/api/status");
      other.get("/api/status");
      var answer = other.get("/api/status");
      assertThat(answer.status()).isEqualTo(429);
      assertThat(answer.header("Retry-After")).isEqualTo("1");
    }
  }

  @Test
  void a_refusal_before_the_body_has_come_says_that_the_connection_ends() throws Exception {
    var head =
        "POST /api/books HTTP/1.1\r\nHost: 127.0.0.1:"
            + door.server.port()
            + "\r\nOrigin: http://elsewhere.example\r\nContent-Length: 12\r\n\r\n";
    assertThat(raw(head)).startsWith("HTTP/1.1 403").containsIgnoringCase("Connection: close");
  }

  @Test
  void a_refusal_of_a_whole_request_keeps_the_connection() throws Exception {
    var address = "Host: 127.0.0.1:" + door.server.port() + "\r\n";
    var refused =
        "POST /api/books HTTP/1.1\r\n"
            + address
            + "Origin: http://elsewhere.example\r\nContent-Length: 12\r\n\r\n{\"name\":\"x\"}";
    var last = "GET /health/live HTTP/1.1\r\n" + address + "Connection: close\r\n\r\n";
    assertThat(raw(refused + last)).startsWith("HTTP/1.1 403").contains("HTTP/1.1 200");
  }

  private static String raw(String request) throws IOException {
    try (var socket = new Socket("127.0.0.1", door.server.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
