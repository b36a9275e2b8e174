package dev.daybook.kernel.sequencer;

import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.Page;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The live end of a log: the head that readers may see, the newest events, and the signal that
 * there are more.
 */
final class Tail {
  private final Ring ring;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger rewinds = new AtomicInteger();

  /** Whether what is in memory may be no longer in the log. */
  private volatile boolean outdated;

  private final AtomicReference<LogHead> head;

  Tail(LogHead head, int events, long bytes) {
    this.head = new AtomicReference<>(head);
    this.ring = new Ring(events, bytes, head.position().value());
  }

  LogHead head() {
    return head.get();
  }

  /** Makes committed events visible, all at once; sequencer only. */
  void publish(List<RecordedEvent> events, LogHead newHead) {
    if (outdated) {
      ring.restart(events.getFirst().position().value() - 1);
      outdated = false;
    }
    events.forEach(ring::add);
    see(newHead);
  }

  /** Goes on from a head that the sequencer has read; sequencer only. */
  void moveTo(LogHead newHead) {
    if (outdated) {
      ring.restart(newHead.position().value());
      outdated = false;
    } else {
      ring.goOnAfter(newHead.position().value());
    }
    see(newHead);
  }

  /** Makes everything up to a durable head visible, unless more is already; any thread. */
  void see(LogHead newHead) {
    head.accumulateAndGet(
        newHead, (known, seen) -> known.position().isAfter(seen.position()) ? known : seen);
    wake();
  }

  /** The log was taken back: what was visible may be no longer there; any thread. */
  void rewind(LogHead newHead) {
    outdated = true;
    head.set(newHead);
    rewinds.incrementAndGet();
    wake();
  }

  /** How often the log was taken back. */
  int rewinds() {
    return rewinds.get();
  }

  void wake() {
    if (waiting.get() > 0) {
      lock.lock();
      try {
        moved.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /**
   * Parks until the condition holds or the time is over; the condition is looked at after every
   * {@link #wake}.
   */
  boolean await(BooleanSupplier holds, long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    waiting.incrementAndGet();
    try {
      var left = nanos;
      while (!holds.getAsBoolean()) {
        if (left <= 0) {
          return false;
        }
        left = moved.awaitNanos(left);
      }
      return true;
    } finally {
      waiting.decrementAndGet();
      lock.unlock();
    }
  }

  /** The event at a position if it is still in memory. */
  @Nullable RecordedEvent at(Position position) {
    return outdated ? null : ring.at(position.value());
  }

  /**
   * The forward page after a position, up to {@code upTo}; null when the ring does not hold all of
   * it (any more).
   */
  @Nullable Page read(EventQuery query, Position from, int limit, Position upTo) {
    if (outdated || !ring.covers(from.value())) {
      return null;
    }
    var found = new ArrayList<RecordedEvent>();
    for (var place = from.value() + 1; place <= upTo.value(); place++) {
      var event = ring.at(place);
      if (event == null) {
        return null;
      }
      if (query.matches(event)) {
        found.add(event);
        if (found.size() == limit) {
          return new Page(found, event.position(), place == upTo.value());
        }
      }
    }
    return new Page(found, from.isAfter(upTo) ? from : upTo, true);
  }
}
