package dev.daybook.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.daybook.kernel.files.PostgresUrl;
import dev.daybook.kernel.log.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The connections to one database. No state is ever set on one of them, so a pooler may stand in
 * between. Safe for use by many threads.
 */
final class Database implements AutoCloseable {
  /** Something to do with a connection. */
  interface Work<T> {
    T with(Session session) throws SQLException;
  }

  /** What the driver is told unless the URL says otherwise; times in seconds. */
  private static final Map<String, String> USUAL =
      Map.of(
          "ApplicationName", "daybook",
          "assumeMinServerVersion", "12",
          "connectTimeout", "10",
          "socketTimeout", "60",
          "tcpKeepAlive", "true",
          "prepareThreshold", "1");

  private final PostgresUrl url;
  private final Sql sql;
  private final Faults faults;
  private final PGSimpleDataSource source = new PGSimpleDataSource();
  private final HikariDataSource readers;

  Database(PostgresUrl url) {
    this.url = url;
    this.sql = new Sql(url.schema());
    this.faults = new Faults(url);
    source.setServerNames(new String[] {url.host()});
    source.setPortNumbers(new int[] {url.port()});
    source.setDatabaseName(url.database());
    if (url.user() != null) {
      source.setUser(url.user());
    }
    if (url.password() != null) {
      source.setPassword(url.password());
    }
    set(USUAL);
    set(url.driver());
    this.readers = new HikariDataSource(pool());
  }

  private void set(Map<String, String> properties) {
    properties.forEach((name, value) -> {
      try {
        source.setProperty(name, value);
      } catch (SQLException unknown) {
        throw new IllegalArgumentException(
            "The driver of PostgreSQL does not take "
                + name
                + " in a store URL as it stands there: "
                + unknown.getMessage(),
            unknown);
      }
    });
  }

  private HikariConfig pool() {
    var config = new HikariConfig();
    config.setPoolName("daybook-" + url.schema());
    config.setDataSource(source);
    config.setMaximumPoolSize(url.readers());
    config.setMinimumIdle(1);
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(TimeUnit.SECONDS.toMillis(10));
    config.setIdleTimeout(TimeUnit.MINUTES.toMillis(5));
    return config;
  }

  PostgresUrl url() {
    return url;
  }

  Sql sql() {
    return sql;
  }

  Faults faults() {
    return faults;
  }

  /** A connection of the caller's own. */
  Connection connect() throws SQLException {
    return source.getConnection();
  }

  /**
   * Does something that may be done twice: once more when the connection turns out to be a dead
   * one.
   */
  <T> T read(Work<T> work) {
    try (var connection = borrowed()) {
      return work.with(new Session(connection, sql));
    } catch (SQLException fault) {
      if (!Faults.isLost(fault)) {
        throw faults.reading(fault);
      }
    }
    try (var connection = borrowed()) {
      return work.with(new Session(connection, sql));
    } catch (SQLException fault) {
      throw faults.reading(fault);
    }
  }

  private Connection borrowed() {
    try {
      return readers.getConnection();
    } catch (SQLException fault) {
      if (readers.isClosed()) {
        throw new StoreException.Closed("The log is closed");
      }
      throw faults.reading(fault);
    }
  }

  @Override
  public void close() {
    readers.close();
  }
}
