package dev.daybook.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daybook.kernel.files.FileUrl;
import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.NewEvent;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Receipt;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.Snapshot;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import dev.daybook.kernel.sequencer.SequencedLog;
import dev.daybook.kernel.verify.Verifier;
import dev.daybook.testkit.Together;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No room left, a write-ahead log that cannot be emptied, places that cannot be written. */
final class RoomIT {
  private static final StreamId ONE = new StreamId("task", "1");

  @TempDir Path directory;
  private final AtomicReference<Connection> writing = new AtomicReference<>();

  @Test
  void without_room_appends_are_rolled_back_and_go_on_when_there_is_some() throws SQLException {
    var receipts = new ArrayList<Receipt>();
    try (var log = open()) {
      pages(60);
      var full = fill(log, receipts);
      assertThat(full).hasMessageContaining("full").hasMessageContaining("Make room");
      assertThat(full.retryable()).isTrue();
      assertThat(receipts).hasSizeGreaterThan(5);
      var before = all(log);
      assertThat(before).hasSize(receipts.size());
      assertThat(log.head().position()).isEqualTo(receipts.getLast().last());
      assertThatThrownBy(() -> log.snapshots().orElseThrow().save(large(log.version(ONE))))
          .isInstanceOf(StoreException.RolledBack.class);
      assertThat(all(log)).isEqualTo(before);
      pages(10_000);
      assertThat(log.append(Logs.EVENTS.append(large()))).isInstanceOf(AppendResult.Appended.class);
      assertThat(all(log)).startsWith(before.toArray(RecordedEvent[]::new));
      assertThat(Verifier.of(log).verify().findings()).isEmpty();
    }
    try (var log = Logs.open(file())) {
      receipts.forEach(receipt -> assertThat(log.lookup(receipt.append())).contains(receipt));
    }
  }

  @Test
  void sixteen_that_write_without_room_are_told_so_and_lose_nothing_acknowledged()
      throws SQLException {
    var receipts = new ArrayList<Receipt>();
    try (var log = open()) {
      pages(150);
      Together.run(
              16,
              thread -> {
                var mine = new ArrayList<Receipt>();
                assertThat(fill(log, mine)).isInstanceOf(StoreException.RolledBack.class);
                return mine;
              })
          .forEach(receipts::addAll);
      pages(10_000);
      write(log, receipts);
      assertThat(all(log)).hasSize(receipts.size());
      assertThat(Verifier.of(log).verify().findings()).isEmpty();
    }
    try (var log = Logs.open(file())) {
      receipts.forEach(receipt -> assertThat(log.lookup(receipt.append())).contains(receipt));
    }
  }

  @Test
  void the_indexes_need_room_too_and_catch_up_when_there_is_some() throws SQLException {
    try (var log = open()) {
      var written = new ArrayList<Receipt>();
      while (log.head().position().value() < 500) {
        write(log, written, Logs.EVENTS.event(ONE));
      }
      pages((int) Logs.number(file(), "pragma page_count"));
      assertThatThrownBy(
              () -> {
                while (true) {
                  write(log, written, Logs.EVENTS.event(ONE));
                }
              })
          .isInstanceOf(StoreException.RolledBack.class);
      pages(10_000);
      while (log.head().position().value() < 1_200) {
        write(log, written, Logs.EVENTS.event(ONE));
      }
      assertThat(all(log)).hasSize(1_200);
      assertThat(log.version(ONE)).isEqualTo(new Version(1_200));
      assertThat(Verifier.of(log).verify().findings()).isEmpty();
      for (var receipt : List.of(written.getFirst(), written.get(510), written.getLast())) {
        assertThat(log.lookup(receipt.append())).contains(receipt);
      }
    }
  }

  @Test
  void a_write_ahead_log_that_a_reader_kept_from_being_emptied_shrinks_again() throws Exception {
    try (var log = open()) {
      write(log, new ArrayList<>());
      try (var reader = DriverManager.getConnection("jdbc:sqlite:" + file());
          var statement = reader.createStatement()) {
        statement.execute("begin");
        statement.executeQuery("select count(*) from event").close();
        for (var i = 0; i < 700; i++) {
          write(log, new ArrayList<>());
        }
        assertThat(Files.size(wal())).isGreaterThan(Connections.WAL_KEPT);
        statement.execute("commit");
      }
      for (var i = 0; i < 20; i++) {
        write(log, new ArrayList<>());
      }
      assertThat(Files.size(wal())).isLessThanOrEqualTo(Connections.WAL_KEPT);
      assertThat(all(log)).hasSize(721);
    }
    assertThat(wal().toFile().length()).isZero();
  }

  @Test
  void a_place_that_this_user_may_not_write_to_is_refused_with_a_remedy() throws Exception {
    Files.createDirectory(wal());
    assertThatThrownBy(() -> Logs.open(file()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file().toString());
    Files.delete(wal());
    Files.deleteIfExists(file());
    assertThat(directory.toFile().setWritable(false)).isTrue();
    try {
      if (Files.isWritable(directory)) { // the administrator may, whatever is set
        Logs.open(file()).close();
      } else {
        assertThatThrownBy(() -> Logs.open(file()))
            .isInstanceOf(StoreException.Deterministic.class)
            .hasMessageContaining(directory.toString());
      }
    } finally {
      assertThat(directory.toFile().setWritable(true)).isTrue();
    }
  }

  @Test
  void a_file_that_may_only_be_read_is_refused_and_left_as_it_is() throws Exception {
    Logs.write(file(), 3);
    var before = Files.readAllBytes(file());
    assertThat(file().toFile().setWritable(false)).isTrue();
    if (Files.isWritable(file())) {
      Logs.open(file()).close();
    } else {
      assertThatThrownBy(() -> Logs.open(file()))
          .isInstanceOf(StoreException.Deterministic.class)
          .hasMessageContaining("write permission");
      assertThat(file()).binaryContent().isEqualTo(before);
    }
  }

  private EventLog open() {
    var url = new FileUrl(file(), FileUrl.Synchronous.NORMAL, Duration.ZERO);
    var log =
        SqliteLog.open(
            url,
            Logs.IDS,
            (path, synchronous) -> {
              var connection = Connections.writing(path, synchronous);
              writing.set(connection);
              return connection;
            });
    return SequencedLog.over(log, InstantSource.system());
  }

  /** As if the disk had room for so many pages of the file. */
  private void pages(int most) throws SQLException {
    try (var statement = writing.get().createStatement()) {
      statement.execute("pragma max_page_count = " + most);
    }
  }

  private static StoreException fill(EventLog log, List<Receipt> receipts) {
    try {
      while (true) {
        write(log, receipts);
      }
    } catch (StoreException full) {
      return full;
    }
  }

  private static void write(EventLog log, List<Receipt> receipts) {
    write(log, receipts, large());
  }

  private static void write(EventLog log, List<Receipt> receipts, NewEvent event) {
    receipts.add(((AppendResult.Appended) log.append(Logs.EVENTS.append(event))).receipt());
  }

  private static NewEvent large() {
    var like = Logs.EVENTS.event(ONE);
    var data = JsonBytes.of("\"" + "x".repeat(12_000) + "\"");
    return Logs.EVENTS.event(ONE, like.type(), like.tags(), data, JsonBytes.EMPTY);
  }

  private static Snapshot large(Version version) {
    return new Snapshot(
        ONE, version, Instant.EPOCH, JsonBytes.of("\"" + "x".repeat(200_000) + "\""));
  }

  private static List<RecordedEvent> all(EventLog log) {
    return log.read(EventQuery.all(), Position.START, Direction.FORWARD, 10_000).events();
  }

  private Path file() {
    return directory.resolve("log.sqlite");
  }

  private Path wal() {
    return directory.resolve("log.sqlite-wal");
  }
}
