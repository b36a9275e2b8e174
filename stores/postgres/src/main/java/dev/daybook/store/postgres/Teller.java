package dev.daybook.store.postgres;

import dev.daybook.kernel.files.PostgresUrl;
import dev.daybook.kernel.log.LogHead;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Tells other nodes where this one has moved the head: on a connection of its own, after the
 * commit, and only the newest head when several come together. While no other node is heard of,
 * nothing is told.
 */
final class Teller implements AutoCloseable {
  private static final long FORGOTTEN_AFTER = Duration.ofSeconds(15).toNanos();

  private final Database database;
  private final UUID node;
  private final Map<UUID, Long> others = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable LogHead> untold = new AtomicReference<>();
  private final Thread thread;
  private volatile boolean closed;
  private @Nullable Connection connection;

  Teller(Database database, UUID node) {
    this.database = database;
    this.node = node;
    this.thread = Thread.ofPlatform().name("daybook-teller").daemon().start(this::run);
  }

  /** The channel of a log, in its database. */
  static String channel(PostgresUrl url) {
    return "daybook_" + url.schema();
  }

  /** Another node was heard of; whether it is a new one. */
  boolean hears(UUID other) {
    return others.put(other, System.nanoTime()) == null;
  }

  /** The head was moved by this process. */
  void moved(LogHead head) {
    if (!others.isEmpty()) {
      untold.set(head);
      LockSupport.unpark(thread);
    }
  }

  private void run() {
    while (!closed) {
      var head = untold.getAndSet(null);
      if (head == null) {
        LockSupport.park(this);
      } else {
        tell(head);
      }
    }
  }

  private void tell(LogHead head) {
    others.values().removeIf(heard -> System.nanoTime() - heard > FORGOTTEN_AFTER);
    try {
      var open = connection;
      if (open == null) {
        open = database.connect();
        connection = open;
      }
      new Session(open, database.sql())
          .rows(
              row -> 1,
              database.sql().text("tell"),
              channel(database.url()),
              News.text(new News.Moved(node, head)));
    } catch (SQLException lost) {
      disconnect(); // the others will look by themselves
    }
  }

  private void disconnect() {
    var open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException _) {
        // it is gone either way
      }
    }
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
    disconnect();
  }
}
