package dev.daybook.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives in files: continued, put together, never half there; and passwords nowhere. */
class ArchiveFileE2E {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"log.ndjson", "log.ndjson.gz"})
  void an_archive_is_continued_in_its_file(String name) throws IOException {
    var line = Line.on(folder.resolve("data"));
    var file = folder.resolve(name).toString();
    create(line, 2);
    line.run("export", "archive", file).well();
    create(line, 3);
    var wrong = line.run("export", "archive", file, "--after", "1");
    assertThat(wrong.code()).isEqualTo(4);
    assertThat(wrong.err()).contains("ends at position 2");
    assertThat(line.json("export", "archive", file, "--after", "2").path("events").asInt())
        .isEqualTo(3);
    var other = Line.on(folder.resolve("other"));
    assertThat(other.json("import", "archive", file).path("position").asInt()).isEqualTo(5);
    assertThat(other.json("task", "list")).isEqualTo(line.json("task", "list"));

    create(Line.on(folder.resolve("foreign")), 9);
    var before = Files.readAllBytes(Path.of(file));
    assertThat(
            Line.on(folder.resolve("foreign"))
                .run("export", "archive", file, "--after", "5")
                .code())
        .isEqualTo(4);
    assertThat(Files.readAllBytes(Path.of(file))).isEqualTo(before);
  }

  @Test
  void what_cannot_be_exported_leaves_no_file() throws IOException {
    var line = Line.on(folder.resolve("data"));
    create(line, 1);
    var file = folder.resolve("log.ndjson");
    for (var wrong : List.of("7", "-1")) {
      assertThat(line.run("export", "archive", file.toString(), "--after", wrong).code())
          .isEqualTo(4);
    }
    assertThat(line.run("import", "archive", file.toString()).code()).isEqualTo(4);
    assertThat(line.run("restore", "--from", file.toString()).code()).isEqualTo(5);
    try (var files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString())).containsExactly("data");
    }
  }

  @Test
  void the_output_of_an_upcast_export_is_read_by_others_and_taken_back_by_nobody()
      throws IOException {
    var line = Line.on(folder.resolve("data"));
    create(line, 2);
    var ran = line.run("export", "archive", "--upcast").well();
    assertThat(ran.out().lines()).hasSize(4);
    var file = Files.writeString(folder.resolve("up.ndjson"), ran.out());
    var refused = Line.on(folder.resolve("other")).run("import", "archive", file.toString());
    assertThat(refused.code()).isEqualTo(4);
    assertThat(refused.err()).contains("Export without --upcast");
  }

  @Test
  void a_password_of_a_store_url_is_shown_nowhere() throws IOException {
    var plain = StoreInTest.POSTGRES.url(folder);
    var store = plain.replace("postgres@", "postgres:se%3Acret@");
    var data = folder.resolve("data");
    try (var server = ProgramInTest.serving(data, store);
        var owner = server.owner()) {
      owner.task("Hidden");
      var doctor = Line.on(data).run("doctor");
      assertThat(Line.on(data, store).run("task", "list").well().out()).contains("Hidden");
      assertThat(Files.readString(data.resolve("server.json"))).contains("postgres:***@");
      assertThat(
              doctor.out()
                  + doctor.err()
                  + server.complaints()
                  + owner.get("/api/status").text()
                  + Files.readString(data.resolve("server.json")))
          .doesNotContain("cret");
      server.stop();
    }
    var away = Line.on(data, store.replaceAll(":[0-9]+/", ":1/"));
    for (var wrong : List.of(away.run("task", "list"), away.run("doctor"), away.run("verify"))) {
      assertThat(wrong.code()).isEqualTo(7);
      assertThat(wrong.out() + wrong.err()).doesNotContain("cret");
    }
    var unknown = Line.on(data, store.replace("postgresql:", "postgressql:")).run("task", "list");
    assertThat(unknown.code()).isEqualTo(4);
    assertThat(unknown.err()).contains("***").doesNotContain("cret");
  }

  private static void create(Line line, int tasks) {
    for (var i = 0; i < tasks; i++) {
      line.run("task", "create", "--name", "Task").well();
    }
  }
}
