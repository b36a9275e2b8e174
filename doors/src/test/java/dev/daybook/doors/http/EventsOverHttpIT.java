package dev.daybook.doors.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class EventsOverHttpIT {
  @TempDir Path folder;
  private Door door;
  private String first;

  @BeforeEach
  void open() {
    door = Door.open(folder, Limits.DEFAULT.withKeepAlive(Duration.ofMillis(100)));
    first = door.book("Dune").path("id").asString();
    door.book("Emma");
    door.post("/api/books/" + first + "/lend_out", "", "X-Correlation-Id", "holiday");
    door.send("DELETE", "/api/books/" + first, null);
  }

  @AfterEach
  void close() {
    door.close();
  }

  private List<String> sequences(String filter) {
    return sequences(door.get("/api/events" + filter).json());
  }

  private static List<String> sequences(JsonNode page) {
    return page.path("items").values().stream()
        .map(event -> event.path("sequence").asString())
        .toList();
  }

  @Test
  void events_are_filtered_by_all_parts_of_their_envelope() {
    assertThat(sequences("")).containsExactly("1", "2", "3", "4");
    assertThat(sequences("?type=book.created")).containsExactly("1", "2");
    assertThat(sequences("?type=book_created")).containsExactly("1", "2");
    assertThat(sequences("?type=book.moved")).containsExactly("3", "4");
    assertThat(sequences("?type=book.*&direction=backward")).containsExactly("4", "3", "2", "1");
    assertThat(sequences("?type=book.lent,book.deleted")).containsExactly("3", "4");
    assertThat(sequences("?category=book&stream=book-" + first)).containsExactly("1", "3", "4");
    assertThat(sequences("?correlation=holiday")).containsExactly("3");
    assertThat(sequences("?actor=token:owner&limit=1")).containsExactly("1");
    assertThat(sequences("?actor=person:alice")).isEmpty();
    assertThat(sequences("?tag=shelf:one&since=2020-01-01T00:00:00Z")).hasSize(4);
    assertThat(sequences("?until=2020-01-01T00:00:00Z")).isEmpty();
    assertThat(sequences("?after=1&before=4")).containsExactly("2", "3");
  }

  @Test
  void an_expression_looks_into_the_payload() {
    assertThat(sequences("?q=data.name%20~%20'dun'%20or%20type%20==%20'book.lent'"))
        .containsExactly("1", "3");
    var wrong = door.get("/api/events?q=colour%20==%201&since=yesterday&nonsense=1");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(
            wrong.json().path("errors").values().stream()
                .map(error -> error.path("pointer").asString()))
        .contains("?nonsense");
    assertThat(
            door.get("/api/events?q=colour%20==%201&since=yesterday").json().path("errors").size())
        .isEqualTo(2);
  }

  @Test
  void pages_join_without_gap_or_double_in_both_directions() {
    for (var direction : new String[] {"forward", "backward"}) {
      var seen = new ArrayList<String>();
      var cursor = "";
      do {
        var page = door.get("/api/events?limit=3&direction=" + direction + cursor).json();
        seen.addAll(sequences(page));
        cursor = page.path("next").isNull() ? "" : "&after=" + page.path("next").asString();
      } while (!cursor.isEmpty());
      assertThat(seen).hasSize(4).doesNotHaveDuplicates();
    }
  }

  @Test
  void a_stream_is_read_forward_and_backward_by_version() {
    var page = door.get("/api/streams/book-" + first + "?from=2").json();
    assertThat(sequences(page)).containsExactly("3", "4");
    var newest = door.get("/api/streams/book-" + first + "?direction=backward&limit=2");
    assertThat(sequences(newest.json())).containsExactly("4", "3");
    assertThat(newest.header("ETag")).isEqualTo("\"3\"");
    var rest =
        door.get(
            "/api/streams/book-"
                + first
                + "?direction=backward&limit=2&after="
                + newest.json().path("next").asString());
    assertThat(sequences(rest.json())).containsExactly("1");
    assertThat(door.get("/api/streams/book-7").status()).isEqualTo(404);
    assertThat(door.get("/api/streams/nonsense").status()).isEqualTo(404);
  }

  @Test
  void one_event_is_found_by_position_or_id() {
    var event = door.get("/api/events/3").json();
    assertThat(event.path("type").asString()).isEqualTo("dev.daybook.book.lent.v1");
    assertThat(
            door.get("/api/events/" + event.path("id").asString())
                .json()
                .path("sequence")
                .asString())
        .isEqualTo("3");
    assertThat(door.get("/api/events/99").status()).isEqualTo(404);
    assertThat(door.get("/api/events/x").status()).isEqualTo(404);
    var stats = door.get("/api/events/stats").json();
    assertThat(stats.path("total").asInt()).isEqualTo(4);
    assertThat(stats.path("byType").path("book.created").asInt()).isEqualTo(2);
  }

  @Test
  void a_live_stream_catches_up_says_so_and_goes_on() throws IOException {
    var answer = door.stream("/api/events/live?from=beginning&type=book.created");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    try (var lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      assertThat(until(lines, "event: caught_up"))
          .contains("retry: 3000", "id: 1", "id: 2", "event: book.created");
      door.book("Ulysses");
      var live = until(lines, "data: {\"spec");
      assertThat(live).contains("id: 5");
      assertThat(until(lines, ": keep-alive")).isNotEmpty();
    }
  }

  @Test
  void a_live_stream_is_resumed_after_the_last_event_seen() throws IOException {
    try (var lines = lines(door.stream("/api/events/live", "Last-Event-ID", "2").body())) {
      assertThat(until(lines, "event: caught_up"))
          .contains("id: 3", "id: 4")
          .doesNotContain("id: 1", "id: 2");
    }
    assertThat(door.get("/api/events/live", "Last-Event-ID", "x").status()).isEqualTo(400);
  }

  @Test
  void a_live_stream_ends_when_its_token_is_revoked_or_the_server_stops() throws IOException {
    var guest = door.tokens.issue("guest").text();
    try (var lines =
        lines(door.stream("/api/events/live", "Authorization", "Bearer " + guest).body())) {
      until(lines, "event: caught_up");
      door.tokens.revoke("guest");
      assertThat(rest(lines)).doesNotContain("book.created");
    }
    try (var lines = lines(door.stream("/api/events/live").body())) {
      until(lines, "event: caught_up");
      door.server.close();
      rest(lines);
    }
  }

  private static BufferedReader lines(java.io.InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  private static List<String> until(BufferedReader lines, String start) throws IOException {
    var seen = new ArrayList<String>();
    while (true) {
      var line = lines.readLine();
      if (line == null) {
        throw new AssertionError("The stream ended after " + seen);
      }
      seen.add(line);
      if (line.startsWith(start)) {
        return seen;
      }
    }
  }

  private static String rest(BufferedReader lines) {
    var seen = new StringBuilder();
    try {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        seen.append(line).append('\n');
      }
    } catch (IOException cut) {
      seen.append("(cut)");
    }
    return seen.toString();
  }
}
