package dev.daybook.testkit;

import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.Archives;
import dev.daybook.kernel.log.BackupSource;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.Page;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Receipt;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.RestoreTarget;
import dev.daybook.kernel.log.Snapshots;
import dev.daybook.kernel.log.Statistics;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Subscription;
import dev.daybook.kernel.log.Version;
import java.time.Instant;
import java.util.Optional;

/**
 * A log that hands every call on to another, closing included; a subclass overrides what it watches
 * or gets wrong.
 */
public abstract class ForwardingLog implements EventLog {
  private final EventLog log;

  protected ForwardingLog(EventLog log) {
    this.log = log;
  }

  /** The log behind this one. */
  protected final EventLog log() {
    return log;
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
  public Page read(StreamId stream, Version from, Direction direction, int limit) {
    return log.read(stream, from, direction, limit);
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
  public Optional<Snapshots> snapshots() {
    return log.snapshots();
  }

  @Override
  public Optional<RestoreTarget> restoring() {
    return log.restoring();
  }

  @Override
  public Optional<BackupSource> backups() {
    return log.backups();
  }

  @Override
  public Optional<Archives> archives() {
    return log.archives();
  }

  @Override
  public void close() {
    log.close();
  }
}
