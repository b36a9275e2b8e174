package dev.daybook.store.rocksdb;

import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.archive.Archiver;
import dev.daybook.kernel.archive.Payloads;
import dev.daybook.kernel.files.FileUrl;
import dev.daybook.kernel.files.Lease;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.Archives;
import dev.daybook.kernel.log.BackupSource;
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
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import dev.daybook.kernel.sequencer.DurableLog;
import dev.daybook.kernel.sequencer.Group;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** The durable part of a log in one RocksDB directory. */
final class RocksdbLog implements DurableLog {
  private final Lease lease;
  private final Gate gate;
  private final Commits commits;
  private final Kinds kinds;
  private final EventReader events;
  private final EventReader headers;
  private final RawWalk raw;
  private final Lookups lookups;
  private final SnapshotRows snapshots;
  private final Copies copies;
  private final Archiver archiver;

  private RocksdbLog(Lease lease, Gate gate, Kinds kinds, Commits commits, FileUrl url) {
    this.lease = lease;
    this.gate = gate;
    this.kinds = kinds;
    this.commits = commits;
    this.raw = new RawWalk(gate, kinds);
    this.archiver =
        new Archiver(new Shelf(gate, commits, raw), Optional.ofNullable(url.path().getParent()));
    this.events = new EventReader(gate, kinds, archiver.payloads());
    this.headers = new EventReader(gate, kinds, Payloads.leftOut());
    this.lookups = new Lookups(gate, url.path());
    this.snapshots = new SnapshotRows(gate);
    this.copies = new Copies(gate);
  }

  static RocksdbLog open(FileUrl url, IdSource ids) {
    url.prepare("RocksDB");
    var lease = Lease.take(url.path(), url.patience());
    try {
      return open(url, ids, lease);
    } catch (RuntimeException failed) {
      lease.close();
      throw failed;
    }
  }

  private static RocksdbLog open(FileUrl url, IdSource ids, Lease lease) {
    var faults = new Faults(url.path());
    var opening = new Opening(url.path(), faults);
    var opened = opening.toWrite();
    if (opened.damage() != null) {
      LoggerFactory.getLogger(RocksdbLog.class)
          .error(
              "{} is damaged ({}): it can be read, but nothing can be appended. Run `daybook"
                  + " verify` and restore a backup.",
              url.path(),
              opened.damage());
    }
    var kinds = new Kinds();
    var gate = new Gate(opened.database(), faults);
    try {
      var commits = Commits.begin(opening, opened, gate, kinds, faults, url.synchronous(), ids);
      return new RocksdbLog(lease, gate, kinds, commits, url);
    } catch (RuntimeException failed) {
      gate.close();
      throw failed;
    }
  }

  @Override
  public LogHead head() {
    return commits.head();
  }

  @Override
  public boolean commit(Group group, LogHead expected) {
    return commits.commit(group, expected);
  }

  @Override
  public Optional<Receipt> lookup(AppendId id) {
    return commits.mayKnow(id) ? lookups.receipt(id, commits.log()) : Optional.empty();
  }

  @Override
  public StreamEnd end(StreamId stream) {
    return lookups.end(stream);
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
    return lookups.statistics(kinds);
  }

  @Override
  public RawPage raw(Position after, int limit) {
    var page = raw.after(after, limit, head().position(), commits.lostFrom());
    return new RawPage(
        page.events().stream().map(archiver.payloads()::whole).toList(),
        page.through(),
        page.end());
  }

  @Override
  public Optional<Snapshots> snapshots() {
    return Optional.of(snapshots);
  }

  @Override
  public Optional<BackupSource> backups() {
    return Optional.of(copies);
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
    return commits.isBeingRestored();
  }

  @Override
  public void beginRestore(LogId log) {
    commits.beginRestore(log);
  }

  @Override
  public void endRestore() {
    commits.endRestore();
  }

  @Override
  public void close() {
    try (lease;
        commits;
        gate) {
      // closed in reverse order: gate, commits, lease
    }
  }
}
