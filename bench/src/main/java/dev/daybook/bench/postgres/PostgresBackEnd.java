package dev.daybook.bench.postgres;

import dev.daybook.bench.limit.BackEnd;
import dev.daybook.bench.limit.Limit;
import dev.daybook.bench.limit.Signal;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * PostgreSQL: a database of its own for every log, one for the plain tables, all on the server that
 * the URL names; its user must be allowed to create databases.
 */
public final class PostgresBackEnd implements BackEnd {
  private static final String PREFIX = "daybook_bench_" + ProcessHandle.current().pid() + "_";

  private final URI server;
  private final Set<String> databases = new LinkedHashSet<>();

  /**
   * @param url {@code postgresql://user@host:port/database}: the database that the others are
   *     created from
   */
  public PostgresBackEnd(String url) {
    this.server = URI.create(url);
  }

  @Override
  public String settings() throws SQLException {
    try (var connection = connect(server.getPath().substring(1))) {
      return "PostgreSQL "
          + show(connection, "server_version")
          + ", fsync="
          + show(connection, "fsync")
          + ", synchronous_commit="
          + show(connection, "synchronous_commit")
          + ", shared_buffers="
          + show(connection, "shared_buffers");
    }
  }

  private static String show(Connection connection, String setting) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("show " + setting)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Override
  public String url(String log) throws SQLException {
    var own = server.toString();
    var path = server.getRawPath();
    var at = own.indexOf(path, own.indexOf("://") + "://".length());
    return own.substring(0, at) + "/" + database(log) + own.substring(at + path.length());
  }

  @Override
  public Limit limit(String table) throws SQLException {
    return new PlainRows(connect(database("plain")), table);
  }

  @Override
  public Limit limitOfStreams(String table) throws SQLException {
    return limit(table);
  }

  @Override
  public Optional<Signal> signal() throws SQLException {
    var plain = database("plain");
    return Optional.of(new PlainNotify(connect(plain), connect(plain)));
  }

  private String database(String name) throws SQLException {
    var database = PREFIX + name;
    if (databases.add(database)) {
      execute("create database " + database);
    }
    return database;
  }

  private void execute(String sql) throws SQLException {
    try (var connection = connect(server.getPath().substring(1));
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection connect(String database) throws SQLException {
    var user = Optional.ofNullable(server.getUserInfo()).orElse("").split(":", 2);
    return DriverManager.getConnection(
        "jdbc:postgresql://" + server.getHost() + port() + "/" + database,
        user[0].isEmpty() ? null : user[0],
        user.length > 1 ? user[1] : null);
  }

  private String port() {
    return server.getPort() < 0 ? "" : ":" + server.getPort();
  }

  @Override
  public void close() throws SQLException {
    for (var database : databases) {
      execute("drop database if exists " + database + " with (force)");
    }
    databases.clear();
  }
}
