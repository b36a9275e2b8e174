package dev.daybook.bench.sqlite;

import dev.daybook.bench.limit.Limit;
import dev.daybook.bench.limit.Row;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.sqlite.JDBC;

/** One table, plain JDBC, one transaction a call, WAL and FULL. */
final class PlainTable implements Limit {
  private static final int ROWS_A_STATEMENT = 100;
  private static final int COLUMNS = 6;

  private final Connection connection;
  private final PreparedStatement begin;
  private final PreparedStatement commit;
  private final PreparedStatement insert;
  private final PreparedStatement insertMany;
  private final PreparedStatement stream;
  private final PreparedStatement all;
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
    insertMany =
        connection.prepareStatement(
            "insert into event values (?, ?, ?, ?, ?, ?)"
                + ", (?, ?, ?, ?, ?, ?)".repeat(ROWS_A_STATEMENT - 1));
    stream =
        connection.prepareStatement(
            "select data, rest from event where stream = ? order by version");
    all = connection.prepareStatement("select data, rest from event order by position");
  }

  @Override
  public void write(List<Row> rows) throws SQLException {
    begin.execute();
    for (var row : rows) {
      put(insert, 0, row);
      insert.executeUpdate();
    }
    commit.execute();
  }

  @Override
  public void bulk(List<Row> rows) throws SQLException {
    begin.execute();
    var next = 0;
    for (; next + ROWS_A_STATEMENT <= rows.size(); next += ROWS_A_STATEMENT) {
      for (var each = 0; each < ROWS_A_STATEMENT; each++) {
        put(insertMany, each * COLUMNS, rows.get(next + each));
      }
      insertMany.executeUpdate();
    }
    for (; next < rows.size(); next++) {
      put(insert, 0, rows.get(next));
      insert.executeUpdate();
    }
    commit.execute();
  }

  private void put(PreparedStatement statement, int before, Row row) throws SQLException {
    statement.setLong(before + 1, ++position);
    statement.setString(before + 2, row.stream());
    statement.setLong(before + 3, row.version());
    statement.setString(before + 4, Row.TYPE);
    statement.setBytes(before + 5, row.data());
    statement.setBytes(before + 6, row.rest());
  }

  @Override
  public long stream(String name, Consumer<byte[]> payload) throws SQLException {
    stream.setString(1, name);
    return each(stream, payload);
  }

  @Override
  public long all(Consumer<byte[]> payload) throws SQLException {
    return each(all, payload);
  }

  private static long each(PreparedStatement query, Consumer<byte[]> payload) throws SQLException {
    var count = 0L;
    try (var rows = query.executeQuery()) {
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
