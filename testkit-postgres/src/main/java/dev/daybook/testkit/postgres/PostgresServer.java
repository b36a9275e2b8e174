package dev.daybook.testkit.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server of its own, on the loopback interface only, user {@code postgres} without a
 * password. It is as durable as one in earnest: {@code fsync} and {@code synchronous_commit} are on
 * unless the settings say otherwise.
 */
public final class PostgresServer implements AutoCloseable {
  private static final Map<Integer, PostgresServer> SHARED = new ConcurrentHashMap<>();
  private static final Map<Integer, PostgresServer> SHARED_HASTY = new ConcurrentHashMap<>();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final int version;
  private final Path directory;
  private final boolean temporary;
  private final int port;
  private final Map<String, String> settings;
  private final AtomicInteger databases = new AtomicInteger();
  private @Nullable EmbeddedPostgres running;

  private PostgresServer(
      int version, Path directory, boolean temporary, int port, Map<String, String> settings) {
    this.version = version;
    this.directory = directory;
    this.temporary = temporary;
    this.port = port;
    this.settings = new LinkedHashMap<>();
    this.settings.put("fsync", "on");
    this.settings.put("synchronous_commit", "on");
    this.settings.put("listen_addresses", "127.0.0.1");
    this.settings.put("unix_socket_directories", "");
    this.settings.put("max_connections", "200");
    this.settings.putAll(settings);
  }

  /** Starts one of version 16, 17 or 18 in a directory that goes away with it. */
  public static PostgresServer start(int version) {
    return start(version, Map.of());
  }

  /**
   * Starts one with settings of its own.
   *
   * @param settings as in {@code postgresql.conf}
   */
  public static PostgresServer start(int version, Map<String, String> settings) {
    try {
      return started(
          new PostgresServer(
              version, Files.createTempDirectory("daybook-postgres"), true, freePort(), settings));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * Starts one in a directory that stays, with the data that lie there.
   *
   * @param port 0 for a free one
   */
  public static PostgresServer start(
      int version, Path directory, int port, Map<String, String> settings) {
    return started(
        new PostgresServer(version, directory, false, port == 0 ? freePort() : port, settings));
  }

  /** The one that all tests of this program share; it is stopped when the program ends. */
  public static PostgresServer shared(int version) {
    return SHARED.computeIfAbsent(version, _ -> startShared(version, Map.of()));
  }

  /**
   * Another one that all tests of this program share. It does not wait for the disk, which tests
   * that are not about power cuts need not.
   */
  public static PostgresServer sharedAndHasty(int version) {
    return SHARED_HASTY.computeIfAbsent(
        version, _ -> startShared(version, Map.of("fsync", "off", "full_page_writes", "off")));
  }

  private static PostgresServer startShared(int version, Map<String, String> settings) {
    var server = start(version, settings);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "postgres-stop"));
    return server;
  }

  private static PostgresServer started(PostgresServer server) {
    server.restart();
    return server;
  }

  public int version() {
    return version;
  }

  public int port() {
    return port;
  }

  /** Where a JDBC driver finds a database of this server. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres";
  }

  /** Where Daybook finds a log in a database of this server. */
  public String storeUrl(String database) {
    return "postgresql://postgres@127.0.0.1:" + port + "/" + database;
  }

  /** Makes an empty database; its name. */
  public String freshDatabase() {
    var name = "fresh_" + databases.incrementAndGet() + "_" + ProcessHandle.current().pid();
    execute("postgres", "create database " + name);
    return name;
  }

  /** Runs statements on a database, each by itself. */
  public void execute(String database, String... statements) {
    try (var connection = DriverManager.getConnection(jdbcUrl(database));
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException failed) {
      throw new IllegalStateException("PostgreSQL " + version + " refused: " + failed, failed);
    }
  }

  /** Stops the server, if it runs, as an administrator does, and starts it on the same data. */
  public synchronized void restart() {
    stop();
    try {
      var builder =
          EmbeddedPostgres.builder()
              .setPgBinaryResolver(new Binaries(version))
              .setOverrideWorkingDirectory(programs())
              .setDataDirectory(data())
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(!temporary)
              .setPort(port)
              .setPGStartupWait(PATIENCE)
              .setOutputRedirector(Redirect.appendTo(said()))
              .setErrorRedirector(Redirect.appendTo(said()));
      settings.forEach(builder::setServerConfig);
      running = builder.start();
    } catch (IOException failed) {
      throw new UncheckedIOException(
          "PostgreSQL " + version + " does not start; " + said() + " tells why", failed);
    }
  }

  /** Ends the server at once, as a crash does; {@link #restart} brings it back. */
  public synchronized void kill() {
    try {
      var pid = Long.parseLong(Files.readAllLines(data().resolve("postmaster.pid")).getFirst());
      var server = ProcessHandle.of(pid).orElseThrow();
      var sessions = server.descendants().toList();
      server.destroyForcibly();
      server.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      for (var session : sessions) {
        session.destroyForcibly();
        session.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
      stop();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (Exception failed) {
      throw new IllegalStateException("PostgreSQL " + version + " could not be ended", failed);
    }
  }

  /** Stops the server; its data go too unless the caller named their directory. */
  @Override
  public synchronized void close() {
    stop();
    if (temporary) {
      delete(directory);
    }
  }

  private void stop() {
    if (running != null) {
      try {
        running.close();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
      running = null;
    }
  }

  private Path data() {
    return directory.resolve("data");
  }

  /** What the server's programs print. */
  private File said() {
    return directory.resolve("server.log").toFile();
  }

  /** Unpacked once for all servers of one user. */
  private static File programs() {
    var user = System.getProperty("user.name");
    return new File(System.getProperty("java.io.tmpdir"), "daybook-postgres-programs-" + user);
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void delete(Path directory) {
    try (var files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
