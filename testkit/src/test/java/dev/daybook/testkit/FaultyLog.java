package dev.daybook.testkit;

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
import dev.daybook.kernel.log.Statistics;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Subscription;
import dev.daybook.kernel.log.Version;
import java.time.Instant;
import java.util.Optional;

/** A log that is right but for what a subclass gets wrong. */
abstract class FaultyLog implements EventLog {
  private final EventLog right;

  FaultyLog(EventLog right) {
    this.right = right;
  }

  @Override
  public LogHead head() {
    return right.head();
  }

  @Override
  public AppendResult append(Append append) {
    return right.append(append);
  }

  @Override
  public Optional<Receipt> lookup(AppendId id) {
    return right.lookup(id);
  }

  @Override
  public Version version(StreamId stream) {
    return right.version(stream);
  }

  @Override
  public Page read(EventQuery query, Position from, Direction direction, int limit) {
    return right.read(query, from, direction, limit);
  }

  @Override
  public Page read(StreamId stream, Version from, Direction direction, int limit) {
    return right.read(stream, from, direction, limit);
  }

  @Override
  public Optional<RecordedEvent> at(Position position) {
    return right.at(position);
  }

  @Override
  public Optional<Position> firstAtOrAfter(Instant time) {
    return right.firstAtOrAfter(time);
  }

  @Override
  public Statistics statistics() {
    return right.statistics();
  }

  @Override
  public Subscription subscribe(EventQuery query, Position after) {
    return right.subscribe(query, after);
  }

  @Override
  public void close() {
    right.close();
  }
}
