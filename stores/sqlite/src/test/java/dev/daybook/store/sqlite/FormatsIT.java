package dev.daybook.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import dev.daybook.kernel.verify.Verifier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that format 1 was written in, kept as it was, and what this program makes of it. */
final class FormatsIT {
  private static final String HEAD =
      "43febb70966ad9956f3fc907b6db36925969e69a744ac02b45818838cd224ac4";

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void a_log_of_format_one() throws IOException {
    file = directory.resolve("log.sqlite");
    try (InputStream old = FormatsIT.class.getResourceAsStream("/format-1.sqlite")) {
      Files.copy(Objects.requireNonNull(old), file);
    }
  }

  @Test
  void it_is_the_same_log_in_the_format_of_today() throws Exception {
    try (var log = Logs.open(file)) {
      assertThat(log.head().position()).isEqualTo(new Position(24));
      assertThat(log.head().hash()).hasToString(HEAD);
      assertThat(Verifier.of(log).verify().findings()).isEmpty();
      var red = EventQuery.all().tagged(Tag.of("colour", "red"));
      assertThat(log.read(red, Position.START, Direction.FORWARD, 100).events()).hasSize(6);
      assertThat(log.statistics().byCategory())
          .containsEntry("task", 12L)
          .containsEntry("note", 12L);
      var first = log.at(new Position(1)).orElseThrow();
      assertThat(log.lookup(first.appendId())).isPresent();
      assertThat(log.append(Logs.EVENTS.append(Logs.EVENTS.event(new StreamId("note", "n")))))
          .isInstanceOf(AppendResult.Appended.class);
      log.archives()
          .orElseThrow()
          .archive(new Position(1), new Position(24), directory.resolve("old"));
    }
    try (var log = Logs.open(file)) {
      assertThat(log.head().position()).isEqualTo(new Position(25));
      assertThat(Verifier.of(log).verify().findings()).isEmpty();
    }
    assertThat(Logs.number(file, "select value from meta where name = 'format'"))
        .isEqualTo(Sql.FORMAT);
    assertThat(Logs.number(file, "select count(*) from sqlite_master"))
        .as("tables, indexes and triggers, as of a new file")
        .isEqualTo(objectsOfANewFile());
  }

  @Test
  void a_backup_of_format_one_is_read_and_left_as_it_is() throws IOException {
    var before = Files.readAllBytes(file);
    try (var backup = new SqliteStoreProvider().openBackup(file).orElseThrow()) {
      assertThat(backup.head().hash()).hasToString(HEAD);
      assertThat(backup.read(Position.START, 100).events()).hasSize(24);
    }
    assertThat(file).binaryContent().isEqualTo(before);
  }

  @Test
  void a_newer_format_is_refused_naming_both() throws Exception {
    Logs.tamper(file, "update meta set value = 7 where name = 'format'");
    assertThatThrownBy(() -> Logs.open(file))
        .isInstanceOf(StoreException.Deterministic.class)
        .hasMessageContaining("format 7")
        .hasMessageContaining("up to " + Sql.FORMAT);
    assertThatThrownBy(() -> new SqliteStoreProvider().openBackup(file))
        .isInstanceOf(StoreException.Deterministic.class)
        .hasMessageContaining("format 7");
    assertThat(Logs.number(file, "select value from meta where name = 'format'")).isEqualTo(7);
  }

  private long objectsOfANewFile() throws Exception {
    var fresh = directory.resolve("fresh.sqlite");
    Logs.write(fresh, 1);
    return Logs.number(fresh, "select count(*) from sqlite_master");
  }
}
