package dev.daybook.doors.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class CommandsOverHttpIT extends AtTheDoor {
  @Test
  void a_create_answers_201_with_location_etag_position_and_its_events() {
    var answer = door.post("/api/books", "{\"name\":\"Dune\",\"mood\":\"sad\",\"code\":\"B-1\"}");

    assertThat(answer.status()).isEqualTo(201);
    var book = answer.json();
    assertThat(answer.header("Location")).isEqualTo("/api/books/" + book.path("id").asString());
    assertThat(answer.header("ETag")).isEqualTo("\"1\"");
    assertThat(answer.header("Daybook-Position")).isEqualTo("1");
    assertThat(book.path("ref").asString()).isEqualTo("B-1");
    assertThat(book.path("changed").asBoolean()).isTrue();
    var event = book.path("events").get(0);
    assertThat(event.path("type").asString()).isEqualTo("dev.daybook.book.created.v1");
    assertThat(event.path("data").path("mood").asString()).isEqualTo("sad");
    assertThat(event.path("actor").asString()).isEqualTo("token:owner");
    assertThat(event.path("source").asString()).startsWith("/daybook/");
    assertThat(event.path("sequence").asString()).isEqualTo("1");
    assertThat(door.get(answer.header("Location") + "?at-least=1").json().path("name").asString())
        .isEqualTo("Dune");
  }

  @Test
  void a_command_takes_an_id_or_a_short_reference() {
    door.post("/api/books", "{\"name\":\"Dune\",\"code\":\"B-7\"}");

    assertThat(door.post("/api/books/B-7/lend_out", "").status()).isEqualTo(200);
  }

  @Test
  void a_command_that_asks_for_what_is_already_so_changes_nothing() {
    var id = door.book("Dune").path("id").asString();

    var answer = door.send("PATCH", "/api/books/" + id, "{\"name\":\"Dune\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("changed").asBoolean(true)).isFalse();
    assertThat(door.head()).isEqualTo(1);
  }

  @Test
  void a_stale_version_is_answered_with_412_who_and_when() {
    var id = door.book("Dune").path("id").asString();
    door.send("PATCH", "/api/books/" + id, "{\"name\":\"Emma\"}", "If-Match", "\"1\"");

    var stale =
        door.send("PATCH", "/api/books/" + id, "{\"name\":\"Ulysses\"}", "If-Match", "\"1\"");

    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.header("ETag")).isEqualTo("\"2\"");
    assertThat(stale.json().path("currentVersion").asInt()).isEqualTo(2);
    assertThat(stale.json().path("changedBy").asString()).isEqualTo("token:owner");
    assertThat(stale.json().path("changedAt").asString()).contains("T");
    assertThat(door.head()).isEqualTo(2);
  }

  @Test
  void a_malformed_if_match_is_a_fault_and_a_star_is_any_version() {
    var id = door.book("Dune").path("id").asString();

    assertThat(door.post("/api/books/" + id + "/lend_out", "", "If-Match", "three").status())
        .isEqualTo(400);
    assertThat(door.post("/api/books/" + id + "/lend_out", "", "If-Match", "*").status())
        .isEqualTo(200);
  }

  @Test
  void the_same_idempotency_key_has_one_effect_and_the_first_answer() {
    for (var key : new String[] {UUID.randomUUID().toString(), "my own key"}) {
      var before = door.head();
      var first = door.post("/api/books", "{\"name\":\"Dune\"}", "Idempotency-Key", key).json();
      var again = door.post("/api/books", "{\"name\":\"Dune\"}", "Idempotency-Key", key);

      assertThat(again.status()).isEqualTo(201);
      assertThat(again.json().path("repeated").asBoolean()).isTrue();
      assertThat(again.json().path("id")).isEqualTo(first.path("id"));
      assertThat(door.head()).isEqualTo(before + 1);
      assertThat(
              door.post("/api/books", "{\"name\":\"Emma\"}", "Idempotency-Key", key)
                  .json()
                  .path("code")
                  .asString())
          .isEqualTo("key_reused");
    }
  }

  @Test
  void a_refusal_names_what_is_allowed_instead() {
    var id = door.book("Dune").path("id").asString();
    door.post("/api/books/" + id + "/lend_out", "");

    var refused = door.post("/api/books/" + id + "/lend_out", "{}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(refused.json().path("code").asString()).isEqualTo("move_not_allowed");
    assertThat(refused.json().path("allowedMoves").get(0).asString()).isEqualTo("delete");
    assertThat(door.post("/api/books", "{\"name\":\"forbidden\"}").status()).isEqualTo(422);
  }

  @Test
  void a_batch_is_carried_out_all_or_nothing() {
    var id = door.book("Dune").path("id").asString();
    var lend = "{\"command\":\"book.lend_out\",\"payload\":{\"book\":\"" + id + "\"}}";

    var refused = door.post("/api/commands", "{\"commands\":[" + lend + "," + lend + "]}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().path("errors").get(0).path("pointer").asString())
        .isEqualTo("/commands/1");
    assertThat(door.head()).isEqualTo(1);

    var create = "{\"command\":\"book.create\",\"payload\":{\"name\":\"Emma\"}}";
    var done = door.post("/api/commands", "{\"commands\":[" + lend + "," + create + "]}");
    assertThat(done.status()).isEqualTo(200);
    assertThat(done.json().path("results").size()).isEqualTo(2);
    assertThat(done.json().path("results").get(0).path("version").asInt()).isEqualTo(2);
    assertThat(door.head()).isEqualTo(3);
  }

  @Test
  void a_batch_names_every_fault_with_its_place() {
    var answer =
        door.post(
            "/api/commands",
            """
            {"commands":[{"command":"book.create","payload":{"nam":"x"}},{"command":"book.burn"},
             {"command":"book.create","payload":{"name":"x"},"expectedVersion":"one"}]}
            """);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(
            answer.json().path("errors").values().stream()
                .map(error -> error.path("pointer").asString()))
        .contains(
            "/commands/0/payload/nam",
            "/commands/0/payload/name",
            "/commands/1/command",
            "/commands/2/expectedVersion");
    assertThat(door.post("/api/commands", "{\"commands\":[]}").status()).isEqualTo(400);
  }

  @Test
  void a_minimal_answer_leaves_the_events_out() {
    var answer = door.post("/api/books", "{\"name\":\"Dune\"}", "Prefer", "return=minimal, wait=2");

    assertThat(answer.json().has("events")).isFalse();
    assertThat(answer.header("Preference-Applied")).isEqualTo("return=minimal");
    assertThat(door.get(answer.header("Location")).status()).isEqualTo(200);
  }

  @Test
  void correlation_and_causation_come_from_the_headers() {
    var event =
        door.post(
                "/api/books",
                "{\"name\":\"Dune\"}",
                "X-Correlation-Id",
                "spring-clean",
                "X-Causation-Id",
                "mail 7")
            .json()
            .path("events")
            .get(0);

    assertThat(event.path("correlationid").asString()).isEqualTo("spring-clean");
    assertThat(event.path("causationid").asString()).isEqualTo("mail 7");
  }
}
