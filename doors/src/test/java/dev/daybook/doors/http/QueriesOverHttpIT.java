package dev.daybook.doors.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class QueriesOverHttpIT extends AtTheDoor {
  @Test
  void a_list_is_paged_by_limit_and_cursor() {
    for (var i = 0; i < 60; i++) {
      door.book("b" + i);
    }

    var first = door.get("/api/books?at-least=60").json();
    assertThat(first.path("items").size()).isEqualTo(50);
    var rest = door.get("/api/books?after=" + first.path("next").asString()).json();
    assertThat(rest.path("items").size()).isEqualTo(10);
    assertThat(rest.has("next")).isTrue();
    assertThat(rest.path("next").isNull()).isTrue();
    assertThat(door.get("/api/books?limit=501").status()).isEqualTo(400);
    assertThat(door.get("/api/books?limit=0").status()).isEqualTo(400);
  }

  @Test
  void words_are_repeated_or_divided_by_commas() {
    door.post("/api/books", "{\"name\":\"a\",\"mood\":\"sad\"}");
    door.post("/api/books", "{\"name\":\"b\",\"mood\":\"merry\"}");
    door.book("c");

    assertThat(door.get("/api/books?mood=sad&mood=merry&at-least=3").json().path("items").size())
        .isEqualTo(2);
    assertThat(door.get("/api/books?mood=sad,merry").json().path("items").size()).isEqualTo(2);
    var wrong = door.get("/api/books?mood=angry&colour=red");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.json().path("errors").size()).isEqualTo(2);
  }

  @Test
  void an_answer_says_its_version_and_is_not_sent_twice() {
    var id = door.book("Dune").path("id").asString();
    var answer = door.get("/api/books/" + id + "?at-least=1");

    assertThat(answer.header("ETag")).isEqualTo("\"1\"");
    assertThat(answer.header("Daybook-Position")).isEqualTo("1");
    assertThat(door.get("/api/books/" + id, "If-None-Match", "\"1\"").status()).isEqualTo(304);
    var list = door.get("/api/books");
    assertThat(door.get("/api/books", "If-None-Match", list.header("ETag")).status())
        .isEqualTo(304);
  }

  @Test
  void a_reserved_word_is_never_an_id() {
    assertThat(door.get("/api/books/next").status()).isEqualTo(404);
    var id = door.book("Dune").path("id").asString();
    assertThat(door.get("/api/books/next?at-least=1").json().path("id").asString()).isEqualTo(id);
    assertThat(door.send("DELETE", "/api/books/next", null).status()).isEqualTo(405);
    assertThat(door.post("/api/books/next/lend_out", "").status()).isEqualTo(404);
  }

  @Test
  void head_options_and_a_slash_at_the_end_work() {
    door.book("Dune");

    var head = door.send("HEAD", "/api/books/?at-least=1", null);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.text()).isEmpty();
    var options = door.send("OPTIONS", "/api/books", null);
    assertThat(options.status()).isEqualTo(204);
    assertThat(options.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
    var wrong = door.send("PUT", "/api/books", "{}");
    assertThat(wrong.status()).isEqualTo(405);
    assertThat(wrong.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
  }

  @Test
  void a_long_answer_is_compressed_for_those_who_accept_it() throws IOException {
    for (var i = 0; i < 30; i++) {
      door.book("a book with a rather long name " + i);
    }

    var answer = door.get("/api/books?at-least=30", "Accept-Encoding", "gzip");
    assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
    var text =
        new String(
            new GZIPInputStream(new ByteArrayInputStream(answer.raw().body())).readAllBytes(),
            StandardCharsets.UTF_8);
    assertThat(text).isEqualTo(door.get("/api/books").text());
  }

  @Test
  void health_status_and_description_answer() {
    assertThat(door.get("/health/live", "No-Token", "").json().path("status").asString())
        .isEqualTo("up");
    var ready = door.get("/health/ready", "No-Token", "");
    assertThat(ready.status()).isEqualTo(200);
    assertThat(ready.json().path("components").path("log").path("status").asString())
        .isEqualTo("up");
    assertThat(ready.json().path("components").has("view:books")).isTrue();
    var status = door.get("/api/status").json();
    assertThat(status.path("version").asString()).isEqualTo("0.0.0-test");
    assertThat(status.path("pid").asLong()).isEqualTo(ProcessHandle.current().pid());

    var description = door.get("/openapi.json", "No-Token", "").json();
    assertThat(description.path("openapi").asString()).startsWith("3.1");
    for (var route : door.server.router().routes().all()) {
      var operation =
          description
              .path("paths")
              .path(route.template())
              .path(route.method().toLowerCase(java.util.Locale.ROOT));
      assertThat(operation.path("operationId").asString("")).isEqualTo(route.name());
    }
    assertThat(description.findValuesAsString("$ref"))
        .allSatisfy(
            ref -> assertThat(description.at(ref.substring(1)).isMissingNode()).as(ref).isFalse());
    assertThat(door.get("/openapi", "No-Token", "", "Accept", "text/html").text())
        .contains("book.lent.v1");
  }

  @Test
  void a_file_is_imported_with_progress_or_in_one_answer_and_exported() {
    var lines =
        door.post("/api/imports/taskmaster?name=home.json", "one\ntwo\n").text().lines().toList();
    assertThat(lines.getFirst()).contains("progress");
    assertThat(Door.MAPPER.readTree(lines.getLast()).path("result").path("actor").asString())
        .isEqualTo("token:owner");
    var broken = door.post("/api/imports/taskmaster", "broken").text().lines().toList();
    assertThat(Door.MAPPER.readTree(broken.getLast()).path("problem").path("errors").size())
        .isEqualTo(1);
    assertThat(
            door.post("/api/imports/taskmaster", "broken", "Accept", "application/json").status())
        .isEqualTo(400);
    assertThat(door.get("/api/exports/taskmaster?project=HOME").text()).isEqualTo("{}");
    assertThat(door.get("/api/exports/taskmaster").status()).isEqualTo(404);
  }
}
