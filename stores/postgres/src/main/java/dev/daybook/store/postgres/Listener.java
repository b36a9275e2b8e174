package dev.daybook.store.postgres;

import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.sequencer.DurableLog.Watcher;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns on a connection of its own what other nodes do: from what they tell, and, because that may
 * get lost or never pass a pooler, by looking at the head every so often.
 */
final class Listener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final int LOOK_EVERY_MILLIS = 250;
  private static final long SAY_HERE_EVERY = Duration.ofSeconds(5).toNanos();
  private static final long RETRY_MILLIS = 500;

  private final Database database;
  private final UUID node;
  private final Known known;
  private final Teller teller;
  private final Watcher watcher;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable Connection connection;
  private long saidHere;

  Listener(Database database, UUID node, Known known, Teller teller, Watcher watcher) {
    this.database = database;
    this.node = node;
    this.known = known;
    this.teller = teller;
    this.watcher = watcher;
    this.thread = Thread.ofPlatform().name("daybook-listener").daemon().start(this::run);
  }

  private void run() {
    rest(LOOK_EVERY_MILLIS); // a log that is opened for a moment needs no connection for this
    while (!isClosed()) {
      try (var own = database.connect()) {
        connection = own;
        listen(own);
      } catch (SQLException lost) {
        if (!isClosed()) {
          LOG.warn("{} does not answer; trying again", database.url());
          rest(RETRY_MILLIS);
        }
      } finally {
        connection = null;
      }
    }
  }

  private void listen(Connection own) throws SQLException {
    var session = new Session(own, database.sql());
    try (var statement = own.createStatement()) {
      statement.execute("listen \"" + Teller.channel(database.url()) + '"');
    }
    saidHere = 0;
    while (!isClosed()) {
      if (System.nanoTime() - saidHere > SAY_HERE_EVERY || saidHere == 0) {
        saidHere = System.nanoTime();
        say(session);
      }
      var told = own.unwrap(PGConnection.class).getNotifications(LOOK_EVERY_MILLIS);
      if (told == null || told.length == 0) {
        look(session);
      } else {
        for (var each : told) {
          hear(News.parse(each.getParameter()), session);
        }
      }
    }
  }

  private void say(Session session) throws SQLException {
    session.rows(
        row -> 1,
        session.sql().text("tell"),
        Teller.channel(database.url()),
        News.text(new News.Here(node)));
  }

  private void hear(@Nullable News news, Session session) throws SQLException {
    if (news == null || news.node().equals(node)) {
      return;
    }
    if (teller.hears(news.node())) {
      say(session); // a newcomer learns at once that somebody listens
    }
    if (news instanceof News.Moved(_, var head)) {
      known.see(head);
      watcher.moved(head);
    }
  }

  private void look(Session session) throws SQLException {
    var before = known.head();
    var row = session.first(HeadRow::of, session.sql().text("head"));
    if (row.isEmpty()) {
      return;
    }
    var now = row.get().head();
    if (isContinued(session, before, now)) {
      if (!now.equals(before)) {
        known.see(now);
        watcher.moved(now);
      }
    } else {
      rewound(session, before);
    }
  }

  /** Whether the log still holds what it held when it stood at {@code before}. */
  private static boolean isContinued(Session session, LogHead before, LogHead now)
      throws SQLException {
    if (before.position().value() == 0 || now.hash().equals(before.hash())) {
      return true;
    }
    return session
        .first(
            row -> row.getBoolean(1),
            session.sql().text("holds"),
            before.position().value(),
            before.hash().bytes())
        .orElse(false);
  }

  /** The log was taken back. A new epoch says so to everybody who kept a place in it. */
  private void rewound(Session session, LogHead before) throws SQLException {
    session.first(HeadRow::of, session.sql().text("new-epoch"), before.epoch());
    var now = session.first(HeadRow::of, session.sql().text("head")).orElseThrow().head();
    LOG.error(
        "{} no longer holds what stood at position {}: it was taken back, and stands at position {}"
            + " now, epoch {}. Views will be rebuilt; what was appended last may be lost.",
        database.url(),
        before.position(),
        now.position(),
        now.epoch());
    known.startFrom(now);
    watcher.rewound(now);
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void rest(long millis) {
    try {
      closed.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      closed.countDown();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    var own = connection;
    if (own != null) {
      try {
        own.abort(Runnable::run);
      } catch (SQLException _) {
        // it is gone either way
      }
    }
    try {
      thread.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
