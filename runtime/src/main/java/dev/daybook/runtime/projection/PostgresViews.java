package dev.daybook.runtime.projection;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.daybook.kernel.files.PostgresUrl;
import dev.daybook.kernel.view.Tables;
import dev.daybook.kernel.view.View;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Views in PostgreSQL, beside the log: every version of a view in a schema of its own, so that
 * programs of two versions work side by side while one replaces the other. Several servers keep the
 * same views; a lock that ends with its transaction lets one of them write at a time, and ends too
 * when its server does. Commits do not wait for the disk ({@code synchronous_commit=off}): after a
 * crash of the database rows and checkpoint are behind together, never apart.
 */
public final class PostgresViews implements ViewDatabase {
  private static final Duration CONNECTING = Duration.ofSeconds(2);
  private static final int ANSWERING_SECONDS = 60;

  private static final String SESSION =
      """
      set synchronous_commit = off;
      set lock_timeout = '20s';
      set idle_in_transaction_session_timeout = '30s';
      set default_transaction_isolation = 'read committed';
      set search_path = %s\
      """;

  private final PostgresUrl url;
  private final String schema;
  private final Semaphore reading;
  private final ReentrantLock writing = new ReentrantLock(true);
  private volatile @Nullable HikariDataSource pool;
  private volatile String path = "";

  private PostgresViews(PostgresUrl url) {
    this.url = url;
    this.schema = url.schema() + "_views";
    this.reading = new Semaphore(url.readers(), true);
  }

  /**
   * Views beside the log of a URL. Connects when the first of them is asked for.
   *
   * @throws IllegalArgumentException when the URL is not understood
   */
  public static PostgresViews of(String store) {
    return new PostgresViews(PostgresUrl.parse(store));
  }

  @Override
  public void expect(List<View> views) {
    writing.lock();
    try {
      if (pool == null) {
        path =
            Stream.concat(views.stream().map(this::place), Stream.of(schema))
                .map(PostgresViews::quoted)
                .collect(Collectors.joining(", "));
        pool = open();
      }
    } finally {
      writing.unlock();
    }
    write(tables -> {
      tables.execute("create schema if not exists " + quoted(schema));
      within(schema, tables, () -> tables.execute(Checkpoints.CREATE));
    });
  }

  private HikariDataSource open() {
    var config = new HikariConfig();
    config.setPoolName("daybook-views");
    config.setJdbcUrl(
        "jdbc:postgresql://" + url.host() + ":" + url.port() + "/" + encoded(url.database()));
    config.setUsername(url.user());
    config.setPassword(url.password());
    config.setMaximumPoolSize(url.readers() + 1);
    config.setMinimumIdle(1);
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(CONNECTING.toMillis());
    config.setConnectionInitSql(SESSION.formatted(path));
    config.addDataSourceProperty("ApplicationName", "daybook-views");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("connectTimeout", Long.toString(CONNECTING.toSeconds()));
    config.addDataSourceProperty("socketTimeout", Integer.toString(ANSWERING_SECONDS));
    url.driver().forEach(config::addDataSourceProperty);
    return new HikariDataSource(config);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String key(View view) {
    return place(view);
  }

  /** The schema of a view's tables. */
  private String place(View view) {
    return schema + "_" + view.name() + "_" + view.version();
  }

  @Override
  public boolean holds(View view, Tables.Reader tables) {
    var marks = String.join(", ", Collections.nCopies(view.tables().size(), "?"));
    var parameters = Stream.concat(Stream.of(place(view)), view.tables().stream()).toArray();
    return tables
        .first(
            "select count(*) as found from pg_catalog.pg_tables where schemaname = ? and tablename"
                + " in ("
                + marks
                + ")",
            row -> row.number("found") == view.tables().size(),
            parameters)
        .orElse(false);
  }

  @Override
  public void create(View view, Tables.Writer tables) {
    var place = quoted(place(view));
    tables.execute("drop schema if exists " + place + " cascade");
    tables.execute("create schema " + place);
    within(
        place(view),
        tables,
        () -> view.schema().forEach(statement -> tables.execute(comparedByBytes(statement))));
    forget(view, tables);
  }

  /**
   * Creates in one schema alone: on the whole path it would be in the first that is there, which is
   * another one for whoever comes first than for whoever comes later.
   */
  private void within(String schema, Tables.Writer tables, Runnable creation) {
    tables.execute("set local search_path = " + quoted(schema));
    creation.run();
    tables.execute("set local search_path = " + path);
  }

  /** Drops what older programs kept of a view, except the newest of it: the way back. */
  private void forget(View view, Tables.Writer tables) {
    var name = schema + "_" + view.name() + "_";
    tables
        .query(
            "select nspname from pg_catalog.pg_namespace where starts_with(cast(nspname as text),"
                + " ?)",
            row -> row.text("nspname").substring(name.length()),
            name)
        .stream()
        .filter(version -> version.matches("[0-9]{1,9}"))
        .map(Integer::valueOf)
        .filter(version -> version < view.version())
        .sorted(Collections.reverseOrder())
        .skip(1)
        .forEach(version -> {
          tables.execute("drop schema " + quoted(name + version) + " cascade");
          tables.execute("delete from view_checkpoint where view = ?", name + version);
        });
  }

  /** Text compares as in SQLite, whatever the database was made with. */
  private static String comparedByBytes(String statement) {
    return statement.replaceAll("(\\w +)text\\b", "$1text collate \"C\"");
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public void write(Consumer<Tables.Writer> work) {
    writing.lock();
    try (var connection = connection()) {
      connection.setAutoCommit(false);
      try {
        var tables = new SqlConnection(connection);
        tables.query("select pg_advisory_xact_lock(hashtextextended(?, 0))", _ -> schema, schema);
        work.accept(tables);
        connection.commit();
      } catch (RuntimeException | Error | SQLException failed) {
        rollback(connection, failed);
        throw failed;
      }
    } catch (SQLException failed) {
      throw SqlConnection.failed("a transaction", failed);
    } finally {
      writing.unlock();
    }
  }

  private static void rollback(Connection connection, Throwable failed) {
    try {
      connection.rollback();
    } catch (SQLException gone) {
      failed.addSuppressed(gone);
    }
  }

  @Override
  public <T> List<T> query(
      String sql, Function<Tables.Row, T> each, @Nullable Object... parameters) {
    try {
      return read(sql, each, parameters);
    } catch (ViewException passing) {
      if (!passing.retryable()) {
        throw passing;
      }
      return read(sql, each, parameters);
    }
  }

  private <T> List<T> read(
      String sql, Function<Tables.Row, T> each, @Nullable Object... parameters) {
    reading.acquireUninterruptibly();
    try (var connection = connection()) {
      return new SqlConnection(connection).query(sql, each, parameters);
    } catch (SQLException failed) {
      throw SqlConnection.failed(sql, failed);
    } finally {
      reading.release();
    }
  }

  private Connection connection() throws SQLException {
    var open = pool;
    if (open == null) {
      throw new IllegalStateException("Nobody has said which views are to be expected");
    }
    return open.getConnection();
  }

  @Override
  public void close() {
    var open = pool;
    if (open != null) {
      open.close();
    }
  }
}
