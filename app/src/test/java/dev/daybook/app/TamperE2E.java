package dev.daybook.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What somebody does to a copy of the data directory behind Daybook's back, {@code daybook verify}
 * finds.
 */
class TamperE2E {
  private static final int TASKS = 60;
  private static final int FLIPPED = 20;

  @TempDir Path folder;
  private Path head;
  private Path copy;
  private long events;

  @BeforeEach
  void work_and_copy() throws IOException {
    var data = folder.resolve("data");
    head = folder.resolve("head.json");
    copy = folder.resolve("copy");
    try (var server = ServerInTest.on(data)) {
      for (var i = 0; i < TASKS; i++) {
        var task = server.owner().task("Task " + i).path("id").asString();
        server.owner().post("/api/tasks/" + task + "/start", Map.of()).done();
      }
      events = server.head();
      Line.on(data).run("verify", "--export-head", head.toString()).well();
    }
    try (var files = Files.walk(data)) {
      for (var file : files.toList()) {
        Files.copy(file, copy.resolve(data.relativize(file)));
      }
    }
    assertThat(Line.on(copy).json("verify", "--against", head.toString()).path("checked").asLong())
        .isEqualTo(events);
  }

  @Test
  void one_byte_flipped_in_each_of_twenty_events_names_each_position() throws SQLException {
    var random = new Random(20);
    var chosen = new TreeSet<Long>();
    while (chosen.size() < FLIPPED) {
      chosen.add(1 + (long) random.nextInt((int) events));
    }
    try (var file = file()) {
      execute(file, "drop trigger event_no_update");
      for (var position : chosen) {
        flip(file, position, random.nextInt(1 << 16));
      }
    }

    var ran = ProgramInTest.run(copy, "verify");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out().lines().filter(line -> line.startsWith("position ")))
        .extracting(line -> Long.valueOf(line.substring("position ".length(), line.indexOf(':'))))
        .containsExactlyElementsOf(chosen);
    assertThat(ran.out()).contains("20 findings in " + events + " events");
    assertThat(findings("verify")).hasSize(FLIPPED);
  }

  @Test
  void a_cut_tail_is_found_by_the_head_that_was_exported_before() throws SQLException {
    try (var file = file()) {
      execute(file, "drop trigger event_no_delete");
      execute(file, "delete from event where position > " + (events - 7));
    }

    assertThat(findings("verify")).as("the chain alone cannot show it").isEmpty();
    assertThat(findings("verify", "--against", head.toString()))
        .singleElement()
        .satisfies(finding -> assertThat(finding.path("problem").asString()).isEqualTo("cut_tail"));
    var ran = ProgramInTest.run(copy, "verify", "--against", head.toString());
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .startsWith("position " + events + ": cut_tail: the log ends at " + (events - 7));
  }

  private Iterable<JsonNode> findings(String... line) {
    var arguments = java.util.Arrays.copyOf(line, line.length + 1);
    arguments[line.length] = "--json";
    var ran = Line.on(copy).run(arguments);
    assertThat(ran.code()).isEqualTo(ran.json().path("clean").asBoolean() ? 0 : 1);
    return ran.json().path("findings");
  }

  private Connection file() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + copy.resolve("log.sqlite"));
  }

  private static void execute(Connection file, String sql) throws SQLException {
    try (var statement = file.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void flip(Connection file, long position, int at) throws SQLException {
    try (var read = file.prepareStatement("select bytes from event where position = ?");
        var write = file.prepareStatement("update event set bytes = ? where position = ?")) {
      read.setLong(1, position);
      byte[] bytes;
      try (var rows = read.executeQuery()) {
        rows.next();
        bytes = rows.getBytes(1);
      }
      bytes[at % bytes.length] ^= 1;
      write.setBytes(1, bytes);
      write.setLong(2, position);
      write.executeUpdate();
    }
  }
}
