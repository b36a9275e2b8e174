package dev.daybook.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A connection with the statements that were prepared on it. For one thread at a time. */
final class Session implements AutoCloseable {
  private static final int STATEMENTS = 100;

  /** What is made of one row. */
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new LinkedHashMap<>(64, 0.75f, true);

  Session(Connection connection) {
    this.connection = connection;
  }

  /** The statement with these parameters: text, byte arrays and whole numbers. */
  PreparedStatement bind(String sql, Object... parameters) throws SQLException {
    var statement = statement(sql);
    for (var i = 0; i < parameters.length; i++) {
      switch (parameters[i]) {
        case Long number -> statement.setLong(i + 1, number);
        case Integer number -> statement.setInt(i + 1, number);
        case byte[] bytes -> statement.setBytes(i + 1, bytes);
        case String text -> statement.setString(i + 1, text);
        default ->
            throw new IllegalArgumentException("No SQL type for " + parameters[i].getClass());
      }
    }
    return statement;
  }

  PreparedStatement statement(String sql) throws SQLException {
    var known = prepared.get(sql);
    if (known == null || isSpent(known)) {
      known = connection.prepareStatement(sql);
      prepared.put(sql, known);
      if (prepared.size() > STATEMENTS) {
        var eldest = prepared.entrySet().iterator();
        var gone = eldest.next().getValue();
        eldest.remove();
        gone.close();
      }
    }
    return known;
  }

  /** The driver drops a statement that a failing disk has stopped; asked again it only says so. */
  private static boolean isSpent(PreparedStatement statement) {
    try {
      statement.getMetaData();
      return false;
    } catch (SQLException dropped) {
      return true;
    }
  }

  /** Runs a statement; how many rows it wrote. */
  int run(String sql, Object... parameters) throws SQLException {
    return bind(sql, parameters).executeUpdate();
  }

  /** Runs a statement that is not about rows, such as a pragma or a transaction's begin and end. */
  void execute(String sql) throws SQLException {
    statement(sql).execute();
  }

  /** Runs a pragma that counts only when it is prepared anew. */
  void pragma(String setting) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("pragma " + setting);
    }
  }

  <T> Optional<T> first(Row<T> made, String sql, Object... parameters) throws SQLException {
    try (var rows = bind(sql, parameters).executeQuery()) {
      return rows.next() ? Optional.of(made.of(rows)) : Optional.empty();
    }
  }

  long number(String sql, Object... parameters) throws SQLException {
    return first(row -> row.getLong(1), sql, parameters).orElse(0L);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
