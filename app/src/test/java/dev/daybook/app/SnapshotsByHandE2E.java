package dev.daybook.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Snapshots dropped and made again from the command line, with a server and without one. */
class SnapshotsByHandE2E {
  private static final int COMMENTS = 250;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(StoreInTest.class)
  void dropped_snapshots_are_made_again(StoreInTest kind) {
    var data = folder.resolve("data");
    var url = kind.url(folder);
    var line = Line.on(data, url);
    try (var server = ServerInTest.on(data, url)) {
      var task = server.owner().task("Long").path("id").asString();
      server.owner().post("/api/commands", Map.of("commands", comments(task))).done();
    }
    line.run("snapshots", "drop").well();
    assertThat(line.run("snapshots", "rebuild").well().out()).contains("Made 2 snapshots.");
    assertThat(made(line)).as("they are there").isZero();
    assertThat(line.json("snapshots", "drop").path("dropped").asInt()).isEqualTo(2);

    try (var _ = ServerInTest.on(data, url)) {
      assertThat(made(line)).as("by the server").isEqualTo(2);
      assertThat(made(line)).isZero();
    }
    assertThat(line.json("verify").path("clean").asBoolean()).isTrue();
  }

  private static int made(Line line) {
    return line.json("snapshots", "rebuild").path("made").asInt(-1);
  }

  private static List<Map<String, Object>> comments(String task) {
    return IntStream.range(0, COMMENTS)
        .mapToObj(i ->
            Map.<String, Object>of(
                "command", "task.comment", "payload", Map.of("task", task, "text", "Number " + i)))
        .toList();
  }
}
