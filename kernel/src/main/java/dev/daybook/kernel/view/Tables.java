package dev.daybook.kernel.view;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The way of a view to SQL. Statements stay in what SQLite and PostgreSQL have in common and take
 * {@code ?} parameters: text, Long, Integer, Double, Boolean (kept as 0 or 1), byte[] or null.
 * Times are kept as text in ISO 8601 or as Unix microseconds. Implemented by the runtime, which
 * also owns transactions: a projection's writes and its checkpoint are one.
 */
public interface Tables {
  /** Reads. */
  interface Reader {
    <T> List<T> query(String sql, Function<Row, T> each, @Nullable Object... parameters);

    /** The first row, if there is one. */
    default <T> Optional<T> first(
        String sql, Function<Row, T> each, @Nullable Object... parameters) {
      return query(sql, each, parameters).stream().findFirst();
    }
  }

  /** Reads and writes of one transaction. */
  interface Writer extends Reader {
    /** Runs one statement; the number of rows it changed. */
    int execute(String sql, @Nullable Object... parameters);

    /** Runs one statement once a list of parameters; the fast way for many rows. */
    void executeAll(String sql, List<@Nullable Object[]> parameters);
  }

  /** One row of a result; columns by name. */
  interface Row {
    /** The text of a column that is never null. */
    String text(String column);

    @Nullable String textOrNull(String column);

    long number(String column);

    @Nullable Long numberOrNull(String column);

    @Nullable Double decimalOrNull(String column);

    boolean flag(String column);

    byte[] bytes(String column);
  }
}
