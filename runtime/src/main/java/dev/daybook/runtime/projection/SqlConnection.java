package dev.daybook.runtime.projection;

import dev.daybook.kernel.view.Tables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@link Tables} over one JDBC connection, used by one thread at a time; statements are prepared
 * once and kept.
 */
final class SqlConnection implements Tables.Writer, AutoCloseable {
  private static final int KEPT_STATEMENTS = 100;
  private static final int BATCH = 500;

  /**
   * Connection lost, transaction rolled back, out of resources, stopped by an operator, a fault of
   * the system, waited too long for a lock or for us, a standby.
   */
  private static final List<String> PASSING =
      List.of("08", "40", "53", "57", "58", "55P03", "25P03", "25006");

  private final Connection connection;
  private final Map<String, PreparedStatement> statements =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PreparedStatement> eldest) {
          if (size() <= KEPT_STATEMENTS) {
            return false;
          }
          try {
            eldest.getValue().close();
          } catch (SQLException failed) {
            throw failed(eldest.getKey(), failed);
          }
          return true;
        }
      };

  SqlConnection(Connection connection) {
    this.connection = connection;
  }

  @Override
  public <T> List<T> query(
      String sql, Function<Tables.Row, T> each, @Nullable Object... parameters) {
    try {
      var statement = prepare(sql, parameters);
      try (var rows = statement.executeQuery()) {
        var row = new SqlRow(rows);
        var found = new ArrayList<T>();
        while (rows.next()) {
          found.add(each.apply(row));
        }
        return found;
      }
    } catch (SQLException failed) {
      throw failed(sql, failed);
    }
  }

  @Override
  public int execute(String sql, @Nullable Object... parameters) {
    try {
      var statement = prepare(sql, parameters);
      return statement.execute() ? 0 : Math.max(0, statement.getUpdateCount());
    } catch (SQLException failed) {
      throw failed(sql, failed);
    }
  }

  @Override
  public void executeAll(String sql, List<@Nullable Object[]> parameters) {
    try {
      var statement = prepared(sql);
      var waiting = 0;
      for (var values : parameters) {
        bind(statement, values);
        statement.addBatch();
        if (++waiting == BATCH) {
          statement.executeBatch();
          waiting = 0;
        }
      }
      if (waiting > 0) {
        statement.executeBatch();
      }
    } catch (SQLException failed) {
      throw failed(sql, failed);
    }
  }

  private PreparedStatement prepare(String sql, @Nullable Object[] parameters) throws SQLException {
    var statement = prepared(sql);
    bind(statement, parameters);
    return statement;
  }

  private PreparedStatement prepared(String sql) throws SQLException {
    var statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    return statement;
  }

  private static void bind(PreparedStatement statement, @Nullable Object[] parameters)
      throws SQLException {
    for (var i = 0; i < parameters.length; i++) {
      switch (parameters[i]) {
        case null -> statement.setObject(i + 1, null);
        case String text -> statement.setString(i + 1, text);
        case Long number -> statement.setLong(i + 1, number);
        case Integer number -> statement.setLong(i + 1, number);
        case Double number -> statement.setDouble(i + 1, number);
        case Boolean flag -> statement.setLong(i + 1, flag ? 1 : 0);
        case byte[] bytes -> statement.setBytes(i + 1, bytes);
        case Object other ->
            throw new IllegalArgumentException(
                "A view hands SQL text, Long, Integer, Double, Boolean, bytes or null, not "
                    + other.getClass());
      }
    }
  }

  /** Plain statements around transactions. */
  void run(String sql) {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failed) {
      throw failed(sql, failed);
    }
  }

  /** Forgets prepared statements; needed before tables are dropped. */
  void forget() {
    try {
      for (var statement : statements.values()) {
        statement.close();
      }
      statements.clear();
    } catch (SQLException failed) {
      throw failed("close", failed);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException failed) {
      throw failed("close", failed);
    }
  }

  static ViewException failed(String sql, SQLException why) {
    return new ViewException(
        "The views' database failed at '" + sql.strip() + "': " + why.getMessage(),
        why,
        mayWorkLater(why));
  }

  /** Whether the database was away, busy or full, by the classes of SQL states. */
  private static boolean mayWorkLater(SQLException why) {
    if (why instanceof SQLTransientException || why instanceof SQLRecoverableException) {
      return true;
    }
    var state = why.getSQLState();
    return state != null && PASSING.stream().anyMatch(state::startsWith);
  }

  private record SqlRow(ResultSet rows) implements Tables.Row {
    @Override
    public String text(String column) {
      var text = textOrNull(column);
      if (text == null) {
        throw new ViewException("Column '" + column + "' is null where it must not be", null);
      }
      return text;
    }

    @Override
    public @Nullable String textOrNull(String column) {
      return read(() -> rows.getString(column));
    }

    @Override
    public long number(String column) {
      return read(() -> rows.getLong(column));
    }

    @Override
    public @Nullable Long numberOrNull(String column) {
      return read(() -> {
        var number = rows.getLong(column);
        return rows.wasNull() ? null : number;
      });
    }

    @Override
    public @Nullable Double decimalOrNull(String column) {
      return read(() -> {
        var number = rows.getDouble(column);
        return rows.wasNull() ? null : number;
      });
    }

    @Override
    public boolean flag(String column) {
      return number(column) != 0;
    }

    @Override
    public byte[] bytes(String column) {
      return read(() -> rows.getBytes(column));
    }

    private static <T extends @Nullable Object> T read(Read<T> read) {
      try {
        return read.read();
      } catch (SQLException failed) {
        throw new ViewException(
            "A column of a view cannot be read: " + failed.getMessage(), failed);
      }
    }

    private interface Read<T extends @Nullable Object> {
      T read() throws SQLException;
    }
  }
}
