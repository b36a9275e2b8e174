package dev.daybook.store.postgres;

import dev.daybook.kernel.IdSource;
import dev.daybook.testkit.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/** A schema for one log at a time, in a database that all tests of a version share. */
record Place(PostgresServer server, String database, String schema) {
  private static final Map<PostgresServer, String> DATABASES = new ConcurrentHashMap<>();
  private static final Map<Integer, Deque<Place>> USED = new ConcurrentHashMap<>();
  private static final AtomicInteger SCHEMAS = new AtomicInteger();
  private static final AtomicInteger EMPTIED = new AtomicInteger();

  /** Deleted rows are in the way of everything until they are gone. */
  private static final int DEAD_ROWS_GO_EVERY = 25;

  private static final String[] TABLES = {
    "event", "tag", "kind", "kind_block", "indexed", "snapshot", "archive", "head"
  };

  /** One that holds nothing: new tables, or used ones that were emptied, which is quicker. */
  static Place fresh(int version, IdSource ids) {
    var used = used(version).poll();
    if (used == null) {
      return fresh(version);
    }
    used.empty(ids);
    return used;
  }

  /** One without any tables, on the server that does not wait for the disk. */
  static Place fresh(int version) {
    return on(PostgresServer.sharedAndHasty(version));
  }

  /** One without any tables. */
  static Place on(PostgresServer server) {
    var database = DATABASES.computeIfAbsent(server, PostgresServer::freshDatabase);
    return new Place(server, database, "log" + SCHEMAS.incrementAndGet());
  }

  private static Deque<Place> used(int version) {
    return USED.computeIfAbsent(version, _ -> new ConcurrentLinkedDeque<>());
  }

  String url() {
    return server.storeUrl(database) + "?schema=" + schema;
  }

  /** The same through something that listens at another port. */
  String url(int port) {
    return url().replace(":" + server.port() + "/", ":" + port + "/");
  }

  void giveBack() {
    used(server.version()).add(this);
  }

  /** A connection of somebody with a database tool. */
  Connection connect() {
    try {
      return DriverManager.getConnection(
          server.jdbcUrl(database) + "&currentSchema=" + schema + ",public");
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Runs statements, each by itself. */
  void execute(String... statements) {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** The first column of the first row. */
  String ask(String sql) {
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "nothing";
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private void empty(IdSource ids) {
    var all = new StringBuilder("set session_replication_role = replica;");
    if (EMPTIED.incrementAndGet() % DEAD_ROWS_GO_EVERY == 0) {
      all.append("truncate ").append(String.join(", ", TABLES)).append(';');
    } else {
      for (var table : TABLES) {
        all.append("delete from ").append(table).append(';');
      }
    }
    all.append("insert into indexed values (0, 0);");
    all.append("insert into head select '")
        .append(ids.next())
        .append("', 0, 1, decode(repeat('00', 32), 'hex'), 0, false, null, '-infinity'");
    execute(all.toString()); // together, in one round trip
  }
}
