package dev.daybook.faults.suite;

import dev.daybook.testkit.postgres.PostgresServer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** PostgreSQL, with a server of its own that is started when it is first needed. */
public final class PostgresStore implements Store, AutoCloseable {
  private static final String SCHEMA = "?schema=log";

  private final int version;
  private final AtomicInteger logs = new AtomicInteger();
  private @Nullable PostgresServer server;
  private String database = "";

  /**
   * @param version 16, 17 or 18
   */
  public PostgresStore(int version) {
    this.version = version;
  }

  @Override
  public String name() {
    return "postgresql";
  }

  int version() {
    return version;
  }

  /** Its server, running. */
  synchronized PostgresServer server() {
    var running = server;
    if (running == null) {
      running = PostgresServer.start(version);
      database = running.freshDatabase();
      server = running;
    }
    return running;
  }

  @Override
  public String freshUrl(Path place) {
    return server().storeUrl(database) + SCHEMA + logs.incrementAndGet();
  }

  @Override
  public String quickUrl(Path place) {
    return freshUrl(place);
  }

  /** The same URL through another port of this machine. */
  String through(int port, String url) {
    return url.replace(":" + server().port() + "/", ":" + port + "/");
  }

  @Override
  public synchronized void close() {
    if (server != null) {
      server.close();
      server = null;
    }
  }
}
