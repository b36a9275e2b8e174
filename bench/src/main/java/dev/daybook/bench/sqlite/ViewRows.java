package dev.daybook.bench.sqlite;

import dev.daybook.kernel.view.View;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;

/** The rows that stand in the tables of a view, to be written again by plain code. */
public final class ViewRows {
  /** Rows in one transaction: as many as the events that a view folds in one at most. */
  public static final int AT_ONCE = 20_000;

  private static final int ROWS_A_STATEMENT = 100;

  private final List<String> schema;
  private final List<Table> tables;
  private final long bytes;

  private record Table(String name, int columns, List<@Nullable Object[]> rows) {
    String insert(int count) {
      var row = "(" + String.join(", ", Collections.nCopies(columns, "?")) + ")";
      return "insert into "
          + name
          + " values "
          + String.join(", ", Collections.nCopies(count, row));
    }
  }

  private ViewRows(List<String> schema, List<Table> tables, long bytes) {
    this.schema = schema;
    this.tables = tables;
    this.bytes = bytes;
  }

  /** Reads them all from a file. */
  public static ViewRows of(Path file, View view) throws SQLException {
    try (var connection = open(file)) {
      var tables = new ArrayList<Table>();
      for (var name : view.tables()) {
        tables.add(table(name, connection));
      }
      return new ViewRows(
          view.schema(),
          tables,
          number("page_count", connection) * number("page_size", connection));
    }
  }

  private static Table table(String name, Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var found = statement.executeQuery("select * from " + name + " order by rowid")) {
      var columns = found.getMetaData().getColumnCount();
      var rows = new ArrayList<@Nullable Object[]>();
      while (found.next()) {
        var row = new @Nullable Object[columns];
        for (var column = 0; column < columns; column++) {
          row[column] = found.getObject(column + 1);
        }
        rows.add(row);
      }
      return new Table(name, columns, rows);
    }
  }

  private static long number(String pragma, Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var found = statement.executeQuery("pragma " + pragma)) {
      return found.getLong(1);
    }
  }

  /** As views are opened. */
  private static Connection open(Path file) throws SQLException {
    var settings = new Properties();
    settings.setProperty("journal_mode", "WAL");
    settings.setProperty("synchronous", "NORMAL");
    settings.setProperty("temp_store", "MEMORY");
    settings.setProperty("jdbc.get_generated_keys", "false");
    return JDBC.createConnection("jdbc:sqlite:" + file, settings);
  }

  public long count() {
    return tables.stream().mapToLong(table -> table.rows().size()).sum();
  }

  /** How large the file was, indexes and all. */
  public long bytes() {
    return bytes;
  }

  /** How many there are in each table. */
  @Override
  public String toString() {
    return tables.stream()
        .map(table -> String.format(Locale.ROOT, "%,d %s", table.rows().size(), table.name()))
        .collect(Collectors.joining(", "));
  }

  /** Opens a file that is not there yet. */
  public Writing into(Path file) throws SQLException {
    return new Writing(open(file));
  }

  /** Tables and rows, written once. */
  public final class Writing implements AutoCloseable {
    private final Connection connection;

    private Writing(Connection connection) {
      this.connection = connection;
    }

    /** Makes the tables with their indexes and writes the rows; committed when it returns. */
    public void run() throws SQLException {
      try (var statement = connection.createStatement()) {
        for (var sql : schema) {
          statement.execute(sql);
        }
      }
      connection.setAutoCommit(false);
      for (var table : tables) {
        write(table);
      }
    }

    private void write(Table table) throws SQLException {
      var rows = table.rows();
      try (var many = connection.prepareStatement(table.insert(ROWS_A_STATEMENT));
          var one = connection.prepareStatement(table.insert(1))) {
        for (var from = 0; from < rows.size(); from += AT_ONCE) {
          var end = Math.min(from + AT_ONCE, rows.size());
          var next = from;
          for (; next + ROWS_A_STATEMENT <= end; next += ROWS_A_STATEMENT) {
            for (var each = 0; each < ROWS_A_STATEMENT; each++) {
              put(many, each * table.columns(), rows.get(next + each));
            }
            many.executeUpdate();
          }
          for (; next < end; next++) {
            put(one, 0, rows.get(next));
            one.executeUpdate();
          }
          connection.commit();
        }
      }
    }

    private static void put(PreparedStatement statement, int before, @Nullable Object[] row)
        throws SQLException {
      for (var column = 0; column < row.length; column++) {
        statement.setObject(before + column + 1, row[column]);
      }
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
