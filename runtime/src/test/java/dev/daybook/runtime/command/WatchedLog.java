package dev.daybook.runtime.command;

import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.Page;
import dev.daybook.kernel.log.Snapshot;
import dev.daybook.kernel.log.Snapshots;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import dev.daybook.testkit.ForwardingLog;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A log that counts the events read from its streams, and whose snapshots can be troubled. */
final class WatchedLog extends ForwardingLog implements Snapshots {
  private final AtomicLong read = new AtomicLong();

  /** What is done before each use of a snapshot. */
  volatile Runnable trouble = () -> {};

  WatchedLog(EventLog log) {
    super(log);
  }

  /** Events read from streams since the last call. */
  long read() {
    return read.getAndSet(0);
  }

  @Override
  public Page read(StreamId stream, Version from, Direction direction, int limit) {
    var page = log().read(stream, from, direction, limit);
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
    return log().snapshots().orElseThrow();
  }
}
