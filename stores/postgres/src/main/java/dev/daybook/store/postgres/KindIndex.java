package dev.daybook.store.postgres;

import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.sequencer.Group;
import java.sql.SQLException;
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
  private final OwnKinds ownKinds = new OwnKinds(QueryPlan.BLOCK);
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

  /** The log has grown to here by a group of this process. */
  void grown(Group group, long position) {
    ownKinds.add(group);
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
    through =
        database.read(session -> {
          var from =
              session
                  .first(row -> row.getLong(1), session.sql().text("indexed-through"))
                  .orElse(0L);
          var own = ownKinds.after(from, BEHIND);
          return own == null ? fromRows(session, from) : fromMemory(session, own);
        });
  }

  /**
   * Its last event's hash says that the log holds just these events. Where it does not, because it
   * was taken back or another was quicker, nothing is written, and the next look begins anew.
   */
  private static long fromMemory(Session session, OwnKinds.Stretch own) throws SQLException {
    var written = session.run(session.sql().text("index-known-kinds"), own.parameters());
    return written > 0 ? own.through() : own.after();
  }

  private long fromRows(Session session, long from) throws SQLException {
    var newest = head.get();
    if (newest - from < BEHIND) {
      return from;
    }
    var unknown = ownKinds.unknownThrough(newest);
    var to = Math.min(unknown > from ? unknown : newest, from + QueryPlan.BLOCK);
    session.run(session.sql().text("index-kinds"), from, to, to, from);
    return to;
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
