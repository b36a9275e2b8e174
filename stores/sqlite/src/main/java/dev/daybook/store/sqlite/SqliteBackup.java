package dev.daybook.store.sqlite;

import dev.daybook.kernel.archive.Payloads;
import dev.daybook.kernel.log.Archive;
import dev.daybook.kernel.log.Backup;
import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.EventDecoder;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.Page;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A copy of a log's file, of this or an older format, read as it lies. For one caller at a time.
 */
final class SqliteBackup implements Backup {
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  /** A row as it lies in the file. */
  private record Stored(Position position, byte[] hash, byte[] bytes) {}

  private final Path file;
  private final Faults faults;
  private final Session session;
  private final Payloads payloads;
  private final LogHead head;

  private SqliteBackup(Path file, Session session) throws SQLException {
    this.file = file;
    this.faults = new Faults(file);
    this.session = session;
    var archives =
        Schema.requireFormat(session, file) < 2 ? List.<Archive>of() : Shelf.noted(session);
    this.payloads =
        new Payloads(() -> archives, Optional.ofNullable(file.toAbsolutePath().getParent()));
    this.head = readHead();
  }

  /** Whether a file is a SQLite database with the tables of a log. */
  static boolean isOne(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (var in = Files.newInputStream(file)) {
      if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
        return false;
      }
    } catch (IOException unreadable) {
      throw new StoreException.Deterministic(
          file + " cannot be read. Give this user read permission.", unreadable);
    }
    try (var session = new Session(Connections.immutable(file))) {
      return session.number(Sql.HAS_META) == 1;
    } catch (SQLException fault) {
      throw new Faults(file).beforeCommit(fault);
    }
  }

  static SqliteBackup open(Path file) {
    requireClosed(file);
    try {
      var session = new Session(Connections.immutable(file));
      try {
        return new SqliteBackup(file, session);
      } catch (SQLException | RuntimeException failed) {
        session.close();
        throw failed;
      }
    } catch (SQLException fault) {
      throw new Faults(file).beforeCommit(fault);
    }
  }

  private static void requireClosed(Path file) {
    var wal = file.resolveSibling(file.getFileName() + "-wal");
    if (Files.exists(wal)) {
      throw new StoreException.Deterministic(
          file
              + " is a log in use, or one that was not closed, and no backup: its newest events may"
              + " lie in "
              + wal
              + ". Open it as a store, sqlite:"
              + file
              + ", and back it up.",
          null);
    }
  }

  private LogHead readHead() throws SQLException {
    var log = LogId.parse(session.first(row -> row.getString(1), Sql.META, "log").orElseThrow());
    var epoch = session.number(Sql.EPOCH);
    return session
        .first(
            row ->
                new LogHead(
                    log,
                    epoch,
                    new Position(row.getLong(1)),
                    Hash.of(row.getBytes(2)),
                    EventBytes.time(Writer.micros(row.getBytes(3)))),
            Sql.HEAD)
        .orElseGet(() -> new LogHead(log, epoch, Position.START, Hash.ZERO, Instant.EPOCH));
  }

  @Override
  public LogHead head() {
    return head;
  }

  @Override
  public Page read(Position after, int limit) {
    if (limit < 1 || limit > EventLog.MOST_EVENTS_A_PAGE) {
      throw new IllegalArgumentException(
          "A page holds 1 to " + EventLog.MOST_EVENTS_A_PAGE + " events, not " + limit);
    }
    try {
      return page(after, limit);
    } catch (SQLException fault) {
      throw faults.beforeCommit(fault);
    }
  }

  private Page page(Position after, int limit) throws SQLException {
    var events = new ArrayList<RecordedEvent>();
    var at = after;
    var before = after.equals(Position.START) ? Hash.ZERO : hashAt(after);
    try (var rows = session.bind(Sql.PAGE_AFTER, after.value(), limit).executeQuery()) {
      while (rows.next()) {
        var event = event(stored(rows), at.next(), before);
        events.add(event);
        before = event.hash();
        at = event.position();
      }
    }
    return new Page(events, at, !head.position().isAfter(at));
  }

  private Hash hashAt(Position position) throws SQLException {
    if (position.isAfter(head.position())) {
      return head.hash();
    }
    return session
        .first(row -> Hash.of(row.getBytes(1)), Sql.HASH_AT, position.value())
        .orElseThrow(() -> damaged(position, "it is missing"));
  }

  private static Stored stored(ResultSet row) throws SQLException {
    return new Stored(new Position(row.getLong(1)), row.getBytes(2), row.getBytes(3));
  }

  private RecordedEvent event(Stored row, Position due, Hash before) {
    if (!row.position().equals(due)) {
      throw damaged(due, "it is missing");
    }
    var bytes = payloads.whole(due, row.bytes());
    var event = EventReader.decode(due.value(), bytes, row.hash(), new EventDecoder());
    if (!EventBytes.link(before, bytes).equals(event.hash())) {
      throw damaged(due, "its hash does not follow from its content and the event before it");
    }
    return event;
  }

  private StoreException damaged(Position position, String why) {
    return new StoreException.Deterministic(
        "Event %s of the backup %s is damaged: %s. Use another backup; what lies before it is whole."
            .formatted(position, file, why),
        null);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (SQLException fault) {
      throw faults.beforeCommit(fault);
    }
  }
}
