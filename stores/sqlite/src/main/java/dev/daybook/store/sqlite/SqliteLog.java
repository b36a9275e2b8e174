package dev.daybook.store.sqlite;

import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.archive.Archiver;
import dev.daybook.kernel.archive.Payloads;
import dev.daybook.kernel.files.FileUrl;
import dev.daybook.kernel.files.Lease;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.Archives;
import dev.daybook.kernel.log.BackupSource;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.Page;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Receipt;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.Snapshots;
import dev.daybook.kernel.log.Statistics;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import dev.daybook.kernel.sequencer.DurableLog;
import dev.daybook.kernel.sequencer.Group;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The durable part of an embedded log: one SQLite file in WAL mode, one writing connection, a few
 * reading ones.
 */
final class SqliteLog implements DurableLog {
  private static final int READERS = 4;
  private final Path file;
  private final Lease lease;
  private final long epoch;
  private final boolean whole;
  private final Writer writer;
  private final Readers readers;
  private final EventReader events;
  private final EventReader headers;
  private final RawWalk raw;
  private final Archiver archiver;
  private volatile LogId id;

  private SqliteLog(
      Path file, Lease lease, Schema.Identity identity, Writer writer, Readers readers) {
    this.file = file;
    this.lease = lease;
    this.epoch = identity.epoch();
    this.whole = identity.whole();
    this.id = identity.log();
    this.writer = writer;
    this.readers = readers;
    this.raw = new RawWalk(readers);
    this.archiver =
        new Archiver(
            new Shelf(writer, readers, raw, this::head), Optional.ofNullable(file.getParent()));
    this.events = new EventReader(readers, writer.kinds(), archiver.payloads(), writer.unindexed());
    this.headers = new EventReader(readers, writer.kinds(), Payloads.leftOut(), writer.unindexed());
  }

  static SqliteLog open(FileUrl url, IdSource ids) {
    return open(url, ids, Connections::writing);
  }

  static SqliteLog open(FileUrl url, IdSource ids, Connections.Writing writing) {
    var file = url.path();
    url.prepare("SQLite");
    var lease = Lease.take(file, url.patience());
    try {
      return open(url, ids, writing, lease);
    } catch (RuntimeException failed) {
      lease.close();
      throw failed;
    }
  }

  private static SqliteLog open(
      FileUrl url, IdSource ids, Connections.Writing writing, Lease lease) {
    var faults = new Faults(url.path());
    try {
      var session = new Session(writing.to(url.path(), url.synchronous()));
      try {
        var identity = Schema.take(session, url.path(), ids);
        var writer = new Writer(session, url.synchronous(), faults);
        return new SqliteLog(
            url.path(), lease, identity, writer, new Readers(url.path(), READERS, faults));
      } catch (SQLException | RuntimeException failed) {
        session.close();
        throw failed;
      }
    } catch (SQLException fault) {
      throw faults.beforeCommit(fault);
    }
  }

  @Override
  public LogHead head() {
    return readers.read(session -> {
      try {
        return session
            .first(this::head, Sql.HEAD)
            .orElseGet(() -> head(Position.START, Hash.ZERO, Instant.EPOCH));
      } catch (SQLException fault) {
        if (!Faults.isDamage(fault)) {
          throw fault;
        }
        var last = session.number(Sql.LAST_APPENDED);
        return head(new Position(last), Hash.ZERO, Instant.EPOCH);
      }
    });
  }

  /**
   * The head; one that is too damaged to have a hash gets none, so that the log opens, but {@link
   * #commit} refuses.
   */
  private LogHead head(ResultSet newest) throws SQLException {
    var position = new Position(Math.max(0, newest.getLong(1)));
    var hash = newest.getBytes(2);
    var time = newest.getBytes(3);
    return hash == null || hash.length != Hash.LENGTH || time == null || time.length != Long.BYTES
        ? head(position, Hash.ZERO, Instant.EPOCH)
        : head(position, Hash.of(hash), EventBytes.time(Writer.micros(time)));
  }

  private LogHead head(Position position, Hash hash, Instant time) {
    return new LogHead(id, epoch, position, hash, time);
  }

  @Override
  public Optional<Receipt> lookup(AppendId id) {
    var recent = writer.unindexed().part().receipt(id);
    return recent.isPresent() ? recent : indexed(id);
  }

  private Optional<Receipt> indexed(AppendId id) {
    return readers.read(session -> {
      var found =
          session.first(
              row -> new long[] {row.getLong(1), row.getLong(2), row.getLong(3)},
              Sql.LOOKUP,
              (Object) Writer.bytes(id.value()));
      return found.isEmpty()
          ? Optional.<Receipt>empty()
          : Optional.of(receipt(session, id, found.get()));
    });
  }

  @Override
  public boolean refusesKnownIds() {
    return true;
  }

  private Receipt receipt(Session session, AppendId id, long[] append) throws SQLException {
    var versions = new HashMap<StreamId, Version>();
    try (var rows = session.bind(Sql.RECEIPT_VERSIONS, append[0], append[1]).executeQuery()) {
      while (rows.next()) {
        versions.put(StreamId.parse(rows.getString(1)), new Version(rows.getLong(2)));
      }
    }
    return new Receipt(
        this.id, append[2], id, new Position(append[0]), new Position(append[1]), versions);
  }

  @Override
  public StreamEnd end(StreamId stream) {
    var recent = writer.unindexed().part().last(stream);
    return recent.isPresent()
        ? new StreamEnd(recent.get().version(), recent.get().position())
        : indexedEnd(stream);
  }

  private StreamEnd indexedEnd(StreamId stream) {
    return readers.read(session ->
        session
            .first(
                row -> new StreamEnd(new Version(row.getLong(1)), new Position(row.getLong(2))),
                Sql.END,
                stream.toString())
            .orElse(StreamEnd.NONE));
  }

  @Override
  public Page read(EventQuery query, Position from, Direction direction, int limit, Position head) {
    return events.read(query, from, direction, limit, head);
  }

  @Override
  public Page readHeaders(EventQuery query, Position from, int limit, Position head) {
    return headers.read(query, from, Direction.FORWARD, limit, head);
  }

  @Override
  public Page read(StreamId stream, Version from, Direction direction, int limit, Position head) {
    return events.read(stream, from, direction, limit, head);
  }

  @Override
  public Optional<RecordedEvent> at(Position position) {
    return events.at(position);
  }

  @Override
  public Optional<Position> firstAtOrAfter(Instant time, Position head) {
    return events.firstAtOrAfter(time, head);
  }

  @Override
  public Statistics statistics() {
    return readers.read(this::statistics);
  }

  private Statistics statistics(Session session) throws SQLException {
    var byType = new TreeMap<String, Long>();
    var byCategory = new TreeMap<String, Long>();
    var total = 0L;
    try (var rows = session.bind(Sql.COUNT_BY_KIND).executeQuery()) {
      while (rows.next()) {
        byCategory.merge(rows.getString(1), rows.getLong(3), Long::sum);
        byType.merge(rows.getString(2), rows.getLong(3), Long::sum);
        total += rows.getLong(3);
      }
    }
    Session.Row<Instant> time = row -> EventBytes.time(Writer.micros(row.getBytes(1)));
    return new Statistics(
        total,
        byType,
        byCategory,
        session.number(Sql.COUNT_STREAMS),
        session.first(time, Sql.TIME_AT, 1L).orElse(null),
        session.first(time, Sql.TIME_AT, total).orElse(null),
        session.number(Sql.SNAPSHOTS),
        size());
  }

  private long size() {
    var wal = file.resolveSibling(file.getFileName() + "-wal").toFile();
    return file.toFile().length() + wal.length();
  }

  @Override
  public RawPage raw(Position after, int limit) {
    var page = raw.after(after, limit, head().position());
    return new RawPage(
        page.events().stream().map(archiver.payloads()::whole).toList(),
        page.through(),
        page.end());
  }

  @Override
  public Optional<Snapshots> snapshots() {
    return Optional.of(new SqliteSnapshots(writer, readers));
  }

  @Override
  public Optional<BackupSource> backups() {
    return Optional.of(new Copying(file, readers, new Faults(file)));
  }

  @Override
  public Optional<Archives> archives() {
    return Optional.of(archiver);
  }

  @Override
  public boolean canBeRestored() {
    return true;
  }

  @Override
  public boolean isBeingRestored() {
    return readers.read(session -> session.number(Sql.META, "restoring") == 1);
  }

  @Override
  public void beginRestore(LogId comes) {
    readers.call(() ->
        writer.durably(session -> {
          if (session.number(Sql.LAST) > 0) {
            throw new StoreException.Deterministic(
                file + " holds events already. A log is restored into an empty store only.", null);
          }
          session.run(Sql.PUT_META, "restoring", 1);
          return session.run(Sql.SET_META, comes.toString(), "log");
        }));
    id = comes;
  }

  @Override
  public void endRestore() {
    readers.call(() -> writer.durably(session -> session.run(Sql.DROP_META, "restoring")));
  }

  @Override
  public boolean commit(Group group, LogHead expected) {
    if (!whole
        || (expected.hash().equals(Hash.ZERO) && expected.position().isAfter(Position.START))) {
      throw new StoreException.Deterministic(
          "The newest event of "
              + file
              + " is damaged, so nothing can be appended behind it. Run `daybook verify` and"
              + " restore a backup.",
          null);
    }
    return writer.commit(group, expected);
  }

  @Override
  public void close() {
    try (lease;
        writer;
        readers) {
      // closed in reverse order: readers, writer, lease
    } catch (SQLException fault) {
      throw new Faults(file).beforeCommit(fault);
    }
  }
}
