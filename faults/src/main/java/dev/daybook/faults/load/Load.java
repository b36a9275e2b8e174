package dev.daybook.faults.load;

import dev.daybook.faults.history.Recorder;
import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.Subscription.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Writers and readers on one log, all noted by a recorder. Readers: one subscription to everything,
 * which notes checkpoints, one to a category, and one that pages.
 */
public final class Load {
  /** The reader that keeps a checkpoint. */
  public static final String FOLLOWER = "follower";

  private static final Duration PATIENCE = Duration.ofMillis(20);
  private static final int PAGE = 7;

  private final EventLog log;
  private final Recorder recorder;
  private final IdSource ids;
  private final long seed;
  private final String node;
  private final String follower;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final List<Thread> writers = new ArrayList<>();
  private final List<Thread> readers = new ArrayList<>();

  /**
   * @param node a name for this process, part of the names of its streams and readers
   */
  public Load(EventLog log, Recorder recorder, IdSource ids, long seed, String node) {
    this(log, recorder, ids, seed, node, FOLLOWER);
  }

  /**
   * @param follower a name for the reader with the checkpoint, where several processes have one
   *     each
   */
  public Load(
      EventLog log, Recorder recorder, IdSource ids, long seed, String node, String follower) {
    this.follower = follower;
    this.log = log;
    this.recorder = recorder;
    this.ids = ids;
    this.seed = seed;
    this.node = node;
  }

  /**
   * Starts.
   *
   * @param writers how many write at once
   * @param appends how many appends each of them makes
   * @param checkpoint where the follower goes on
   */
  public Load start(int writers, int appends, Position checkpoint) {
    readers.add(Thread.ofVirtual().start(() -> follow(follower, EventQuery.all(), checkpoint)));
    var category = EventQuery.all().categories("project");
    var head = log.head().position();
    readers.add(Thread.ofVirtual().start(() -> follow(node + "-projects", category, head)));
    readers.add(Thread.ofVirtual().start(() -> pages(node + "-pages", head)));
    for (var i = 0; i < writers; i++) {
      var writer = i;
      this.writers.add(Thread.ofVirtual().start(() -> write(writer, appends)));
    }
    return this;
  }

  /** Waits until the writers have made all their appends. */
  public void awaitWriters() throws InterruptedException {
    for (var writer : writers) {
      writer.join();
    }
  }

  /** Lets everybody finish what is at hand, then waits for them. */
  public void stop() throws InterruptedException {
    stopped.set(true);
    awaitWriters();
    for (var reader : readers) {
      reader.join();
    }
  }

  private void write(int writer, int appends) {
    var client = node + "-w" + writer;
    var random = new RandomAppend(log, ids, seed * 1_000 + writer, client);
    for (var left = appends; left > 0 && !stopped.get(); left--) {
      try {
        settle(client, random.next());
      } catch (StoreException.Closed over) {
        return;
      } catch (StoreException away) { // a look-up failed; what is handed in fails by itself
        LockSupport.parkNanos(PATIENCE.toNanos());
      }
    }
  }

  /** Hands an append in until it is answered: an unknown outcome is settled by its id. */
  private void settle(String client, Append append) {
    while (recorder.append(client, log, append) == null && !stopped.get()) {
      LockSupport.parkNanos(PATIENCE.toNanos());
    }
  }

  /** Follows, and goes on where it was when the store was away. */
  private void follow(String reader, EventQuery query, Position from) {
    var after = from;
    while (!stopped.get()) {
      try (var subscription = recorder.subscribe(reader, log, query, after)) {
        while (!stopped.get()) {
          switch (subscription.next(PATIENCE)) {
            case Delivery.Events(_, var through, _) -> {
              after = through;
              checkpoint(reader, through);
            }
            case Delivery.CaughtUp _, Delivery.Quiet _ -> {}
          }
        }
      } catch (StoreException.Closed | InterruptedException over) {
        return;
      } catch (StoreException away) {
        LockSupport.parkNanos(PATIENCE.toNanos());
      }
    }
  }

  private void checkpoint(String reader, Position through) {
    if (reader.equals(follower)) {
      recorder.checkpoint(reader, through);
    }
  }

  private void pages(String reader, Position head) {
    var after = head;
    recorder.pages(reader, EventQuery.all(), after);
    while (!stopped.get()) {
      try {
        var page = recorder.page(reader, log, EventQuery.all(), after, PAGE);
        after = page.next();
        if (page.end()) {
          LockSupport.parkNanos(PATIENCE.toNanos() / 10);
        }
      } catch (StoreException.Closed over) {
        return;
      } catch (StoreException away) {
        LockSupport.parkNanos(PATIENCE.toNanos());
      }
    }
  }
}
