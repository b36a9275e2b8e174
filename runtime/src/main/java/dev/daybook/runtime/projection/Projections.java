package dev.daybook.runtime.projection;

import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.Subscription;
import dev.daybook.kernel.view.View;
import dev.daybook.runtime.codec.EventCodec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the views: one reader of the log hands every batch to all of them. The rows of a batch and
 * the checkpoints are one transaction, so each event counts exactly once, whatever is killed when.
 * A view that fails is stopped and reported, and the others go on; a view whose checkpoint the log
 * does not hold is rebuilt from the beginning, loudly. Several servers may keep the same views in
 * one shared database: whoever comes first folds a batch, and the others see it folded. While the
 * database is away everything but the views goes on, and they go on when it is back.
 */
public final class Projections implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Projections.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);
  private static final Duration STOPPING = Duration.ofSeconds(10);
  private static final Duration GLANCE = Duration.ofMillis(50);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final int FEW = 500;
  private static final Duration TOGETHER = Duration.ofMillis(10);

  /**
   * From here on reading the log at another place costs less than passing over what lies between.
   */
  private static final int FAR_AHEAD = 5_000;

  private final EventLog log;
  private final ViewDatabase database;
  private final InstantSource clock;
  private final List<RunningView> views;
  private final Folding folding;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition advanced = lock.newCondition();
  private final Thread runner;
  private volatile boolean closing;
  private volatile @Nullable Subscription following;

  /** How many wait for a position; under the lock. */
  private int awaiting;

  private Duration backOff = FIRST_PAUSE;

  public Projections(
      EventLog log,
      EventCodec codec,
      ViewDatabase database,
      InstantSource clock,
      List<View> views) {
    this.log = log;
    this.database = database;
    this.clock = clock;
    this.views = views.stream().map(view -> new RunningView(view, clock.instant())).toList();
    this.folding = new Folding(log, codec, database, clock, this.views);
    this.runner = Thread.ofPlatform().name("daybook-views").daemon().unstarted(this::run);
  }

  /**
   * Opens or rebuilds every view and begins to follow the log. Where the database of the views is
   * away, that is tried until it is back.
   *
   * @throws ViewException when the database cannot be used, now or later
   */
  public void start() {
    try {
      folding.open();
    } catch (ViewException failed) {
      if (!failed.retryable()) {
        throw failed;
      }
      retryLater(failed);
    }
    runner.start();
  }

  private void run() {
    while (!closing) {
      try {
        folding.open();
        folding.rebuildWhatIsAsked();
        var subscription = log.subscribe(EventQuery.all(), behind());
        try (var portions = portions(subscription)) {
          following = subscription;
          follow(subscription, portions);
        }
      } catch (InterruptedException interrupted) {
        return;
      } catch (StoreException failed) {
        retryLater(failed);
        pause();
      } catch (RuntimeException | Error broken) {
        if (broken instanceof ViewException away && away.retryable()) {
          retryLater(away);
          pause();
        } else {
          stopAll(broken);
          return;
        }
      }
    }
  }

  private void retryLater(RuntimeException away) {
    if (!closing) {
      LOG.error("The views wait and try again: {}", away.getMessage(), away);
      views.forEach(view -> view.retry(String.valueOf(away.getMessage())));
    }
  }

  private void stopAll(Throwable broken) {
    if (!closing) {
      LOG.error("The views stopped: {}. Start the server again.", broken.toString(), broken);
      views.forEach(view -> view.stop(broken.toString(), clock.instant()));
      signal();
    }
  }

  private void pause() {
    var left = backOff.toNanos();
    backOff = backOff.multipliedBy(2);
    if (backOff.compareTo(LONGEST_PAUSE) > 0) {
      backOff = LONGEST_PAUSE;
    }
    lock.lock();
    try {
      while (!closing && left > 0) {
        left = advanced.awaitNanos(left);
      }
    } catch (InterruptedException interrupted) {
      closing = true;
    } finally {
      lock.unlock();
    }
  }

  private Position behind() {
    return views.stream()
        .filter(RunningView::isRunning)
        .map(RunningView::position)
        .min(Position::compareTo)
        .orElseGet(() -> log.head().position());
  }

  private Portions portions(Subscription subscription) {
    return new Portions(subscription, () -> log.head().position(), folding::decode, HEARTBEAT);
  }

  /** Until the subscription is not where the views are, or somebody has ended it. */
  private void follow(Subscription subscription, Portions portions) throws InterruptedException {
    while (!closing && subscription.equals(following)) {
      var portion = portions.next();
      var begun = System.nanoTime();
      if (!portion.events().isEmpty()) {
        folding.apply(portion.events());
      }
      if (portion.pause()) {
        beat(portion.through());
      }
      backOff = FIRST_PAUSE;
      signal();
      var at = behind();
      var through = portion.through();
      var aside = through.isAfter(at) || at.value() - through.value() > FAR_AHEAD;
      if (aside || views.stream().anyMatch(RunningView::isToBeRebuilt)) {
        return;
      }
      if (!portion.pause() && portion.events().size() < FEW) {
        gather(begun);
      }
    }
  }

  /**
   * While events come few at a time, lets those of some milliseconds share a transaction, unless
   * somebody waits for them: many small ones would take the machine from those who send commands.
   */
  private void gather(long begun) throws InterruptedException {
    lock.lock();
    try {
      var left = begun + TOGETHER.toNanos() - System.nanoTime();
      while (left > 0 && awaiting == 0 && !closing) {
        left = advanced.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private void beat(Position through) {
    folding.follow();
    views.stream()
        .filter(view -> !through.isAfter(view.position()))
        .forEach(view -> view.live(clock.instant()));
  }

  private void signal() {
    lock.lock();
    try {
      advanced.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Drops a view and folds it again from the first event, while everything else goes on. Empty
   * answer: no such view.
   */
  public boolean rebuild(String name) {
    var found = views.stream().filter(view -> view.view().name().equals(name)).toList();
    found.forEach(RunningView::askToRebuild);
    if (!found.isEmpty()) {
      stopFollowing();
    }
    return !found.isEmpty();
  }

  /** Lets the runner look up from the log at once. */
  private void stopFollowing() {
    var subscription = following;
    following = null;
    if (subscription != null) {
      subscription.close();
    }
  }

  /**
   * Waits until every running view has folded everything up to a position.
   *
   * @return whether it has within the patience; not having is no failure, the views may be catching
   *     up
   */
  public boolean await(Position position, Duration patience) {
    var deadline = System.nanoTime() + patience.toNanos();
    lock.lock();
    awaiting++;
    advanced.signalAll();
    try {
      while (behind().compareTo(position) < 0) {
        var left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        if (database.isShared()) {
          advanced.awaitNanos(Math.min(left, GLANCE.toNanos()));
          glance();
        } else {
          advanced.awaitNanos(left);
        }
      }
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      awaiting--;
      lock.unlock();
    }
  }

  /** Looks what other servers have folded, without keeping others from it. */
  private void glance() {
    lock.unlock();
    try {
      folding.glance();
    } finally {
      lock.lock();
    }
  }

  /** The position that every running view has reached. */
  public Position position() {
    return behind();
  }

  /** How each view is doing, in the order of the contexts' lists. */
  public List<ViewStatus> status() {
    var head = log.head().position();
    var all = new ArrayList<ViewStatus>();
    views.forEach(view -> all.add(view.status(head)));
    return all;
  }

  /** Finishes the batch at hand and stops. The database is the caller's to close. */
  @Override
  public void close() {
    closing = true;
    signal();
    stopFollowing();
    if (runner.isAlive()) {
      try {
        if (!runner.join(STOPPING)) {
          runner.interrupt();
          runner.join();
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The newest events of the log, for callers that must not wait for a view. */
  public List<RecordedEvent> newest(int count) {
    return log.read(EventQuery.all(), Position.END, Direction.BACKWARD, count).events();
  }
}
