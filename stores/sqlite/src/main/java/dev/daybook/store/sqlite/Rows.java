package dev.daybook.store.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Rows on their way into one table, many by one statement. For the writer. */
final class Rows {
  /** How many rows the statements insert; each takes as many as are left. */
  private static final int[] SIZES = {64, 16, 4, 1};

  private final Session session;
  private final int columns;
  private final List<String> statements = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  /**
   * @param into the statement up to {@code values}
   * @param after what follows the rows
   */
  Rows(Session session, String into, int columns, String after) {
    this.session = session;
    this.columns = columns;
    var row = "(?" + ", ?".repeat(columns - 1) + ")";
    for (var size : SIZES) {
      statements.add(into + " values " + row + (", " + row).repeat(size - 1) + after);
    }
  }

  /** Adds a row: text, byte arrays and whole numbers. */
  void add(Object... row) {
    values.addAll(List.of(row));
  }

  /** Inserts what was added; how many rows that were. */
  int flush() throws SQLException {
    var written = 0;
    try {
      var at = 0;
      for (var kind = 0; kind < SIZES.length; kind++) {
        var taken = SIZES[kind] * columns;
        for (; values.size() - at >= taken; at += taken) {
          written += session.run(statements.get(kind), values.subList(at, at + taken).toArray());
        }
      }
    } finally {
      values.clear();
    }
    return written;
  }

  /** Forgets what was added. */
  void forget() {
    values.clear();
  }
}
