package dev.daybook.store.postgres;

import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.archive.Archiver;
import dev.daybook.kernel.archive.Payloads;
import dev.daybook.kernel.files.PostgresUrl;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.Archives;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventQuery;
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
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The durable part of a log that nodes share: one writing connection a node, a pool that reads. */
final class PostgresLog implements DurableLog {
  /** A group of a restore from this size on goes by COPY. */
  private static final int BULK = 200;

  /** What is known of an append: its log, and where it lies. */
  private record Written(LogId log, long first, int events, long epoch) {}

  private final Database database;
  private final UUID node;
  private final Known known;
  private final Writer writer;
  private final Turns turns;
  private final Teller teller;
  private final KindIndex kinds;
  private final RawWalk walk;
  private final Archiver archiver;
  private final EventReader events;
  private final EventReader headers;
  private volatile boolean restoring;
  private volatile @Nullable Listener listener;

  private PostgresLog(Database database, Writer writer, UUID node, HeadRow row) {
    this.database = database;
    this.node = node;
    this.known = new Known(row.head());
    this.restoring = row.restoring();
    this.writer = writer;
    this.turns = new Turns(database, node);
    this.teller = new Teller(database, node);
    this.kinds = new KindIndex(database, row.head().position().value());
    this.walk = new RawWalk(database);
    this.archiver = new Archiver(new Shelf(database, walk, this::head), Optional.empty());
    this.events = new EventReader(database, archiver.payloads());
    this.headers = new EventReader(database, Payloads.leftOut());
  }

  static PostgresLog open(PostgresUrl url, IdSource ids) {
    var database = new Database(url);
    try {
      var connection = database.connect();
      try {
        new Schema(database).prepare(connection, ids);
        var session = new Session(connection, database.sql());
        warn(session, url);
        var row = session.first(HeadRow::of, database.sql().text("head"));
        var node = UUID.randomUUID();
        return new PostgresLog(
            database,
            new Writer(database, node, connection),
            node,
            row.orElseThrow(() -> headless(url)));
      } catch (SQLException | RuntimeException failed) {
        connection.close();
        throw failed;
      }
    } catch (SQLException fault) {
      database.close();
      throw database.faults().reading(fault);
    } catch (RuntimeException failed) {
      database.close();
      throw failed;
    }
  }

  private static void warn(Session session, PostgresUrl url) throws SQLException {
    var off =
        session
            .first(row -> "off".equals(row.getString(1)), session.sql().text("durability"))
            .orElse(false);
    if (off) {
      LoggerFactory.getLogger(PostgresLog.class)
          .warn(
              "The server of {} runs with fsync=off: what is acknowledged survives a killed"
                  + " program, but not a power cut",
              url);
    }
  }

  private static StoreException headless(PostgresUrl url) {
    return new StoreException.Deterministic(
        "The log in " + url + " has lost its head row. Restore a backup.", null);
  }

  private LogHead seen(HeadRow row) {
    restoring = row.restoring();
    known.see(row.head());
    return row.head();
  }

  @Override
  public LogHead head() {
    return seen(
        database
            .read(session -> session.first(HeadRow::of, session.sql().text("head")))
            .orElseThrow(() -> headless(database.url())));
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public boolean servesVirtualThreads() {
    return true;
  }

  @Override
  public LogHead lead() {
    return seen(turns.take());
  }

  @Override
  public void watch(Watcher watcher) {
    listener = new Listener(database, node, known, teller, watcher);
  }

  @Override
  public Optional<Receipt> lookup(AppendId id) {
    return database.read(session -> {
      var found =
          session.first(
              row ->
                  new Written(
                      new LogId(row.getObject(1, UUID.class)),
                      row.getLong(2),
                      row.getInt(3),
                      row.getLong(4)),
              session.sql().text("lookup"),
              id.value());
      return found.isEmpty()
          ? Optional.<Receipt>empty()
          : Optional.of(receipt(session, id, found.get()));
    });
  }

  private static Receipt receipt(Session session, AppendId id, Written append) throws SQLException {
    var last = append.first() + append.events() - 1;
    var versions = new HashMap<StreamId, Version>();
    session.rows(
        row -> versions.put(StreamId.parse(row.getString(1)), new Version(row.getLong(2))),
        session.sql().text("receipt-versions"),
        append.first(),
        last);
    return new Receipt(
        append.log(),
        append.epoch(),
        id,
        new Position(append.first()),
        new Position(last),
        versions);
  }

  @Override
  public boolean refusesKnownIds() {
    return true;
  }

  @Override
  public StreamEnd end(StreamId stream) {
    return database.read(session ->
        session
            .first(
                row -> new StreamEnd(new Version(row.getLong(1)), new Position(row.getLong(2))),
                session.sql().text("end"),
                stream.toString())
            .orElse(StreamEnd.NONE));
  }

  @Override
  public Map<StreamId, StreamEnd> ends(Set<StreamId> streams) {
    var names = streams.stream().map(StreamId::toString).toArray(String[]::new);
    return database.read(session -> {
      var ends = new HashMap<StreamId, StreamEnd>();
      session.rows(
          row ->
              ends.put(
                  StreamId.parse(row.getString(1)),
                  new StreamEnd(new Version(row.getLong(2)), new Position(row.getLong(3)))),
          session.sql().text("ends"),
          (Object) names);
      return ends;
    });
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
    return new Counts(database).statistics();
  }

  @Override
  public RawPage raw(Position after, int limit) {
    var page = walk.after(after, limit, head().position());
    return new RawPage(
        page.events().stream().map(archiver.payloads()::whole).toList(),
        page.through(),
        page.end());
  }

  @Override
  public boolean commit(Group group, LogHead expected) {
    var events = group.appends().stream().mapToInt(append -> append.events().size()).sum();
    var written =
        restoring && events >= BULK
            ? writer.restore(group, expected)
            : writer.commit(group, expected);
    if (written) {
      var newest = group.appends().getLast().events().getLast();
      var head =
          new LogHead(
              expected.log(), expected.epoch(), newest.position(), newest.hash(), newest.time());
      known.see(head);
      teller.moved(head);
      kinds.grown(group, head.position().value());
    }
    return written;
  }

  @Override
  public Optional<Snapshots> snapshots() {
    return Optional.of(new KeptSnapshots(database));
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
    if (restoring) {
      head(); // another node may have ended it
    }
    return restoring;
  }

  @Override
  public void beginRestore(LogId log) {
    restore("begin-restore", log.value());
  }

  @Override
  public void endRestore() {
    restore("end-restore");
  }

  private void restore(String name, Object... parameters) {
    var changed = database.read(session -> session.run(session.sql().text(name), parameters));
    head();
    if (changed == 0) {
      throw new StoreException.Deterministic(
          "Another process has changed the log in "
              + database.url()
              + " meanwhile. Look at it"
              + " before you go on.",
          null);
    }
  }

  @Override
  public void close() {
    var listening = listener;
    if (listening != null) {
      listening.close();
    }
    kinds.close();
    teller.close();
    writer.close();
    database.close();
  }
}
