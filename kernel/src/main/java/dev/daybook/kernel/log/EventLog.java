package dev.daybook.kernel.log;

import java.time.Instant;
import java.util.Optional;

/**
 * One durable, gapless, tamper-evident log of events. The promises stand in {@link Position} (P1 to
 * P6). Safe for use by many threads; every call blocks, so call it from virtual threads.
 *
 * <p>All methods throw {@link StoreException} when the store fails.
 */
public interface EventLog extends AutoCloseable {
  /** Most events one page may hold. */
  int MOST_EVENTS_A_PAGE = 10_000;

  /** Where the log stands: everything at or below it is visible to reads that begin now. */
  LogHead head();

  /**
   * Writes all events or none; durable when it returns (P3, P4). Appends are evaluated in the order
   * they arrive.
   */
  AppendResult append(Append append);

  /** What was written under this append id, if anything was. */
  Optional<Receipt> lookup(AppendId id);

  /** The version of a stream; {@link Version#NONE} when it holds nothing. */
  Version version(StreamId stream);

  /**
   * A page of the whole log.
   *
   * @param from exclusive: forward reads events after it, backward events before it
   * @param limit at most this many events, 1 to {@link #MOST_EVENTS_A_PAGE}
   */
  Page read(EventQuery query, Position from, Direction direction, int limit);

  /**
   * A page of one stream. {@code Page.next} is the position of the last event, {@code end} whether
   * there is none further.
   *
   * @param from inclusive version: forward from it up, backward from it down; backward from a
   *     version beyond the last begins at the last
   */
  Page read(StreamId stream, Version from, Direction direction, int limit);

  /** The event at a position. */
  Optional<RecordedEvent> at(Position position);

  /** The first position recorded at or after a time; empty when there is none yet. */
  Optional<Position> firstAtOrAfter(Instant time);

  /** Counts over the whole log. */
  Statistics statistics();

  /** Everything that matches after a position, then live; see {@link Subscription}. */
  Subscription subscribe(EventQuery query, Position after);

  /** Where this log keeps snapshots of its streams; empty when it keeps none. */
  default Optional<Snapshots> snapshots() {
    return Optional.empty();
  }

  /** The way of another log into this one; empty when this store has none. */
  default Optional<RestoreTarget> restoring() {
    return Optional.empty();
  }

  /** How this log is copied while it runs; empty when the store's files cannot be copied. */
  default Optional<BackupSource> backups() {
    return Optional.empty();
  }

  /** How payloads are moved out of this log into files; empty when it keeps them for ever. */
  default Optional<Archives> archives() {
    return Optional.empty();
  }

  /** Refuses new appends, finishes those it accepted, closes. */
  @Override
  void close();
}
