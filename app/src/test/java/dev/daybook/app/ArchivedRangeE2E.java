package dev.daybook.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Payloads that were moved into a file: read as ever, missed by name, found again. */
class ArchivedRangeE2E {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(StoreInTest.class)
  void an_archive_is_read_missed_by_name_and_found_again(StoreInTest kind) throws IOException {
    var data = folder.resolve("data");
    var line = Line.on(data, kind.url(folder));
    for (var i = 0; i < 6; i++) {
      line.run("task", "create", "--name", "Task " + i).well();
    }
    var before = line.json("events", "list");
    var file = folder.resolve("old.daybook");
    line.run("archive", "--from", "2", "--to", "4", "--file", file.toString()).well();
    assertThat(line.json("events", "list")).isEqualTo(before);
    assertThat(line.json("verify").path("clean").asBoolean()).isTrue();
    var listed = line.json("archive", "list").path("items").get(0);
    assertThat(listed.path("from").asLong()).isEqualTo(2);
    assertThat(listed.path("to").asLong()).isEqualTo(4);
    assertThat(listed.path("there").asBoolean()).isTrue();

    var away = Files.move(file, folder.resolve("away.daybook"));
    var missed = line.run("events", "show", "3");
    assertThat(missed.code()).isNotZero();
    assertThat(line.run("events", "show", "5").well().out()).contains("Task 4");
    assertThat(line.json("archive", "list").path("items").get(0).path("there").asBoolean())
        .isFalse();
    assertThat(line.run("verify").code()).isEqualTo(1);
    assertThat(line.run("verify").out()).contains(file.toString());
    assertThat(line.json("verify", "--from", "5").path("clean").asBoolean()).isTrue();

    line.run("archive", "attach", away.toString()).well();
    assertThat(line.json("events", "list")).isEqualTo(before);
    Files.move(away, file);
    line.run("archive", "attach", file.toString()).well();
    assertThat(line.json("verify").path("clean").asBoolean()).isTrue();
    assertThat(
            line.run(
                    "archive", "--from", "4", "--to", "5", "--file", folder.resolve("x").toString())
                .code())
        .as("a range is archived once")
        .isEqualTo(2);
    var archive = folder.resolve("whole.ndjson");
    line.run("export", "archive", archive.toString()).well();
    assertThat(Files.readString(archive)).contains("Task 2");
  }
}
