package dev.daybook.kernel.sequencer;

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
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Subscription;
import dev.daybook.kernel.log.Version;
import dev.daybook.kernel.verify.RawLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An event log over a durable back end: group commit by one sequencer thread, reads near the head
 * from memory.
 */
public final class SequencedLog implements EventLog, RawLog {
  /**
   * Bounds of a sequenced log.
   *
   * @param waiting appends that may wait at once
   * @param patience how long an append waits for a place among them before it is rolled back
   * @param groupEvents most events of one transaction (a single larger append goes alone)
   * @param groupBytes most payload bytes of one transaction, likewise
   * @param recentEvents events kept in memory near the head, a power of two
   * @param recentBytes most payload bytes of those
   */
  public record Bounds(
      int waiting,
      Duration patience,
      int groupEvents,
      long groupBytes,
      int recentEvents,
      long recentBytes) {
    /** What is right for a server. */
    public static Bounds usual() {
      return new Bounds(8_192, Duration.ofSeconds(30), 2_048, 4L << 20, 8_192, 16L << 20);
    }
  }

  /**
   * What was committed since the log was opened: how well appends share commits.
   *
   * @param groups commits
   * @param appends what they held together
   */
  public record Committed(long groups, long appends) {}

  private final DurableLog log;
  private final Intake intake;
  private final Tail tail;
  private final Sequencer sequencer;
  private final Optional<RestoreTarget> restoration;
  private final Thread thread;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean closing;

  private SequencedLog(DurableLog log, InstantSource clock, Bounds bounds) {
    this.log = log;
    this.intake =
        new Intake(bounds.waiting(), bounds.patience(), bounds.groupEvents(), bounds.groupBytes());
    this.tail = new Tail(log.head(), bounds.recentEvents(), bounds.recentBytes());
    var knowledge = new Knowledge(log, tail);
    this.sequencer = new Sequencer(log, intake, knowledge, clock);
    this.restoration =
        log.canBeRestored()
            ? Optional.of(new Restoration(log, sequencer, knowledge))
            : Optional.empty();
    this.thread = Thread.ofPlatform().name("daybook-sequencer").daemon().unstarted(sequencer);
  }

  /** Starts the sequencer over a back end, which is closed with the log. */
  public static SequencedLog over(DurableLog log, InstantSource clock) {
    return over(log, clock, Bounds.usual());
  }

  public static SequencedLog over(DurableLog log, InstantSource clock, Bounds bounds) {
    var sequenced = new SequencedLog(log, clock, bounds);
    log.watch(sequenced.new Watching());
    sequenced.thread.start();
    return sequenced;
  }

  /** Follows what other processes do to a shared log. */
  private final class Watching implements DurableLog.Watcher {
    @Override
    public void moved(LogHead head) {
      tail.see(head);
    }

    @Override
    public void rewound(LogHead head) {
      tail.rewind(head);
    }
  }

  @Override
  public LogHead head() {
    open();
    return visible();
  }

  /** The head that readers may see: on a shared log whatever others have written, too. */
  private LogHead visible() {
    if (!log.isShared()) {
      return tail.head();
    }
    var head = log.head();
    tail.see(head);
    return head;
  }

  /** Up to where the store may read: a shared log looks itself, together with the events. */
  private Position cap() {
    return log.isShared() ? Position.END : tail.head().position();
  }

  @Override
  public AppendResult append(Append append) {
    var request = new Request(append);
    // a store's native call would keep the carrier of a virtual thread, so only a platform thread
    // writes by itself
    if (!mayWrite(Thread.currentThread()) || !sequencer.writeAtOnce(request)) {
      intake.put(request);
    }
    return request.await();
  }

  private boolean mayWrite(Thread caller) {
    return !caller.isVirtual() || log.servesVirtualThreads();
  }

  /** How many appends were committed since the log was opened, and in how many groups. */
  public Committed committed() {
    return sequencer.committed();
  }

  @Override
  public Optional<Receipt> lookup(AppendId id) {
    open();
    return log.lookup(id);
  }

  @Override
  public Version version(StreamId stream) {
    open();
    return log.end(stream).version();
  }

  @Override
  public Page read(EventQuery query, Position from, Direction direction, int limit) {
    open();
    within(limit);
    return direction == Direction.FORWARD && !log.isShared()
        ? after(query, from, limit)
        : log.read(query, from, direction, limit, cap());
  }

  /** A forward page up to the head that is known here, from memory where it can be. */
  private Page after(EventQuery query, Position from, int limit) {
    open();
    var near = tail.read(query, from, limit, tail.head().position());
    return near == null ? log.read(query, from, Direction.FORWARD, limit, cap()) : near;
  }

  @Override
  public Page read(StreamId stream, Version from, Direction direction, int limit) {
    open();
    within(limit);
    return log.read(stream, from, direction, limit, cap());
  }

  @Override
  public Optional<RecordedEvent> at(Position position) {
    open();
    var recent = position.isAfter(tail.head().position()) ? null : tail.at(position);
    return recent == null ? log.at(position) : Optional.of(recent);
  }

  @Override
  public Optional<Position> firstAtOrAfter(Instant time) {
    open();
    return log.firstAtOrAfter(time, cap());
  }

  @Override
  public Statistics statistics() {
    open();
    return log.statistics();
  }

  @Override
  public Subscription subscribe(EventQuery query, Position after) {
    open();
    visible();
    return new LiveSubscription(this::after, tail, () -> closing, query, after);
  }

  @Override
  public RawPage raw(Position after, int limit) {
    open();
    return log.raw(after, limit);
  }

  @Override
  public Optional<Snapshots> snapshots() {
    open();
    return log.snapshots();
  }

  @Override
  public Optional<RestoreTarget> restoring() {
    open();
    return restoration;
  }

  @Override
  public Optional<BackupSource> backups() {
    open();
    return log.backups();
  }

  @Override
  public Optional<Archives> archives() {
    open();
    return log.archives().map(archives -> new OpenArchives(archives, this::open));
  }

  @Override
  public void close() {
    closing = true;
    intake.close();
    tail.wake();
    var interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (closed.compareAndSet(false, true)) {
      sequencer.quietly(() -> {
        log.close();
        return true;
      });
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void open() {
    if (closing) {
      throw new StoreException.Closed("The log is closed");
    }
  }

  private static void within(int limit) {
    if (limit < 1 || limit > MOST_EVENTS_A_PAGE) {
      throw new IllegalArgumentException(
          "A page holds 1 to " + MOST_EVENTS_A_PAGE + " events, not " + limit);
    }
  }
}
