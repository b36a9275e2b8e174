package dev.daybook.store.sqlite;

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

/** Lets go of payloads: the one change of an event that the file's triggers let through. */
final class Shelf implements ArchiveShelf {
  /** So many events are shortened in one transaction, between which groups are written. */
  private static final int AT_A_TIME = 256;

  private record Short(long position, byte[] header) {}

  private final Writer writer;
  private final Readers readers;
  private final RawWalk raw;
  private final Supplier<LogHead> head;

  Shelf(Writer writer, Readers readers, RawWalk raw, Supplier<LogHead> head) {
    this.writer = writer;
    this.readers = readers;
    this.raw = raw;
    this.head = head;
  }

  @Override
  public LogHead head() {
    return head.get();
  }

  @Override
  public List<Archive> noted() {
    return readers.read(Shelf::noted);
  }

  static List<Archive> noted(Session session) throws SQLException {
    var archives = new ArrayList<Archive>();
    try (var rows = session.bind(Sql.ARCHIVES).executeQuery()) {
      while (rows.next()) {
        archives.add(archive(rows));
      }
    }
    return archives;
  }

  private static Archive archive(ResultSet row) throws SQLException {
    return new Archive(
        new Position(row.getLong(1)),
        new Position(row.getLong(2)),
        Path.of(row.getString(3)),
        Hash.of(row.getBytes(4)),
        row.getLong(5) == 1);
  }

  @Override
  public void note(Archive archive) {
    var noted =
        write(
            Sql.NOTE_ARCHIVE,
            archive.first().value(),
            archive.last().value(),
            archive.file().toString(),
            archive.digest().bytes());
    if (noted == 0) {
      throw new StoreException.Deterministic(
          "Some of " + archive.range() + " are archived already. Choose another range.", null);
    }
  }

  @Override
  public void moved(Archive archive) {
    write(Sql.MOVE_ARCHIVE, archive.file().toString(), archive.first().value());
  }

  @Override
  public void shorten(Archive archive) {
    var last = archive.last().value();
    for (var first = archive.first().value(); first <= last; first += AT_A_TIME) {
      shorten(first, Math.min(last, first + AT_A_TIME - 1));
    }
    write(Sql.END_ARCHIVE, archive.first().value());
  }

  private void shorten(long first, long last) {
    var whole = readers.read(session -> whole(session, first, last));
    readers.call(() ->
        writer.durably(session -> {
          for (var event : whole) {
            session.run(Sql.SHORTEN, event.header(), event.position());
          }
          return whole.size();
        }));
  }

  private static List<Short> whole(Session session, long first, long last) throws SQLException {
    var found = new ArrayList<Short>();
    try (var rows = session.bind(Sql.RANGE, first, last).executeQuery()) {
      while (rows.next()) {
        var bytes = rows.getBytes(2);
        if (!EventBytes.isHeader(bytes)) {
          found.add(new Short(rows.getLong(1), EventBytes.headerOf(bytes)));
        }
      }
    }
    return found;
  }

  @Override
  public RawPage stored(Position after, int limit) {
    return raw.after(after, limit, head().position());
  }

  private int write(String sql, Object... parameters) {
    return readers.call(() -> writer.durably(session -> session.run(sql, parameters)));
  }
}
