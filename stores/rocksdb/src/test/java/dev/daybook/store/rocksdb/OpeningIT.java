package dev.daybook.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StreamId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** What opening a log refuses, and how it says so. */
final class OpeningIT {
  @TempDir Path directory;

  @Test
  void a_newer_format_is_refused_naming_both_and_nothing_is_changed() throws Exception {
    var log = directory.resolve("log.rocksdb");
    Logs.write(log, 1);
    Logs.tamper(log, database -> new Batch(database).put(Family.META, Keys.FORMAT, Keys.kind(7)));
    var before = contents(log);
    assertThatThrownBy(() -> Logs.open(log))
        .isInstanceOf(StoreException.Deterministic.class)
        .hasMessageContaining("format 7")
        .hasMessageContaining("up to 1");
    assertThat(contents(log)).isEqualTo(before);
  }

  @Test
  void a_newer_format_with_families_of_its_own_is_refused_as_such() throws Exception {
    var log = directory.resolve("log.rocksdb");
    Logs.write(log, 1);
    Logs.tamper(
        log,
        database -> {
          database.db().createColumnFamily(new ColumnFamilyDescriptor(Keys.ascii("new"))).close();
          return new Batch(database).put(Family.META, Keys.FORMAT, Keys.kind(2));
        });
    assertThatThrownBy(() -> Logs.open(log)).hasMessageContaining("format 2");
  }

  @Test
  void a_foreign_database_and_a_folder_that_is_none_are_refused_and_left_alone() throws Exception {
    var foreign = directory.resolve("foreign");
    try (var options = new Options().setCreateIfMissing(true);
        var other = RocksDB.open(options, foreign.toString())) {
      other.put(Keys.ascii("theirs"), Keys.ascii("kept"));
    }
    var before = contents(foreign);
    assertThatThrownBy(() -> Logs.open(foreign)).hasMessageContaining("not a log of Daybook");
    assertThat(contents(foreign)).isEqualTo(before);
    var pictures = Files.createDirectory(directory.resolve("pictures"));
    Files.writeString(pictures.resolve("cat.jpg"), "a cat");
    assertThatThrownBy(() -> Logs.open(pictures)).hasMessageContaining("not a log of Daybook");
    assertThat(contents(pictures)).containsOnlyKeys("cat.jpg");
    var file = Files.writeString(directory.resolve("text"), "text");
    assertThatThrownBy(() -> Logs.open(file)).hasMessageContaining("is a file");
    assertThat(file).content().isEqualTo("text");
  }

  @Test
  void a_log_whose_table_of_contents_is_gone_is_not_taken_for_a_new_one() throws Exception {
    var log = directory.resolve("log.rocksdb");
    Logs.write(log, 5);
    Files.delete(log.resolve("CURRENT"));
    var before = contents(log);
    assertThatThrownBy(() -> Logs.open(log))
        .isInstanceOf(StoreException.Deterministic.class)
        .hasMessageContaining("is damaged");
    assertThat(contents(log)).isEqualTo(before);
  }

  @Test
  void a_folder_that_may_not_be_written_is_refused_with_a_remedy() {
    var fault =
        new RocksDBException(
            new Status(Status.Code.IOError, Status.SubCode.None, "/x/1.log: Permission denied"));
    assertThat(new Faults(directory).beforeCommit(fault))
        .isInstanceOf(StoreException.Deterministic.class)
        .hasMessageContaining("Give this user");
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    var all = new TreeMap<String, String>();
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        all.put(file.getFileName().toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return all;
  }

  @Test
  void a_place_that_cannot_be_written_is_refused_with_a_remedy() throws IOException {
    var plainFile = Files.writeString(directory.resolve("file"), "not a directory");
    assertThatThrownBy(() -> Logs.open(plainFile.resolve("log.rocksdb")))
        .isInstanceOf(StoreException.Deterministic.class)
        .hasMessageContaining("Name one that can be written");
  }

  @Test
  void a_clock_that_steps_back_does_not_take_recorded_time_with_it() {
    var file = directory.resolve("log.rocksdb");
    var noon = Instant.parse("2026-01-01T12:00:00Z");
    var stream = new StreamId("task", "1");
    try (var log = new RocksdbStoreProvider().open("rocksdb:" + file, () -> noon, Logs.IDS)) {
      log.append(Logs.EVENTS.append(Logs.EVENTS.event(stream)));
    }
    try (var log =
        new RocksdbStoreProvider().open("rocksdb:" + file, () -> noon.minusSeconds(60), Logs.IDS)) {
      log.append(Logs.EVENTS.append(Logs.EVENTS.event(stream)));
      assertThat(log.head().time()).isEqualTo(noon);
    }
  }

  @Test
  void an_unknown_parameter_of_the_url_is_named() {
    assertThatThrownBy(() -> Logs.open(directory.resolve("log.rocksdb"), "?sync=off"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'sync'");
  }
}
