package dev.daybook.store.postgres;

import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.testkit.contract.StoreFixture;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Logs in schemas of one database of the server that the tests of a version share. It is not about
 * power cuts, so it does not wait for the disk.
 */
final class PostgresFixture implements StoreFixture {
  private final int version;
  private final List<EventLog> open = new ArrayList<>();
  private @Nullable Place place;

  PostgresFixture(int version) {
    this.version = version;
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
    place = Place.fresh(version, ids);
    return open(place, clock, ids);
  }

  @Override
  public EventLog reopen(InstantSource clock, IdSource ids) {
    var same = place;
    closeLogs();
    return open(same, clock, ids);
  }

  /** A killed program leaves the server as it is; the open log stands for its last moment. */
  @Override
  public EventLog reopenAfterKill(InstantSource clock, IdSource ids) {
    return open(place, clock, ids);
  }

  private EventLog open(@Nullable Place at, InstantSource clock, IdSource ids) {
    if (at == null) {
      throw new IllegalStateException("Nothing was opened yet");
    }
    var log = new PostgresStoreProvider().open(at.url(), clock, ids);
    open.add(log);
    return log;
  }

  private void closeLogs() {
    open.forEach(EventLog::close);
    open.clear();
  }

  @Override
  public void close() {
    closeLogs();
    if (place != null) {
      place.giveBack();
      place = null;
    }
  }
}
