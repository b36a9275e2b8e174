package dev.daybook.store.postgres;

import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.testkit.contract.StoreFixture;
import dev.daybook.testkit.postgres.PostgresServer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Logs in schemas of their own, in one database of the server that the tests of a version share. It
 * is not about power cuts, so it does not wait for the disk.
 */
final class PostgresFixture implements StoreFixture {
  private static final Map<Integer, String> DATABASES = new ConcurrentHashMap<>();
  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  private final int version;
  private final List<EventLog> open = new ArrayList<>();
  private String url = "";

  PostgresFixture(int version) {
    this.version = version;
  }

  /** A place for a log that nobody has used. */
  static String freshUrl(int version) {
    var server = PostgresServer.sharedAndHasty(version);
    var database = DATABASES.computeIfAbsent(version, _ -> server.freshDatabase());
    return server.storeUrl(database) + "?schema=log" + SCHEMAS.incrementAndGet();
  }

  @Override
  public String name() {
    return "PostgreSQL " + version;
  }

  @Override
  public boolean durable() {
    return true;
  }

  @Override
  public boolean keepsSnapshots() {
    return true;
  }

  @Override
  public boolean canBeRestored() {
    return true;
  }

  @Override
  public boolean canArchive() {
    return true;
  }

  @Override
  public EventLog fresh(InstantSource clock, IdSource ids) {
    close();
    url = freshUrl(version);
    return reopenAfterKill(clock, ids);
  }

  @Override
  public EventLog reopen(InstantSource clock, IdSource ids) {
    close();
    return reopenAfterKill(clock, ids);
  }

  /** A killed program leaves the server as it is; the open log stands for its last moment. */
  @Override
  public EventLog reopenAfterKill(InstantSource clock, IdSource ids) {
    var log = new PostgresStoreProvider().open(url, clock, ids);
    open.add(log);
    return log;
  }

  @Override
  public void close() {
    open.forEach(EventLog::close);
    open.clear();
  }
}
