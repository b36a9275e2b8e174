package dev.daybook.runtime.projection;

import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Hash;
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
 * does not hold is rebuilt from the beginning, loudly.
 */
public final class Projections implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Projections.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);
  private static final Duration STOPPING = Duration.ofSeconds(10);
  private static final int BATCH = 2_000;

  private final EventLog log;
  private final EventCodec codec;
  private final ViewDatabase database;
  private final InstantSource clock;
  private final List<RunningView> views;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition advanced = lock.newCondition();
  private final Thread runner;
  private volatile boolean closing;
  private volatile @Nullable Subscription following;
  private boolean rebuilding;

  public Projections(
      EventLog log,
      EventCodec codec,
      ViewDatabase database,
      InstantSource clock,
      List<View> views) {
    this.log = log;
    this.codec = codec;
    this.database = database;
    this.clock = clock;
    this.views = views.stream().map(view -> new RunningView(view, clock.instant())).toList();
    this.runner = Thread.ofPlatform().name("daybook-views").daemon().unstarted(this::run);
  }

  /** Opens or rebuilds every view and begins to follow the log. */
  public void start() {
    database.write(Checkpoints::create);
    for (var view : views) {
      open(view);
    }
    runner.start();
  }

  private void open(RunningView running) {
    var view = running.view();
    var checkpoint = Checkpoints.load(view, database);
    var fault = checkpoint.flatMap(known -> known.fault(view, log));
    if (checkpoint.isPresent() && fault.isEmpty()) {
      running.moveTo(checkpoint.get().position(), clock.instant());
      return;
    }
    fault.ifPresent(why -> LOG.warn("View '{}' is rebuilt from the log: {}.", view.name(), why));
    empty(running);
  }

  private void empty(RunningView running) {
    var view = running.view();
    database.write(tables -> {
      view.tables().forEach(table -> tables.execute("drop table if exists " + table));
      view.schema().forEach(tables::execute);
      Checkpoints.save(view, log.head(), Position.START, Hash.ZERO, tables);
    });
    running.reset(clock.instant());
  }

  private void run() {
    while (!closing) {
      try (var subscription = log.subscribe(EventQuery.all(), behind())) {
        following = subscription;
        follow(subscription);
      } catch (InterruptedException interrupted) {
        return;
      } catch (StoreException failed) {
        if (!closing) {
          LOG.error("The views cannot read the log and try again: {}", failed.getMessage(), failed);
          pause();
        }
      } catch (RuntimeException | Error broken) {
        if (!closing) {
          stopAll(broken);
        }
        return;
      }
    }
  }

  private void stopAll(Throwable broken) {
    LOG.error("The views stopped: {}. Start the server again.", broken.toString(), broken);
    views.forEach(view -> view.stop(broken.toString(), clock.instant()));
    signal();
  }

  private void pause() {
    lock.lock();
    try {
      if (!closing) {
        advanced.awaitNanos(HEARTBEAT.toNanos());
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

  private void follow(Subscription subscription) throws InterruptedException {
    while (!closing) {
      switch (subscription.next(HEARTBEAT)) {
        case Subscription.Delivery.Events(var events, _) -> {
          for (var from = 0; from < events.size(); from += BATCH) {
            apply(events.subList(from, Math.min(events.size(), from + BATCH)));
          }
        }
        case Subscription.Delivery.CaughtUp(_) -> beat(ViewStatus.State.LIVE);
        case Subscription.Delivery.Quiet(_) -> beat(ViewStatus.State.LIVE);
      }
      if (takeRebuild()) {
        return;
      }
    }
  }

  private void apply(List<RecordedEvent> events) {
    try {
      applyTo(views.stream().filter(RunningView::isRunning).toList(), events);
    } catch (RuntimeException together) {
      views.stream().filter(RunningView::isRunning).forEach(view -> applyAlone(view, events));
    }
    signal();
  }

  private void applyAlone(RunningView view, List<RecordedEvent> events) {
    try {
      applyTo(List.of(view), events);
    } catch (RuntimeException failed) {
      LOG.error(
          "View '{}' stopped between positions {} and {}: {}. The next start goes on there;"
              + " deleting the views' file rebuilds it.",
          view.view().name(),
          events.getFirst().position(),
          events.getLast().position(),
          failed.getMessage(),
          failed);
      view.stop(String.valueOf(failed.getMessage()), clock.instant());
    }
  }

  private void applyTo(List<RunningView> running, List<RecordedEvent> events) {
    var last = events.getLast();
    var decoded = codec.decode(events);
    database.write(tables -> {
      for (var view : running) {
        var fresh =
            decoded.stream()
                .filter(event -> event.envelope().position().isAfter(view.position()))
                .filter(event -> view.view().events().matches(event.envelope()))
                .toList();
        if (!fresh.isEmpty()) {
          view.view().apply(fresh, tables, codec.json());
        }
        if (last.position().isAfter(view.position())) {
          Checkpoints.save(view.view(), log.head(), last.position(), last.hash(), tables);
        }
      }
    });
    running.forEach(view -> view.moveTo(last.position(), clock.instant()));
  }

  private void beat(ViewStatus.State state) {
    views.forEach(view -> view.beat(state, clock.instant()));
    signal();
  }

  private void signal() {
    lock.lock();
    try {
      advanced.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean takeRebuild() {
    lock.lock();
    try {
      var asked = rebuilding;
      if (asked) {
        views.stream().filter(RunningView::isAskedToRebuild).forEach(this::empty);
        rebuilding = false;
      }
      return asked;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Drops a view and folds it again from the first event, while everything else goes on. Empty
   * answer: no such view.
   */
  public boolean rebuild(String name) {
    lock.lock();
    try {
      var found = views.stream().filter(view -> view.view().name().equals(name)).toList();
      found.forEach(RunningView::askToRebuild);
      rebuilding |= !found.isEmpty();
      return !found.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until every running view has folded everything up to a position.
   *
   * @return whether it has within the patience; not having is no failure, the views may be catching
   *     up
   */
  public boolean await(Position position, Duration patience) {
    var left = patience.toNanos();
    lock.lock();
    try {
      while (behind().compareTo(position) < 0) {
        if (left <= 0) {
          return false;
        }
        left = advanced.awaitNanos(left);
      }
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
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
    var subscription = following;
    if (subscription != null) {
      subscription.close();
    }
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
