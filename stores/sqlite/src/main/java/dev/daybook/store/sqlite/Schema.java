package dev.daybook.store.sqlite;

import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * The tables of a log: made where there are none, refused where they are not ours or of a newer
 * program.
 */
final class Schema {
  /**
   * Whose log it is and who may write it from now on.
   *
   * @param whole whether its newest events could be read
   */
  record Identity(LogId log, long epoch, boolean whole) {}

  private Schema() {}

  /**
   * Prepares the file for a new writer: makes it if need be, and opens a new epoch, which fences
   * whoever wrote before.
   */
  static Identity take(Session session, Path file, IdSource ids) throws SQLException {
    session.execute(Sql.BEGIN);
    try {
      if (session.number(Sql.HAS_META) == 0) {
        create(session, file, ids);
      }
      if (requireFormat(session, file) == 1) {
        for (var statement : Sql.FROM_1_TO_2) {
          session.run(statement);
        }
        session.run(Sql.SET_META, Sql.FORMAT, "format");
      }
      var whole = new Indexer(session).rest(session.number(Sql.EPOCH));
      session.run(Sql.NEXT_EPOCH);
      var log =
          session.first(row -> row.getString(1), Sql.META, "log").orElseThrow(() -> notOurs(file));
      var identity = new Identity(LogId.parse(log), session.number(Sql.EPOCH), whole);
      session.execute(Sql.COMMIT);
      session.pragma(
          "wal_checkpoint(truncate)"); // whose log it is no longer hangs on a second file
      return identity;
    } catch (SQLException | RuntimeException failed) {
      session.execute(Sql.ROLLBACK);
      throw failed;
    }
  }

  private static void create(Session session, Path file, IdSource ids) throws SQLException {
    if (session.number(Sql.HAS_TABLES) > 0) {
      throw notOurs(file);
    }
    for (var statement : Sql.SCHEMA) {
      session.run(statement);
    }
    session.run(Sql.PUT_META, "format", Sql.FORMAT);
    session.run(Sql.PUT_META, "log", ids.next().toString());
    session.run(Sql.PUT_META, "epoch", 0);
    session.run(Sql.PUT_META, "indexed", 0);
  }

  /** The format of a log that this program can read. */
  static long requireFormat(Session session, Path file) throws SQLException {
    var format = session.number(Sql.META, "format");
    if (format > Sql.FORMAT) {
      throw new StoreException.Deterministic(
          "%s has format %d, this program knows up to %d. Use a newer Daybook; nothing was changed."
              .formatted(file, format, Sql.FORMAT),
          null);
    }
    if (format < 1) {
      throw notOurs(file);
    }
    return format;
  }

  private static StoreException notOurs(Path file) {
    return new StoreException.Deterministic(
        file + " is a SQLite database, but not a log of Daybook. Name another file.", null);
  }
}
