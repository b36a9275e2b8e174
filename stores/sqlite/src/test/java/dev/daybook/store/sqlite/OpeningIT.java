package dev.daybook.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StreamId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What opening a log refuses, and how it says so. */
final class OpeningIT {
  @TempDir Path directory;

  @Test
  void a_foreign_database_and_a_file_that_is_none_are_refused_and_left_alone() throws Exception {
    var foreign = directory.resolve("foreign.sqlite");
    Logs.tamper(foreign, "create table other (x)");
    assertThatThrownBy(() -> Logs.open(foreign)).hasMessageContaining("not a log of Daybook");
    var text =
        Files.writeString(
            directory.resolve("text.sqlite"),
            "this is no database, only a long enough line of text\n".repeat(40));
    assertThatThrownBy(() -> Logs.open(text)).isInstanceOf(StoreException.Deterministic.class);
    assertThat(text).content().startsWith("this is no database");
  }

  @Test
  void a_place_that_cannot_be_written_is_refused_with_a_remedy() throws IOException {
    var plainFile = Files.writeString(directory.resolve("file"), "not a directory");
    assertThatThrownBy(() -> Logs.open(plainFile.resolve("log.sqlite")))
        .isInstanceOf(StoreException.Deterministic.class)
        .hasMessageContaining("Name one that can be written");
  }

  @Test
  void a_clock_that_steps_back_does_not_take_recorded_time_with_it() {
    var file = directory.resolve("log.sqlite");
    var noon = Instant.parse("2026-01-01T12:00:00Z");
    var stream = new StreamId("task", "1");
    try (var log = new SqliteStoreProvider().open("sqlite:" + file, () -> noon, Logs.IDS)) {
      log.append(Logs.EVENTS.append(Logs.EVENTS.event(stream)));
    }
    try (var log =
        new SqliteStoreProvider().open("sqlite:" + file, () -> noon.minusSeconds(60), Logs.IDS)) {
      log.append(Logs.EVENTS.append(Logs.EVENTS.event(stream)));
      assertThat(log.head().time()).isEqualTo(noon);
    }
  }

  @Test
  void an_unknown_parameter_of_the_url_is_named() {
    assertThatThrownBy(() -> Logs.open(directory.resolve("log.sqlite"), "?sync=off"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'sync'");
  }
}
