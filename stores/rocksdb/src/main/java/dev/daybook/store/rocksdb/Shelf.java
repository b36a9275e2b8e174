package dev.daybook.store.rocksdb;

import dev.daybook.kernel.archive.ArchiveShelf;
import dev.daybook.kernel.log.Archive;
import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.verify.RawLog.RawPage;
import java.util.ArrayList;
import java.util.List;

/** Lets go of payloads: the one change that is ever made to a row of events. */
final class Shelf implements ArchiveShelf {
  /** So many rows are shortened in one batch, between which groups are written. */
  private static final int AT_A_TIME = 64;

  private final Gate gate;
  private final Commits commits;
  private final RawWalk raw;

  Shelf(Gate gate, Commits commits, RawWalk raw) {
    this.gate = gate;
    this.commits = commits;
    this.raw = raw;
  }

  @Override
  public LogHead head() {
    return commits.head();
  }

  @Override
  public List<Archive> noted() {
    return gate.read(ArchiveRows::all);
  }

  @Override
  public void note(Archive archive) {
    commits.durably(database -> {
      for (var noted : ArchiveRows.all(database)) {
        if (!noted.first().isAfter(archive.last()) && !archive.first().isAfter(noted.last())) {
          throw new StoreException.Deterministic(
              "Some of " + archive.range() + " are archived already. Choose another range.", null);
        }
      }
      return put(database, archive);
    });
  }

  @Override
  public void moved(Archive archive) {
    commits.durably(database -> put(database, archive));
  }

  @Override
  public void shorten(Archive archive) {
    var at = archive.first().value();
    while (at <= archive.last().value()) {
      at = shorten(at, archive.last().value());
    }
    moved(new Archive(archive.first(), archive.last(), archive.file(), archive.digest(), true));
    gate.read(database -> {
      database
          .db()
          .compactRange(
              database.handle(Family.EVENT),
              Keys.number(archive.first().value()),
              Keys.number(archive.last().next().value())); // else the payloads stay in old files
      return true;
    });
  }

  /** Shortens some rows; where to go on. */
  private long shorten(long first, long last) {
    var next = new long[] {first};
    commits.durably(database -> {
      var batch = new Batch(database);
      try (var events = new Events(database, true)) {
        for (var rows = 0; rows < AT_A_TIME && next[0] <= last; rows++) {
          var chunk = events.chunkAt(next[0]);
          batch.put(
              Family.EVENT, Keys.number(chunk.first()), Chunk.row(shortened(chunk, next[0], last)));
          next[0] = chunk.last() + 1;
        }
      }
      return batch;
    });
    return next[0];
  }

  private static List<Chunk.Stored> shortened(Chunk chunk, long first, long last) {
    var events = new ArrayList<Chunk.Stored>();
    for (var at = chunk.first(); at <= chunk.last(); at++) {
      var event = chunk.at(at);
      events.add(
          at < first || at > last || EventBytes.isHeader(event.bytes())
              ? event
              : new Chunk.Stored(at, event.hash(), EventBytes.headerOf(event.bytes())));
    }
    return events;
  }

  private static Batch put(Database database, Archive archive) {
    return new Batch(database)
        .put(Family.META, ArchiveRows.key(archive), ArchiveRows.bytes(archive));
  }

  @Override
  public RawPage stored(Position after, int limit) {
    return raw.after(after, limit, head().position(), commits.lostFrom());
  }
}
