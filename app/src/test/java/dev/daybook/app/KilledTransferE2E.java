package dev.daybook.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.EventId;
import dev.daybook.kernel.log.EventType;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.NewEvent;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Provenance;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.memory.MemoryLog;
import dev.daybook.runtime.transfer.LogExport;
import dev.daybook.runtime.transfer.Progress;
import dev.daybook.testkit.Eventually;
import dev.daybook.testkit.SeededIds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An import that is killed on the way goes on when it is repeated. */
class KilledTransferE2E {
  private static final int EVENTS = 30_000;
  private static final int AN_APPEND = 3;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(StoreInTest.class)
  void a_killed_import_goes_on_where_it_ended(StoreInTest kind) throws IOException {
    var archive = archive();
    var file = Files.write(folder.resolve("log.ndjson"), archive);
    var data = Files.createDirectories(folder.resolve("data"));
    var store = kind.url(folder);

    try (var program = ProgramInTest.running(data, "import", "archive", "-", "--store", store)) {
      program.input().write(archive, 0, archive.length * 3 / 4);
      program.input().flush();
      Eventually.seen(
          "progress of the import",
          Duration.ofSeconds(60),
          program::complaints,
          said -> said.contains(" of 30,000 events"));
      program.kill();
    }

    var line = Line.on(data, store);
    var half = line.json("verify");
    assertThat(half.path("clean").asBoolean()).isTrue();
    assertThat(half.path("head").asInt())
        .isBetween(1, EVENTS - 1)
        .matches(at -> at % AN_APPEND == 0);
    assertThat(line.run("task", "create", "--name", "Too early").code())
        .as("a log that is not whole takes no writes")
        .isNotZero();
    var restored = line.json("import", "archive", file.toString());
    assertThat(restored.path("position").asInt()).isEqualTo(EVENTS);
    assertThat(line.json("verify").path("clean").asBoolean()).isTrue();
    var again = folder.resolve("again.ndjson");
    line.run("export", "archive", again.toString()).well();
    assertThat(Files.readAllLines(again).subList(1, EVENTS + 1))
        .isEqualTo(Files.readAllLines(file).subList(1, EVENTS + 1));
  }

  private static byte[] archive() throws IOException {
    var ids = new SeededIds(5);
    try (var log = new MemoryLog(ids, Clock.systemUTC())) {
      for (var i = 0; i < EVENTS / AN_APPEND; i++) {
        var stream = new StreamId("note", "n" + i % 500);
        log.append(
            new Append(
                new AppendId(ids.next()),
                IntStream.range(0, AN_APPEND)
                    .mapToObj(n ->
                        new NewEvent(
                            stream,
                            new EventId(ids.next()),
                            new EventType("note.added", 1),
                            Set.of(),
                            JsonBytes.of("{\"text\":\"" + "x".repeat(200) + n + "\"}"),
                            JsonBytes.EMPTY))
                    .toList(),
                List.of(),
                new Provenance(Actor.SYSTEM, "c", null, "test")));
      }
      var out = new ByteArrayOutputStream();
      LogExport.of(log, Clock.systemUTC().instant()).write(out, Position.START, Progress.NONE);
      return out.toByteArray();
    }
  }
}
