package dev.daybook.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Consumer;
import org.sqlite.JDBC;

/**
 * The limit: the simplest table that holds the same payload bytes, written and read by plain JDBC,
 * FULL and WAL.
 */
final class PlainTable implements AutoCloseable {
  private final Connection connection;
  private final PreparedStatement begin;
  private final PreparedStatement commit;
  private final PreparedStatement insert;
  private long position;

  PlainTable(Path file) throws SQLException {
    var settings = new Properties();
    settings.setProperty("journal_mode", "WAL");
    settings.setProperty("synchronous", "FULL");
    settings.setProperty("jdbc.get_generated_keys", "false");
    connection = JDBC.createConnection("jdbc:sqlite:" + file, settings);
    try (var statement = connection.createStatement()) {
      statement.execute(
          "create table event (position integer primary key, stream text not null, version integer"
              + " not null, type text not null, data blob not null, rest blob not null, unique"
              + " (stream, version))");
    }
    begin = connection.prepareStatement("begin immediate");
    commit = connection.prepareStatement("commit");
    insert = connection.prepareStatement("insert into event values (?, ?, ?, ?, ?, ?)");
  }

  void begin() throws SQLException {
    begin.execute();
  }

  void commit() throws SQLException {
    commit.execute();
  }

  void insert(String stream, long version, byte[] data, byte[] rest) throws SQLException {
    insert.setLong(1, ++position);
    insert.setString(2, stream);
    insert.setLong(3, version);
    insert.setString(4, "bench.happened");
    insert.setBytes(5, data);
    insert.setBytes(6, rest);
    insert.executeUpdate();
  }

  /** The payloads of a stream, in order. */
  long stream(String stream, Consumer<byte[]> payload) throws SQLException {
    return each(
        "select data, rest from event where stream = '" + stream + "' order by version", payload);
  }

  /** All payloads, in order. */
  long all(Consumer<byte[]> payload) throws SQLException {
    return each("select data, rest from event order by position", payload);
  }

  private long each(String sql, Consumer<byte[]> payload) throws SQLException {
    var count = 0L;
    try (var statement = connection.prepareStatement(sql);
        var rows = statement.executeQuery()) {
      while (rows.next()) {
        payload.accept(rows.getBytes(1));
        rows.getBytes(2);
        count++;
      }
    }
    return count;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
