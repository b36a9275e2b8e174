package dev.daybook.store.sqlite;

import dev.daybook.kernel.files.FileUrl;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.sqlite.JDBC;

/** How connections to a log's file are opened. */
final class Connections {
  /** Opens the connection that writes. */
  interface Writing {
    Connection to(Path file, FileUrl.Synchronous synchronous) throws SQLException;
  }

  private static final String PAGE_SIZE = "4096";

  /** A write-ahead log that grew beyond this, because somebody read for long, shrinks again. */
  static final long WAL_KEPT = 8 << 20;

  private static final String BUSY_MILLIS = "5000";

  private Connections() {}

  /** The one that writes. */
  static Connection writing(Path file, FileUrl.Synchronous synchronous) throws SQLException {
    var settings = settings();
    settings.setProperty("page_size", PAGE_SIZE);
    settings.setProperty("journal_mode", "WAL");
    settings.setProperty("synchronous", synchronous.name());
    var connection = open(file, settings);
    try (var statement = connection.createStatement()) {
      statement.execute(
          "pragma fullfsync = on"); // means something on macOS only, and there it is what durable
      // means
      statement.execute("pragma checkpoint_fullfsync = on");
      statement.execute("pragma wal_autocheckpoint = 1000");
      statement.execute("pragma journal_size_limit = " + WAL_KEPT);
      statement.execute("pragma cache_size = -16000");
      statement.execute(
          "pragma temp_store = memory"); // else a statement of many rows keeps its undo in a file
      statement.execute(
          "pragma recursive_triggers = on"); // without it, replace would slip past the delete
      // triggers
    }
    return connection;
  }

  /** One that can only read. */
  static Connection reading(Path file) throws SQLException {
    var settings = settings();
    settings.setProperty("open_mode", "1");
    var connection = open(file, settings);
    try (var statement = connection.createStatement()) {
      statement.execute("pragma query_only = on");
      statement.execute("pragma cache_size = -4000");
    }
    return connection;
  }

  /** One that copies the whole database into another file; into this one it cannot write. */
  static Connection copying(Path file) throws SQLException {
    var settings = settings();
    settings.setProperty("open_mode", "1");
    return open(file, settings);
  }

  /** One that reads a file that nobody writes, and leaves nothing beside it. */
  static Connection immutable(Path file) throws SQLException {
    var settings = settings();
    settings.setProperty("open_mode", Integer.toString(1 | 0x40)); // read only, given as a URI
    var uri = file.toUri().toString().replace("file:///", "file:/");
    return JDBC.createConnection("jdbc:sqlite:" + uri + "?immutable=1", settings);
  }

  private static Connection open(Path file, Properties settings) throws SQLException {
    return JDBC.createConnection("jdbc:sqlite:" + file, settings);
  }

  private static Properties settings() {
    var settings = new Properties();
    settings.setProperty("busy_timeout", BUSY_MILLIS);
    settings.setProperty("jdbc.get_generated_keys", "false");
    return settings;
  }
}
