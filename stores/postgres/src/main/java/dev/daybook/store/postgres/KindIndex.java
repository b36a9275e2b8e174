package dev.daybook.store.postgres;

import dev.daybook.kernel.log.StoreException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the index of kinds forward behind the appends, in blocks. Reads look at the few events
 * that it does not hold yet one by one.
 */
final class KindIndex implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KindIndex.class);

  /** So many events are left out at most before it is brought forward. */
  private static final int BEHIND = 1_024;

  private final Database database;
  private final AtomicLong head;
  private final Thread thread;
  private volatile long through;
  private volatile boolean closed;

  KindIndex(Database database, long head) {
    this.database = database;
    this.head = new AtomicLong(head);
    this.through = head;
    this.thread = Thread.ofPlatform().name("daybook-kinds").daemon().start(this::run);
  }

  /** The log has grown to here. */
  void grown(long position) {
    head.set(position);
    if (position - through >= BEHIND) {
      LockSupport.unpark(thread);
    }
  }

  private void run() {
    var first = true;
    while (!closed) {
      if (first || head.get() - through >= BEHIND) {
        first = false;
        try {
          bringForward();
        } catch (StoreException failed) {
          through = head.get(); // until there is more
          LOG.debug("The index of kinds waits", failed);
        }
      } else {
        LockSupport.park(this);
      }
    }
  }

  private void bringForward() {
    var done =
        database.read(session -> {
          var from =
              session
                  .first(row -> row.getLong(1), session.sql().text("indexed-through"))
                  .orElse(0L);
          var to = Math.min(head.get(), from + QueryPlan.BLOCK);
          if (to - from < BEHIND) {
            return from;
          }
          session.run(session.sql().text("index-kinds"), from, to, to, from);
          return to;
        });
    through = done;
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
