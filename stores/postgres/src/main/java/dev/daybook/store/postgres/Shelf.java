package dev.daybook.store.postgres;

import dev.daybook.kernel.archive.ArchiveShelf;
import dev.daybook.kernel.log.Archive;
import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.verify.RawLog.RawPage;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What the archives of a log are noted by, and how its events are shortened. */
record Shelf(Database database, RawWalk walk, Supplier<LogHead> heads) implements ArchiveShelf {
  private static final int AT_A_TIME = 500;

  @Override
  public LogHead head() {
    return heads.get();
  }

  @Override
  public List<Archive> noted() {
    return database.read(session -> session.rows(Shelf::archive, session.sql().text("archives")));
  }

  private static Archive archive(ResultSet row) throws SQLException {
    return new Archive(
        new Position(row.getLong(1)),
        new Position(row.getLong(2)),
        Path.of(row.getString(3)),
        Hash.of(row.getBytes(4)),
        row.getBoolean(5));
  }

  @Override
  public void note(Archive archive) {
    try {
      run(
          "note-archive",
          archive.first().value(),
          archive.last().value(),
          archive.file().toString(),
          archive.digest().bytes());
    } catch (StoreException.Deterministic taken) {
      throw new StoreException.Deterministic(
          "Of " + archive.range() + ", some are archived already. Choose another range.", taken);
    }
  }

  @Override
  public void moved(Archive archive) {
    run("move-archive", archive.file().toString(), archive.first().value());
  }

  @Override
  public void shorten(Archive archive) {
    var at = new Position(archive.first().value() - 1);
    while (archive.last().isAfter(at)) {
      at = shorten(at, archive.last());
    }
    run("archive-done", archive.first().value());
  }

  /** Shortens the next events; the last one of them. */
  private Position shorten(Position after, Position last) {
    var positions = new ArrayList<Long>();
    var lengths = new ArrayList<Integer>();
    database.read(session -> {
      positions.clear();
      lengths.clear();
      return session.rows(
          row ->
              positions.add(row.getLong(1))
                  && lengths.add(EventBytes.headerOf(row.getBytes(2)).length),
          session.sql().text("stored-bytes"),
          after.value(),
          last.value(),
          AT_A_TIME);
    });
    if (positions.isEmpty()) {
      return last;
    }
    run("shorten", positions.toArray(Long[]::new), lengths.toArray(Integer[]::new));
    return new Position(positions.getLast());
  }

  private void run(String name, Object... parameters) {
    database.read(session -> session.run(session.sql().text(name), parameters));
  }

  @Override
  public RawPage stored(Position after, int limit) {
    return walk.after(after, limit, head().position());
  }
}
