package dev.daybook.store.postgres;

import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The tables of a log: made where there are none, brought forward where they are older, refused
 * where they are newer.
 */
final class Schema {
  /** What leads from one version of the tables to the next; all in one transaction. */
  record Migration(int number, List<String> statements) {}

  static final List<Migration> MIGRATIONS =
      List.of(
          new Migration(
              1,
              List.of(
                  "1-1-head",
                  "1-2-event",
                  "1-3-append",
                  "1-4-tag",
                  "1-5-refuse",
                  "1-6-event-stays",
                  "1-7-tag-stays",
                  "1-8-head-stays")),
          new Migration(
              2, List.of("2-1-indexed", "2-2-nothing-indexed", "2-3-kind", "2-4-kind-block")),
          new Migration(3, List.of("3-1-snapshot")),
          new Migration(
              4,
              List.of(
                  "4-1-archive",
                  "4-2-archive-stays",
                  "4-3-shorten",
                  "4-4-no-guard",
                  "4-5-event-stays",
                  "4-6-event-keeps")),
          new Migration(5, List.of("5-1-head-room")));

  private final Database database;
  private final List<Migration> migrations;

  Schema(Database database) {
    this(database, MIGRATIONS);
  }

  /**
   * @param migrations those that the program knows, from 1 on
   */
  Schema(Database database, List<Migration> migrations) {
    this.database = database;
    this.migrations = migrations;
  }

  /** Brings the tables to the newest version, whichever of several programs comes first. */
  void prepare(Connection connection, IdSource ids) throws SQLException {
    var session = new Session(connection, database.sql());
    if (!isMigrated(session)) {
      connection.setAutoCommit(false);
      try {
        session.rows(row -> 1, text("one-migrates"), "daybook " + database.url().schema());
        migrate(session, ids);
        connection.commit();
      } catch (SQLException | RuntimeException failed) {
        connection.rollback();
        throw failed;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private boolean isMigrated(Session session) throws SQLException {
    return isThere(session) && version(session) == migrations.size();
  }

  private boolean isThere(Session session) throws SQLException {
    return session
        .first(
            row -> row.getBoolean(1),
            text("is-there"),
            '"' + database.url().schema() + "\".migration")
        .orElse(false);
  }

  private int version(Session session) throws SQLException {
    var version = session.first(row -> row.getInt(1), text("migrated")).orElse(0);
    if (version > migrations.size()) {
      throw new StoreException.Deterministic(
          "%s has version %d of the tables, this program knows up to %d. Use a newer Daybook; nothing was changed."
              .formatted(database.url(), version, migrations.size()),
          null);
    }
    return version;
  }

  private void migrate(Session session, IdSource ids) throws SQLException {
    if (!isThere(session)) {
      run(session, text("create-schema"));
      run(session, text("create-migration"));
    }
    for (var migration : migrations.subList(version(session), migrations.size())) {
      for (var statement : migration.statements()) {
        run(session, database.sql().migration(statement));
      }
      session.run(text("note-migration"), migration.number());
    }
    session.run(text("head-first"), ids.next(), Hash.ZERO.bytes());
  }

  private static void run(Session session, String sql) throws SQLException {
    try (var statement = session.connection().createStatement()) {
      statement.execute(sql);
    }
  }

  private String text(String name) {
    return database.sql().text(name);
  }
}
