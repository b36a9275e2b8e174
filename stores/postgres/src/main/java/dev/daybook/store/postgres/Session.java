package dev.daybook.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Statements on a connection. For one thread at a time. */
record Session(Connection connection, Sql sql) {
  /** What is made of one row. */
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** Runs a statement; how many rows it wrote. */
  int run(String text, Object... parameters) throws SQLException {
    try (var statement = bound(text, parameters)) {
      return statement.executeUpdate();
    }
  }

  <T> List<T> rows(Row<T> made, String text, Object... parameters) throws SQLException {
    try (var statement = bound(text, parameters);
        var rows = statement.executeQuery()) {
      var list = new ArrayList<T>();
      while (rows.next()) {
        list.add(made.of(rows));
      }
      return list;
    }
  }

  <T> Optional<T> first(Row<T> made, String text, Object... parameters) throws SQLException {
    try (var statement = bound(text, parameters);
        var rows = statement.executeQuery()) {
      return rows.next() ? Optional.of(made.of(rows)) : Optional.empty();
    }
  }

  private PreparedStatement bound(String text, Object... parameters) throws SQLException {
    var statement = connection.prepareStatement(text);
    try {
      for (var i = 0; i < parameters.length; i++) {
        bind(statement, i + 1, parameters[i]);
      }
      return statement;
    } catch (SQLException | RuntimeException failed) {
      statement.close();
      throw failed;
    }
  }

  private void bind(PreparedStatement statement, int at, Object value) throws SQLException {
    switch (value) {
      case Long number -> statement.setLong(at, number);
      case Integer number -> statement.setInt(at, number);
      case byte[] bytes -> statement.setBytes(at, bytes);
      case String text -> statement.setString(at, text);
      case Boolean truth -> statement.setBoolean(at, truth);
      case Long[] numbers -> statement.setArray(at, connection.createArrayOf("int8", numbers));
      case Integer[] numbers -> statement.setArray(at, connection.createArrayOf("int4", numbers));
      case String[] texts -> statement.setArray(at, connection.createArrayOf("text", texts));
      case UUID[] ids -> statement.setArray(at, connection.createArrayOf("uuid", ids));
      case byte[][] many -> statement.setArray(at, connection.createArrayOf("bytea", many));
      default -> statement.setObject(at, value);
    }
  }
}
