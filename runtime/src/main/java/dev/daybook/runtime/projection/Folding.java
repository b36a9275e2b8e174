package dev.daybook.runtime.projection;

import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.view.Occurrence;
import dev.daybook.kernel.view.Tables;
import dev.daybook.runtime.codec.EventCodec;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens views and folds batches into them. What counts is the checkpoint, read in the transaction
 * that writes the rows: where another server has folded a batch already it is passed over, and
 * where one has begun a view again this one follows it back.
 */
final class Folding {
  private static final Logger LOG = LoggerFactory.getLogger(Folding.class);

  private final EventLog log;
  private final EventCodec codec;
  private final ViewDatabase database;
  private final InstantSource clock;
  private final List<RunningView> views;
  private final ReentrantLock refreshing = new ReentrantLock();

  Folding(
      EventLog log,
      EventCodec codec,
      ViewDatabase database,
      InstantSource clock,
      List<RunningView> views) {
    this.log = log;
    this.codec = codec;
    this.database = database;
    this.clock = clock;
    this.views = views;
  }

  /** Opens or rebuilds every view that is not open. */
  void open() {
    if (running().stream().allMatch(RunningView::isOpened)) {
      return;
    }
    database.expect(views.stream().map(RunningView::view).toList());
    for (var view : views) {
      if (view.isRunning() && !view.isOpened()) {
        database.write(tables -> open(view, tables));
      }
    }
  }

  private void open(RunningView running, Tables.Writer tables) {
    var view = running.view();
    var checkpoint = Checkpoints.load(database.key(view), tables);
    var fault = checkpoint.flatMap(known -> known.fault(view, log));
    if (checkpoint.isPresent() && fault.isEmpty() && database.holds(view, tables)) {
      running.open(checkpoint.get().position(), clock.instant());
      return;
    }
    fault.ifPresent(why -> LOG.warn("View '{}' is rebuilt from the log: {}.", view.name(), why));
    empty(running, tables);
  }

  /** Begins the views again that somebody asked it of. */
  void rebuildWhatIsAsked() {
    for (var view : views) {
      if (view.isToBeRebuilt()) {
        database.write(tables -> empty(view, tables));
      }
    }
  }

  private void empty(RunningView running, Tables.Writer tables) {
    var view = running.view();
    database.create(view, tables);
    Checkpoints.save(
        List.<@Nullable Object[]>of(
            Checkpoints.row(database.key(view), view, log.head(), Position.START, Hash.ZERO)),
        tables);
    running.reset(clock.instant());
  }

  /** The events as they are folded; none when every view has them already. By any thread. */
  List<Occurrence> decode(List<RecordedEvent> events) {
    var last = events.getLast().position();
    return running().stream().allMatch(view -> !last.isAfter(view.position()))
        ? List.of()
        : codec.decode(events);
  }

  /**
   * Folds a batch into every view that lies right before it. A view that cannot digest it is
   * stopped, and the others go on.
   *
   * @throws ViewException when the database is away; what is folded then, its checkpoint says
   * @throws StoreException when the log is away
   */
  void apply(List<Occurrence> batch) {
    try {
      apply(running(), batch);
    } catch (RuntimeException together) {
      if (mayWorkLater(together)) {
        throw together;
      }
      running().forEach(view -> applyAlone(view, batch));
    }
  }

  private void applyAlone(RunningView view, List<Occurrence> batch) {
    try {
      apply(List.of(view), batch);
    } catch (RuntimeException failed) {
      if (mayWorkLater(failed)) {
        throw failed;
      }
      LOG.error(
          "View '{}' stopped between positions {} and {}: {}. The next start goes on there;"
              + " deleting the views rebuilds it.",
          view.view().name(),
          batch.getFirst().envelope().position(),
          batch.getLast().envelope().position(),
          failed.getMessage(),
          failed);
      view.stop(String.valueOf(failed.getMessage()), clock.instant());
    }
  }

  /** Whether not the view failed, but its database or the log. */
  private static boolean mayWorkLater(RuntimeException failed) {
    return failed instanceof StoreException
        || (failed instanceof ViewException away && away.retryable());
  }

  private void apply(List<RunningView> running, List<Occurrence> batch) {
    Map<RunningView, Position> reached = new HashMap<>();
    var head = log.head();
    database.write(tables -> {
      var last = batch.getLast().envelope();
      var rows = new ArrayList<@Nullable Object[]>();
      var checkpoints = Checkpoints.load(keys(running), tables);
      for (var view : running) {
        var checkpoint = checkpoints.get(database.key(view.view()));
        if (checkpoint == null || !checkpoint.isOf(view.view(), head)) {
          view.lose();
          continue;
        }
        var at = checkpoint.position();
        if (isNext(batch, at)) {
          fold(view, batch, at, tables);
          rows.add(
              Checkpoints.row(
                  database.key(view.view()), view.view(), head, last.position(), last.hash()));
          at = last.position();
        }
        reached.put(view, at);
      }
      if (!rows.isEmpty()) {
        Checkpoints.save(rows, tables);
      }
    });
    reached.forEach((view, at) -> view.moveTo(at, clock.instant()));
  }

  /** Whether a batch holds something new for a view that stands there, and leaves no gap. */
  private static boolean isNext(List<Occurrence> batch, Position at) {
    return batch.getFirst().envelope().position().value() <= at.value() + 1
        && batch.getLast().envelope().position().isAfter(at);
  }

  private void fold(RunningView view, List<Occurrence> batch, Position at, Tables.Writer tables) {
    var fresh =
        batch.stream()
            .filter(event -> event.envelope().position().isAfter(at))
            .filter(event -> view.view().events().matches(event.envelope()))
            .toList();
    if (!fresh.isEmpty()) {
      view.view().apply(fresh, tables, codec.json());
    }
  }

  /** Takes over where the checkpoints stand, forward and back. Called by the runner. */
  void follow() {
    if (database.isShared()) {
      refreshing.lock();
      try {
        var checkpoints = Checkpoints.load(keys(running()), database);
        for (var view : running()) {
          var checkpoint = checkpoints.get(database.key(view.view()));
          if (checkpoint == null) {
            view.lose();
          } else {
            view.moveTo(checkpoint.position(), clock.instant());
          }
        }
      } finally {
        refreshing.unlock();
      }
    }
  }

  /** Sees whether another server has gone ahead. One thread looks for all that wait. */
  void glance() {
    if (database.isShared() && refreshing.tryLock()) {
      try {
        var checkpoints = Checkpoints.load(keys(running()), database);
        for (var view : running()) {
          var checkpoint = checkpoints.get(database.key(view.view()));
          if (checkpoint != null) {
            view.advanceTo(checkpoint.position());
          }
        }
      } catch (ViewException away) {
        LOG.debug("The views' checkpoints cannot be seen: {}", away.getMessage());
      } finally {
        refreshing.unlock();
      }
    }
  }

  private List<RunningView> running() {
    return views.stream().filter(RunningView::isRunning).toList();
  }

  private List<String> keys(List<RunningView> some) {
    return some.stream().map(view -> database.key(view.view())).toList();
  }
}
