package dev.daybook.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An import that fails says where and what to do, and the store takes the right file after it. */
class FailedImportE2E {
  private static final int TASKS = 6;
  private static final int BAD = 5;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(StoreInTest.class)
  void without_a_server_it_names_the_line_and_goes_on_with_the_right_file(StoreInTest kind)
      throws IOException {
    var data = folder.resolve("data");
    failsAndGoesOn(Line.on(data, kind.url(folder)));
  }

  @ParameterizedTest
  @EnumSource(StoreInTest.class)
  void over_http_it_names_the_line_and_goes_on_with_the_right_file(StoreInTest kind)
      throws IOException {
    var data = folder.resolve("data");
    var url = kind.url(folder);
    try (var server = ServerInTest.on(data, url)) {
      failsAndGoesOn(Line.on(data, url));
      assertThat(server.owner().all("/api/tasks?at-least=" + server.head())).hasSize(TASKS + 1);
    }
  }

  private void failsAndGoesOn(Line line) throws IOException {
    var right = archive("right");
    var wrong = archive("wrong");
    var damaged = folder.resolve("damaged.ndjson");
    var lines = new ArrayList<>(Files.readAllLines(right));
    lines.set(BAD - 1, lines.get(BAD - 1).replace("Task 3", "Task 8"));
    Files.write(damaged, lines);

    var failed = line.run("import", "archive", damaged.toString());
    assertThat(failed.code()).as(failed.err()).isEqualTo(4);
    assertThat(failed.err())
        .contains("Line " + BAD + ": ", "position " + (BAD - 1), "repeat the import; it goes on")
        .doesNotContain("closed");
    assertThat(line.json("verify").path("clean").asBoolean()).isTrue();

    var early = line.run("task", "create", "--name", "Too early");
    assertThat(early.code()).isNotZero();
    assertThat(early.err()).contains("Repeat the import").doesNotContain("closed");

    var other = line.run("import", "archive", wrong.toString());
    assertThat(other.code()).as(other.err()).isNotZero();
    assertThat(other.err())
        .contains("restore was interrupted", "Go on with that one")
        .doesNotContain("closed");

    assertThat(line.json("import", "archive", right.toString()).path("position").asInt())
        .isEqualTo(TASKS);
    assertThat(line.json("verify").path("clean").asBoolean()).isTrue();
    line.run("task", "create", "--name", "One more").well();

    var full = line.run("import", "archive", wrong.toString());
    assertThat(full.code()).isNotZero();
    assertThat(full.err()).contains("empty store").doesNotContain("closed");
  }

  private Path archive(String name) {
    var line = Line.on(folder.resolve(name));
    for (var i = 0; i < TASKS; i++) {
      line.run("task", "create", "--name", "Task " + i).well();
    }
    var file = folder.resolve(name + ".ndjson");
    line.run("export", "archive", file.toString()).well();
    return file;
  }
}
