package dev.daybook.doors.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The whole log out and in over HTTP: for the owner, as a stream, with every end told. */
class TransferOverHttpIT {
  @TempDir Path folder;
  private Door full;
  private Door empty;

  @BeforeEach
  void open() {
    full = Door.open(folder.resolve("full"));
    empty = Door.open(folder.resolve("empty"));
    for (var i = 0; i < 30; i++) {
      full.book("Book " + i);
    }
  }

  @AfterEach
  void close() {
    full.close();
    empty.close();
  }

  @Test
  void an_archive_makes_the_other_server_the_same_log() {
    var archive = full.send("GET", "/api/exports/archive", "");
    assertThat(archive.header("Content-Type")).isEqualTo("application/x-ndjson");
    var last = last(empty.send("POST", "/api/imports/archive", archive.text()));
    assertThat(last.path("result").path("log").asString()).isEqualTo(log(full));
    assertThat(log(empty)).isEqualTo(log(full));
    assertThat(empty.send("GET", "/api/exports/archive", "").text().lines().skip(1))
        .as("all but the header, which says when it was made")
        .containsExactlyElementsOf(archive.text().lines().skip(1).toList());

    assertThat(books(empty)).isEqualTo(books(full)).hasSize(30);
    var event = empty.send("GET", "/api/events/1", "").json();
    assertThat(event.path("source").asString()).isEqualTo("/daybook/" + log(full));
    empty.book("One more");
    assertThat(books(empty)).hasSize(31);
  }

  @Test
  void a_second_import_is_refused_and_changes_nothing() {
    var archive = full.send("GET", "/api/exports/archive", "").text();
    var problem = last(full.send("POST", "/api/imports/archive", archive)).path("problem");
    assertThat(problem.path("status").asInt()).isEqualTo(409);
    assertThat(problem.path("detail").asString()).contains("empty");
    full.book("It goes on");
  }

  @Test
  void an_import_that_was_cut_goes_on_and_names_what_is_missing() {
    var archive = full.send("GET", "/api/exports/archive", "").text();
    var cut = archive.substring(0, archive.length() / 2);
    var problem = last(empty.send("POST", "/api/imports/archive", cut)).path("problem");
    assertThat(problem.path("code").asString()).isEqualTo("bad_archive");
    assertThat(problem.path("detail").asString()).contains("Line ").contains("repeat the import");
    assertThat(last(empty.send("POST", "/api/imports/archive", archive)).has("result")).isTrue();
    assertThat(empty.engine.projections().position().value()).isEqualTo(30);
  }

  @Test
  void a_bad_line_early_in_a_large_body_is_told_although_the_body_was_not_read() {
    var body = "no archive\n" + "x".repeat(5_000_000);
    var problem = last(empty.send("POST", "/api/imports/archive", body)).path("problem");
    assertThat(problem.path("detail").asString()).startsWith("Line 1: ");
  }

  @Test
  void a_piece_begins_where_it_is_asked_to() {
    var piece = full.send("GET", "/api/exports/archive?after=20", "").text();
    assertThat(piece.lines()).hasSize(10 + 2);
    for (var bad : List.of("-1", "x", "31")) {
      var refused = full.send("GET", "/api/exports/archive?after=" + bad, "");
      assertThat(refused.status()).as(bad).isEqualTo(400);
      assertThat(refused.json().path("errors").get(0).path("pointer").asString())
          .isEqualTo("?after");
    }
  }

  @Test
  void a_backup_of_a_log_in_memory_is_an_archive_that_is_restored() throws IOException {
    var file = folder.resolve("log.ndjson.gz");
    var result = last(full.send("POST", "/api/admin/backup", body("to", file))).path("result");
    assertThat(result.path("kind").asString()).isEqualTo("archive");
    assertThat(result.path("position").asLong()).isEqualTo(30);
    assertThat(result.path("bytes").asLong()).isEqualTo(Files.size(file));
    assertThat(last(empty.send("POST", "/api/admin/restore", body("from", file))).has("result"))
        .isTrue();
    assertThat(empty.engine.projections().position().value()).isEqualTo(30);
    assertThat(log(empty)).isEqualTo(log(full));

    var again = full.send("POST", "/api/admin/backup", body("to", file));
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.json().path("code").asString()).isEqualTo("file_exists");
    var nowhere = empty.send("POST", "/api/admin/restore", body("from", folder.resolve("none")));
    assertThat(nowhere.status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/admin/backup",
    "POST, /api/admin/restore",
    "POST, /api/admin/archives",
    "POST, /api/admin/archives/attach",
    "GET, /api/admin/archives",
    "DELETE, /api/admin/snapshots",
    "POST, /api/admin/snapshots",
    "GET, /api/exports/archive",
    "POST, /api/imports/archive"
  })
  void only_the_owner_may_do_it(String method, String address) {
    var guest = full.tokens.issue("guest").text();
    var refused = full.send(method, address, "{}", "Authorization", "Bearer " + guest);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().path("code").asString()).isEqualTo("owner_only");
    assertThat(full.send(method, address, "{}", "No-Token", "").status()).isEqualTo(401);
  }

  @Test
  void paths_and_positions_that_are_none_are_refused() {
    for (var bad : List.of("{}", "{\"to\":7}", "{\"to\":\"\"}", "{\"to\":\"relative\"}", "[]")) {
      assertThat(full.send("POST", "/api/admin/backup", bad).status()).as(bad).isEqualTo(400);
    }
    var nowhere = body("to", folder.resolve("none").resolve("log"));
    assertThat(full.send("POST", "/api/admin/backup", nowhere).status()).isEqualTo(400);
    var archives = "{\"from\":0,\"to\":5,\"file\":\"" + folder.resolve("a") + "\"}";
    assertThat(full.send("POST", "/api/admin/archives", archives).status()).isEqualTo(400);
  }

  @Test
  void a_range_is_verified_by_itself() {
    var result = last(full.send("POST", "/api/verify?from=11&to=20", "")).path("result");
    assertThat(result.path("checked").asLong()).isEqualTo(10);
    assertThat(full.send("POST", "/api/verify?from=5&to=4", "").status()).isEqualTo(400);
  }

  @Test
  void snapshots_are_dropped() {
    var dropped = full.send("DELETE", "/api/admin/snapshots", "").json();
    assertThat(dropped.path("left").asLong()).isZero();
    assertThat(full.send("DELETE", "/api/admin/snapshots?stream=none", "").status()).isEqualTo(400);
  }

  @Test
  void snapshots_that_are_due_and_not_there_are_made() {
    var id = full.book("Long").path("id").asString();
    var every = new ShelfContext.Books().snapshotEvery();
    for (var i = 1; i < every; i++) {
      var changed = full.send("PATCH", "/api/books/" + id, "{\"name\":\"Long " + i + "\"}");
      assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    }
    full.engine.snapshots().settle();
    full.send("DELETE", "/api/admin/snapshots", "");
    assertThat(full.engine.snapshots().count()).isZero();

    assertThat(made(full)).isEqualTo(1);
    assertThat(full.engine.snapshots().count()).isEqualTo(1);
    assertThat(made(full)).as("they are there").isZero();
  }

  private static int made(Door door) {
    var done = last(door.send("POST", "/api/admin/snapshots", "{}"));
    return done.path("result").path("made").asInt(-1);
  }

  private static String body(String name, Path file) {
    return Door.MAPPER.writeValueAsString(Map.of(name, file.toAbsolutePath().toString()));
  }

  private static JsonNode books(Door door) {
    var answer = door.get("/api/books?limit=500&at-least=" + door.head());
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().path("items");
  }

  private static String log(Door door) {
    return door.engine.log().head().log().toString();
  }

  private static JsonNode last(Door.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    var lines = answer.text().lines().toList();
    return Door.MAPPER.readTree(lines.getLast().getBytes(StandardCharsets.UTF_8));
  }
}
