package dev.daybook.kernel.memory;

import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendCondition;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.NewEvent;
import dev.daybook.kernel.log.Page;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Receipt;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.RestoreTarget;
import dev.daybook.kernel.log.Snapshots;
import dev.daybook.kernel.log.Statistics;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Subscription;
import dev.daybook.kernel.log.Version;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * An event log in memory, written to be read: one lock, one list in position order, conditions
 * judged straight from their definition by looking at the events. It is the oracle of the
 * differential tests and therefore shares no code with the sequencer that the durable stores use.
 *
 * <p>What it decides where the contract leaves room:
 *
 * <ul>
 *   <li>conditions are judged against the log as it stood before the append, also for streams the
 *       append writes to;
 *   <li>an append id that is known is answered with the first receipt before any condition is
 *       looked at, whatever the second append holds;
 *   <li>event ids are the caller's duty and are not compared;
 *   <li>all events of an append have one recorded time;
 *   <li>nothing survives {@link #close()} (P3 does not hold here), and the epoch is always 1.
 * </ul>
 *
 * Safe for use by many threads. After {@link #close()} every method throws {@link
 * StoreException.Closed}.
 */
public final class MemoryLog implements EventLog {
  private static final long EPOCH = 1;

  private final Object lock = new Object();
  private final InstantSource clock;
  private final int capacity;

  private final List<RecordedEvent> events = new ArrayList<>();
  private final Map<StreamId, List<RecordedEvent>> streams = new HashMap<>();
  private final Map<AppendId, Receipt> receipts = new HashMap<>();
  private final Snapshots snapshots = new MemorySnapshots(lock, this::requireOpen);
  private LogId id;
  private boolean restoring;
  private boolean closed;

  /** An empty log with a new id, bounded only by the memory there is. */
  public MemoryLog(IdSource ids, InstantSource clock) {
    this(new LogId(ids.next()), clock, Integer.MAX_VALUE);
  }

  /**
   * An empty log.
   *
   * @param capacity most events it holds; an append beyond it is refused with {@link
   *     StoreException.RolledBack}
   */
  public MemoryLog(LogId id, InstantSource clock, int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "The capacity of a log is at least 1 event, not " + capacity);
    }
    this.id = id;
    this.clock = clock;
    this.capacity = capacity;
  }

  @Override
  public LogHead head() {
    synchronized (lock) {
      requireOpen();
      if (events.isEmpty()) {
        return new LogHead(id, EPOCH, Position.START, Hash.ZERO, Instant.EPOCH);
      }
      var newest = events.getLast();
      return new LogHead(id, EPOCH, newest.position(), newest.hash(), newest.time());
    }
  }

  @Override
  public AppendResult append(Append append) {
    synchronized (lock) {
      requireOpen();
      if (restoring) {
        throw new StoreException.Restoring(null);
      }
      var known = receipts.get(append.id());
      if (known != null) {
        return new AppendResult.AlreadyAppended(known);
      }
      for (var condition : append.conditions()) {
        var conflict = judge(condition);
        if (conflict.isPresent()) {
          return conflict.get();
        }
      }
      requireRoomFor(append.events().size());
      var receipt = write(append);
      lock.notifyAll();
      return new AppendResult.Appended(receipt);
    }
  }

  private Optional<AppendResult> judge(AppendCondition condition) {
    return switch (condition) {
      case AppendCondition.StreamAt(var stream, var expected) -> {
        var actual = versionOf(stream);
        var newest =
            actual.equals(Version.NONE) ? Position.START : eventsOf(stream).getLast().position();
        yield expected.isMetBy(actual)
            ? Optional.empty()
            : Optional.of(new AppendResult.Conflict(condition, actual, newest));
      }
      case AppendCondition.NothingMatching(var query, var since) ->
          events.stream()
              .filter(event -> event.position().isAfter(since) && query.matches(event))
              .findFirst()
              .map(first -> new AppendResult.Conflict(condition, Version.NONE, first.position()));
    };
  }

  private Receipt write(Append append) {
    var time = recordedTime();
    var first = new Position(events.size() + 1L);
    Map<StreamId, Version> versions = new HashMap<>();
    for (var event : append.events()) {
      var recorded = record(event, append, time);
      events.add(recorded);
      streams.computeIfAbsent(event.stream(), _ -> new ArrayList<>()).add(recorded);
      versions.put(event.stream(), recorded.version());
    }
    var receipt = new Receipt(id, EPOCH, append.id(), first, new Position(events.size()), versions);
    receipts.put(append.id(), receipt);
    return receipt;
  }

  private RecordedEvent record(NewEvent event, Append append, Instant time) {
    var unhashed = recorded(event, append, time, Hash.ZERO);
    var before = events.isEmpty() ? Hash.ZERO : events.getLast().hash();
    return recorded(event, append, time, EventBytes.link(before, EventBytes.encode(unhashed)));
  }

  private RecordedEvent recorded(NewEvent event, Append append, Instant time, Hash hash) {
    return new RecordedEvent(
        new Position(events.size() + 1L),
        event.stream(),
        versionOf(event.stream()).plus(1),
        event.id(),
        event.type(),
        time,
        append.id(),
        append.provenance(),
        event.tags(),
        event.data(),
        event.metadata(),
        hash);
  }

  /**
   * Now in whole microseconds, but never before the newest event: clocks step back, the log does
   * not.
   */
  private Instant recordedTime() {
    var now = EventBytes.time(EventBytes.micros(clock.instant()));
    return events.isEmpty() || now.isAfter(events.getLast().time()) ? now : events.getLast().time();
  }

  @Override
  public Optional<Receipt> lookup(AppendId append) {
    synchronized (lock) {
      requireOpen();
      return Optional.ofNullable(receipts.get(append));
    }
  }

  @Override
  public Version version(StreamId stream) {
    synchronized (lock) {
      requireOpen();
      return versionOf(stream);
    }
  }

  @Override
  public Page read(EventQuery query, Position from, Direction direction, int limit) {
    requireLimit(limit);
    synchronized (lock) {
      requireOpen();
      return switch (direction) {
        case FORWARD -> forward(query, from, limit);
        case BACKWARD -> backward(query, from, limit);
      };
    }
  }

  private Page forward(EventQuery query, Position from, int limit) {
    List<RecordedEvent> found = new ArrayList<>();
    var next = from;
    while (next.value() < events.size() && found.size() < limit) {
      var event = events.get((int) next.value());
      next = event.position();
      if (query.matches(event)) {
        found.add(event);
      }
    }
    return new Page(found, next, next.value() >= events.size());
  }

  private Page backward(EventQuery query, Position from, int limit) {
    List<RecordedEvent> found = new ArrayList<>();
    var next = new Position(Math.min(from.value(), events.size() + 1L));
    while (next.value() > 1 && found.size() < limit) {
      var event = events.get((int) next.value() - 2);
      next = event.position();
      if (query.matches(event)) {
        found.add(event);
      }
    }
    return new Page(found, next, next.value() <= 1);
  }

  @Override
  public Page read(StreamId stream, Version from, Direction direction, int limit) {
    requireLimit(limit);
    synchronized (lock) {
      requireOpen();
      var all = eventsOf(stream);
      var wanted =
          switch (direction) {
            case FORWARD ->
                all.stream().filter(event -> event.version().compareTo(from) >= 0).toList();
            case BACKWARD ->
                all.reversed().stream()
                    .filter(event -> event.version().compareTo(from) <= 0)
                    .toList();
          };
      var page = wanted.subList(0, Math.min(limit, wanted.size()));
      var next = page.isEmpty() ? Position.START : page.getLast().position();
      return new Page(page, next, page.size() == wanted.size());
    }
  }

  @Override
  public Optional<RecordedEvent> at(Position position) {
    synchronized (lock) {
      requireOpen();
      var index = position.value() - 1;
      return index >= 0 && index < events.size()
          ? Optional.of(events.get((int) index))
          : Optional.empty();
    }
  }

  @Override
  public Optional<Position> firstAtOrAfter(Instant time) {
    synchronized (lock) {
      requireOpen();
      return events.stream()
          .filter(event -> !event.time().isBefore(time))
          .map(RecordedEvent::position)
          .findFirst();
    }
  }

  @Override
  public Statistics statistics() {
    synchronized (lock) {
      requireOpen();
      var byType = new TreeMap<String, Long>();
      var byCategory = new TreeMap<String, Long>();
      for (var event : events) {
        byType.merge(event.type().name(), 1L, Long::sum);
        byCategory.merge(event.stream().category(), 1L, Long::sum);
      }
      var oldest = events.isEmpty() ? null : events.getFirst().time();
      var newest = events.isEmpty() ? null : events.getLast().time();
      return new Statistics(
          events.size(), byType, byCategory, streams.size(), oldest, newest, snapshots.count(), 0);
    }
  }

  @Override
  public Subscription subscribe(EventQuery query, Position after) {
    synchronized (lock) {
      requireOpen();
      return new MemorySubscription(this, lock, query, after);
    }
  }

  @Override
  public Optional<Snapshots> snapshots() {
    return Optional.of(snapshots);
  }

  @Override
  public Optional<RestoreTarget> restoring() {
    return Optional.of(new MemoryRestore(this));
  }

  /** Runs one step of a restore, which sees what it changes as one. */
  <T> T restoring(Supplier<T> step) {
    synchronized (lock) {
      requireOpen();
      return step.get();
    }
  }

  /** Becomes another log, or stops being restored. */
  void restoring(LogId log, boolean underWay) {
    id = log;
    restoring = underWay;
  }

  boolean isBeingRestored() {
    return restoring;
  }

  /** Takes one append of a restored log, which has been checked. */
  void take(List<RecordedEvent> append) {
    requireRoomFor(append.size());
    Map<StreamId, Version> versions = new HashMap<>();
    for (var event : append) {
      events.add(event);
      streams.computeIfAbsent(event.stream(), _ -> new ArrayList<>()).add(event);
      versions.put(event.stream(), event.version());
    }
    var first = append.getFirst();
    receipts.put(
        first.appendId(),
        new Receipt(
            id, EPOCH, first.appendId(), first.position(), append.getLast().position(), versions));
    lock.notifyAll();
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
  }

  private List<RecordedEvent> eventsOf(StreamId stream) {
    return streams.getOrDefault(stream, List.of());
  }

  private Version versionOf(StreamId stream) {
    return new Version(eventsOf(stream).size());
  }

  private void requireOpen() {
    if (closed) {
      throw new StoreException.Closed(
          "The memory log is closed. Open a new one; what it held is gone.");
    }
  }

  private void requireRoomFor(int more) {
    if (more > capacity - events.size()) {
      throw new StoreException.RolledBack(
          "The memory log is full: it holds %d of at most %d events and %d more were handed in. Use a larger capacity, or a store on disk."
              .formatted(events.size(), capacity, more),
          null);
    }
  }

  private static void requireLimit(int limit) {
    if (limit < 1 || limit > MOST_EVENTS_A_PAGE) {
      throw new IllegalArgumentException(
          "limit is 1 to " + MOST_EVENTS_A_PAGE + " events a page, not " + limit);
    }
  }
}
