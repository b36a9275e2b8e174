package dev.daybook.store.sqlite;

import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.Snapshot;
import dev.daybook.kernel.log.Snapshots;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import java.util.Optional;

/** Snapshots in a table beside the events, written without a flush of their own. */
record SqliteSnapshots(Writer writer, Readers readers) implements Snapshots {
  @Override
  public void save(Snapshot snapshot) {
    write(
        Sql.SAVE_SNAPSHOT,
        snapshot.stream().toString(),
        snapshot.version().value(),
        EventBytes.micros(snapshot.time()),
        snapshot.state().utf8());
  }

  @Override
  public Optional<Snapshot> latest(StreamId stream, Version at) {
    return readers.read(session ->
        session.first(
            row ->
                new Snapshot(
                    stream,
                    new Version(row.getLong(1)),
                    EventBytes.time(row.getLong(2)),
                    JsonBytes.of(row.getBytes(3))),
            Sql.LATEST_SNAPSHOT,
            stream.toString(),
            at.value()));
  }

  @Override
  public void drop(StreamId stream) {
    write(Sql.DROP_SNAPSHOTS, stream.toString());
  }

  @Override
  public void dropAll() {
    write(Sql.DROP_ALL_SNAPSHOTS);
  }

  @Override
  public long count() {
    return readers.read(session -> session.number(Sql.SNAPSHOTS));
  }

  private void write(String sql, Object... parameters) {
    readers.call(() -> writer.lightly(session -> session.run(sql, parameters)));
  }
}
