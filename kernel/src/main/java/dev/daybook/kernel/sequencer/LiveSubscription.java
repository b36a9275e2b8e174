package dev.daybook.kernel.sequencer;

import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Page;
import dev.daybook.kernel.log.PageSize;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.Subscription;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads page by page from a position and, once at the head, parks until the tail moves. There is no
 * buffer to overflow: a slow reader simply finds more to page through. While it catches up, the
 * next pages are fetched beside the reader's work.
 */
final class LiveSubscription implements Subscription {
  /** Forward pages of the log, up to its head. */
  interface Pages {
    Page after(EventQuery query, Position from, int limit);
  }

  private final Pages log;
  private final Tail tail;
  private final BooleanSupplier logClosed;
  private final EventQuery query;
  private final int rewinds;
  private final PageSize size = new PageSize(ReadAhead.MOST_EVENTS);
  private Position cursor;
  private boolean caughtUp;
  private volatile @Nullable ReadAhead ahead;
  private volatile boolean closed;

  LiveSubscription(
      Pages log, Tail tail, BooleanSupplier logClosed, EventQuery query, Position after) {
    this.log = log;
    this.tail = tail;
    this.logClosed = logClosed;
    this.query = query;
    this.cursor = after;
    this.rewinds = tail.rewinds();
  }

  @Override
  public Delivery next(Duration patience) throws InterruptedException {
    var deadline = System.nanoTime() + patience.toNanos();
    while (!closed) {
      if (logClosed.getAsBoolean()) {
        throw new StoreException.Closed("The log is closed; subscribe again when it is open");
      }
      requireHistory();
      if (isBehind()) {
        var page = page();
        if (page == null) {
          break;
        }
        cursor = page.next();
        caughtUp &= page.end();
        if (!page.events().isEmpty()) {
          return new Delivery.Events(page.events(), cursor, !page.end() && isBehind());
        }
      } else if (!caughtUp) {
        caughtUp = true;
        return new Delivery.CaughtUp(cursor);
      } else if (!tail.await(this::hasNews, deadline - System.nanoTime())) {
        break;
      }
    }
    return new Delivery.Quiet(cursor);
  }

  /** What was delivered must still be in the log; else the reader has to begin anew. */
  private void requireHistory() {
    if (tail.rewinds() != rewinds) {
      throw new StoreException.Deterministic(
          "The log was taken back, as by a failover to a server that lacked the newest events, and"
              + " stands at position "
              + tail.head().position()
              + " now; this reader had got as far as "
              + cursor
              + ". Rebuild what was made of it, and subscribe again.",
          null);
    }
  }

  private boolean isBehind() {
    return tail.head().position().isAfter(cursor);
  }

  private boolean hasNews() {
    return isBehind() || closed || logClosed.getAsBoolean() || tail.rewinds() != rewinds;
  }

  /** The next page; null when this was closed while it was waited for. */
  private @Nullable Page page() throws InterruptedException {
    var fetching = ahead;
    var page = fetching == null ? read() : taken(fetching);
    if (page == null || page.end()) {
      ahead = null;
    } else if (fetching == null && !caughtUp) {
      ahead = ReadAhead.after(page, query.equals(EventQuery.all()), this::read);
      if (closed) {
        ahead.close();
      }
    }
    return page;
  }

  /** After a page that cannot be had, the next call asks for it again. */
  private @Nullable Page taken(ReadAhead fetching) throws InterruptedException {
    try {
      return fetching.take();
    } catch (RuntimeException failed) {
      ahead = null;
      throw failed;
    }
  }

  private Page read() {
    var page = read(cursor, size.limit());
    size.learn(page);
    return page;
  }

  private Page read(Position from, int limit) {
    return log.after(query, from, limit);
  }

  @Override
  public void close() {
    closed = true;
    var fetching = ahead;
    if (fetching != null) {
      fetching.close();
    }
    tail.wake();
  }
}
