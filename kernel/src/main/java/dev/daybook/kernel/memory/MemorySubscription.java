package dev.daybook.kernel.memory;

import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Subscription;
import java.time.Duration;

/**
 * Reads page after page from where it stands and, at the head, waits on the log's lock until an
 * append or a close wakes it. Reading and waiting happen under that one lock, so nothing can slip
 * in between.
 */
final class MemorySubscription implements Subscription {
  private static final int PAGE = 512;

  private final MemoryLog log;
  private final Object lock;
  private final EventQuery query;
  private Position through;
  private boolean behind = true;
  private boolean closed;

  MemorySubscription(MemoryLog log, Object lock, EventQuery query, Position after) {
    this.log = log;
    this.lock = lock;
    this.query = query;
    this.through = after;
  }

  @Override
  public Delivery next(Duration patience) throws InterruptedException {
    var deadline = System.nanoTime() + patience.toNanos();
    synchronized (lock) {
      while (!closed) {
        var page = log.read(query, through, Direction.FORWARD, PAGE);
        through = page.next();
        if (!page.events().isEmpty()) {
          behind = behind || !page.end();
          return new Delivery.Events(page.events(), through, !page.end());
        }
        if (behind) {
          behind = false;
          return new Delivery.CaughtUp(through);
        }
        var millis = Math.ceilDiv(deadline - System.nanoTime(), 1_000_000L);
        if (millis <= 0) {
          break;
        }
        lock.wait(millis);
      }
      return new Delivery.Quiet(through);
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
  }
}
