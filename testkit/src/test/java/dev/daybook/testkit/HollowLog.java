package dev.daybook.testkit;

import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.Page;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Receipt;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.Statistics;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Subscription;
import dev.daybook.kernel.log.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Accepts everything, keeps nothing, complains of nothing: whatever a test lets this pass with, it
 * does not test.
 */
final class HollowLog implements EventLog {
  private static final LogId ID = new LogId(new UUID(0, 0));

  @Override
  public LogHead head() {
    return new LogHead(ID, 1, Position.START, Hash.ZERO, Instant.EPOCH);
  }

  @Override
  public AppendResult append(Append append) {
    return new AppendResult.Appended(
        new Receipt(ID, 1, append.id(), Position.START, Position.START, Map.of()));
  }

  @Override
  public Optional<Receipt> lookup(AppendId id) {
    return Optional.empty();
  }

  @Override
  public Version version(StreamId stream) {
    return Version.NONE;
  }

  @Override
  public Page read(EventQuery query, Position from, Direction direction, int limit) {
    return new Page(List.of(), from, true);
  }

  @Override
  public Page read(StreamId stream, Version from, Direction direction, int limit) {
    return new Page(List.of(), Position.START, true);
  }

  @Override
  public Optional<RecordedEvent> at(Position position) {
    return Optional.empty();
  }

  @Override
  public Optional<Position> firstAtOrAfter(Instant time) {
    return Optional.empty();
  }

  @Override
  public Statistics statistics() {
    return new Statistics(0, Collections.emptySortedMap(), new TreeMap<>(), 0, null, null, 0);
  }

  @Override
  public Subscription subscribe(EventQuery query, Position after) {
    return new Subscription() {
      @Override
      public Delivery next(Duration patience) {
        return new Delivery.CaughtUp(after);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {}
}
