package dev.daybook.store.sqlite;

import dev.daybook.kernel.Uuid7;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.testkit.Events;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;

/** Logs for the fault tests, and a way around them. */
final class Logs {
  static final Uuid7 IDS = new Uuid7(InstantSource.system());
  static final Events EVENTS = new Events(IDS);

  private Logs() {}

  static EventLog open(Path file) {
    return open(file, "?wait=0");
  }

  static EventLog open(Path file, String parameters) {
    return new SqliteStoreProvider()
        .open("sqlite:" + file + parameters, InstantSource.system(), IDS);
  }

  /** A closed log of so many events, one an append. */
  static void write(Path file, int events) {
    try (var log = open(file, "?wait=0&synchronous=normal")) {
      for (var i = 0; i < events; i++) {
        log.append(EVENTS.append(EVENTS.event(new StreamId("task", "t" + i % 7))));
      }
    }
  }

  /** Runs a statement on the file itself, as somebody with a database tool would. */
  static void tamper(Path file, String... statements) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The first number of a query on the file itself. */
  static long number(Path file, String query) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Flips one byte of a column of an event. */
  static void flip(Path file, String column, long position, int at) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var read =
            connection.prepareStatement(
                "select " + column + " from event where position = " + position);
        var rows = read.executeQuery()) {
      rows.next();
      var bytes = rows.getBytes(1);
      rows.close();
      bytes[at % bytes.length] ^= 1;
      try (var write =
          connection.prepareStatement(
              "update event set " + column + " = ? where position = " + position)) {
        write.setBytes(1, bytes);
        write.executeUpdate();
      }
    }
  }
}
