package dev.daybook.store.postgres;

import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.Snapshot;
import dev.daybook.kernel.log.Snapshots;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import java.util.Optional;

/** The snapshots, in a table beside the log. */
record KeptSnapshots(Database database) implements Snapshots {
  @Override
  public void save(Snapshot snapshot) {
    database.read(session ->
        session.run(
            session.sql().text("save-snapshot"),
            snapshot.stream().toString(),
            snapshot.version().value(),
            EventBytes.micros(snapshot.time()),
            snapshot.state().utf8()));
  }

  @Override
  public Optional<Snapshot> latest(StreamId stream, Version at) {
    return database.read(session ->
        session.first(
            row ->
                new Snapshot(
                    stream,
                    new Version(row.getLong(1)),
                    EventBytes.time(row.getLong(2)),
                    JsonBytes.of(row.getBytes(3))),
            session.sql().text("latest-snapshot"),
            stream.toString(),
            at.value()));
  }

  @Override
  public void drop(StreamId stream) {
    database.read(
        session -> session.run(session.sql().text("drop-snapshots-of"), stream.toString()));
  }

  @Override
  public void dropAll() {
    database.read(session -> session.run(session.sql().text("drop-snapshots")));
  }

  @Override
  public long count() {
    return database.read(session ->
        session.first(row -> row.getLong(1), session.sql().text("count-snapshots")).orElse(0L));
  }
}
