package dev.daybook.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that would be commands elsewhere are names here, and nobody speaks in another's name. */
class TextStaysTextE2E {
  private static final String SCRIPT = "<script>alert(1)</script>'; drop table event; --";

  @TempDir Path folder;

  @Test
  void a_task_named_like_a_script_is_a_task_of_that_name_at_every_door() {
    var data = folder.resolve("data");
    try (var server = ServerInTest.on(data)) {
      var owner = server.owner();
      var task = owner.task(SCRIPT).path("id").asString();
      var position = server.head();

      var got = owner.get("/api/tasks/" + task + "?at-least=" + position).done();
      assertThat(got.json().path("name").asString()).isEqualTo(SCRIPT);
      assertThat(got.header("Content-Type")).isEqualTo("application/json");
      assertThat(got.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(got.header("Content-Security-Policy"))
          .contains("script-src 'self'")
          .doesNotContain("unsafe");
      assertThat(Line.on(data).json("task", "get", task).path("name").asString()).isEqualTo(SCRIPT);
      assertThat(Line.on(data).json("task", "search", "--text", "<script>").path("items").size())
          .isEqualTo(1);
    }
  }

  @Test
  void the_actor_is_always_the_token_s() {
    var data = folder.resolve("data");
    try (var server = ServerInTest.on(data)) {
      var laptop = Line.on(data).json("token", "add", "laptop").path("token").asString();
      try (var client = server.with(laptop)) {
        client
            .post(
                "/api/tasks",
                Map.of("name", "Mine"),
                "X-Actor",
                "person:boss",
                "Daybook-Actor",
                "person:boss")
            .done();
      }
      var event = server.owner().all("/api/events").getLast();
      assertThat(event.path("actor").asString()).isEqualTo("token:laptop");
      assertThat(event.path("data").path("by").asString()).isEqualTo("token:laptop");
    }
  }

  @Test
  void what_would_move_a_terminal_s_cursor_is_not_sent_to_it() {
    var data = folder.resolve("data");
    try (var server = ServerInTest.on(data)) {
      server
          .owner()
          .post(
              "/api/tasks",
              Map.of("name", "Plain \u001b[31m alert\u0007", "description", "\u001b]0;title\u0007"))
          .done();
      var shown =
          Line.on(data).run("task", "list").well().out()
              + Line.on(data).run("events", "show", "1").well().out()
              + Line.on(data).run("task", "get", "T-1").well().out();
      assertThat(shown).contains("Plain").doesNotContain("\u001b", "\u0007");
    }
  }
}
