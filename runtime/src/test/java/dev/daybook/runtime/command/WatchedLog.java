package dev.daybook.runtime.command;

import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.Page;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Receipt;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.Snapshot;
import dev.daybook.kernel.log.Snapshots;
import dev.daybook.kernel.log.Statistics;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Subscription;
import dev.daybook.kernel.log.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A log that counts the events read from its streams, and whose snapshots can be troubled. */
final class WatchedLog implements EventLog, Snapshots {
  private final EventLog log;
  private final AtomicLong read = new AtomicLong();

  /** What is done before each use of a snapshot. */
  volatile Runnable trouble = () -> {};

  WatchedLog(EventLog log) {
    this.log = log;
  }

  /** Events read from streams since the last call. */
  long read() {
    return read.getAndSet(0);
  }

  @Override
  public Page read(StreamId stream, Version from, Direction direction, int limit) {
    var page = log.read(stream, from, direction, limit);
    read.addAndGet(page.events().size());
    return page;
  }

  @Override
  public Optional<Snapshots> snapshots() {
    return Optional.of(this);
  }

  @Override
  public void save(Snapshot snapshot) {
    trouble.run();
    kept().save(snapshot);
  }

  @Override
  public Optional<Snapshot> latest(StreamId stream, Version at) {
    trouble.run();
    return kept().latest(stream, at);
  }

  @Override
  public void drop(StreamId stream) {
    kept().drop(stream);
  }

  @Override
  public void dropAll() {
    kept().dropAll();
  }

  @Override
  public long count() {
    return kept().count();
  }

  private Snapshots kept() {
    return log.snapshots().orElseThrow();
  }

  @Override
  public LogHead head() {
    return log.head();
  }

  @Override
  public AppendResult append(Append append) {
    return log.append(append);
  }

  @Override
  public Optional<Receipt> lookup(AppendId id) {
    return log.lookup(id);
  }

  @Override
  public Version version(StreamId stream) {
    return log.version(stream);
  }

  @Override
  public Page read(EventQuery query, Position from, Direction direction, int limit) {
    return log.read(query, from, direction, limit);
  }

  @Override
  public Optional<RecordedEvent> at(Position position) {
    return log.at(position);
  }

  @Override
  public Optional<Position> firstAtOrAfter(Instant time) {
    return log.firstAtOrAfter(time);
  }

  @Override
  public Statistics statistics() {
    return log.statistics();
  }

  @Override
  public Subscription subscribe(EventQuery query, Position after) {
    return log.subscribe(query, after);
  }

  @Override
  public void close() {
    log.close();
  }
}
