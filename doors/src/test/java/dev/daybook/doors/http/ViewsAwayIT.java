package dev.daybook.doors.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.runtime.projection.SqliteViews;
import dev.daybook.testkit.Eventually;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database of the views goes away and comes back; the log goes on. */
class ViewsAwayIT {
  @TempDir Path folder;

  @Test
  void without_views_queries_are_refused_readiness_says_so_and_commands_go_on() {
    var views = new SwitchedViews(SqliteViews.file(folder.resolve("views.sqlite")));
    try (var door = Door.open(folder, Limits.DEFAULT, views)) {
      door.book("Before");
      assertThat(door.get("/api/books?at-least=" + door.head()).status()).isEqualTo(200);
      views.away(true);

      var refused = door.get("/api/books");
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(refused.header("Retry-After")).isEqualTo("1");
      assertThat(refused.json().path("code").asString()).isEqualTo("views_unavailable");
      assertThat(refused.json().path("detail").asString()).contains("the log goes on");

      var during = door.book("During").path("id").asString();
      var ready =
          Eventually.seen(
              "readiness says the views are away",
              () -> door.get("/health/ready"),
              answer -> answer.status() == 503);
      var components = ready.json().path("components");
      assertThat(ready.json().path("status").asString()).isEqualTo("down");
      assertThat(components.path("log").path("status").asString()).isEqualTo("up");
      assertThat(components.path("view:books").path("status").asString()).isEqualTo("down");
      assertThat(components.path("view:books").path("state").asString()).isEqualTo("retrying");
      assertThat(door.get("/health/live").status()).isEqualTo(200);
      var lent = door.post("/api/books/" + during + "/lend_out", "{}");
      assertThat(lent.status()).as(lent.text()).isEqualTo(200);
      assertThat(door.get("/api/events").json().path("items")).hasSize(3);

      views.away(false);
      Eventually.seen(
          "ready again", () -> door.get("/health/ready"), answer -> answer.status() == 200);
      var books = door.get("/api/books?at-least=" + door.head());
      assertThat(books.status()).as(books.text()).isEqualTo(200);
      assertThat(books.json().path("items")).hasSize(2);
    }
  }
}
