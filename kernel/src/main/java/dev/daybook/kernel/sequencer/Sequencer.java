package dev.daybook.kernel.sequencer;

import dev.daybook.kernel.log.AppendCondition;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StreamId;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of a log: takes what waits, evaluates it, commits it as one transaction, tells
 * every caller.
 */
final class Sequencer implements Runnable {
  /** How often a group is tried whose outcome stays unknown. */
  private static final int ATTEMPTS = 4;

  /** So often the head may have been moved by others before this process takes the turn. */
  private static final int TOO_OFTEN_LOST = 3;

  /** So often, turns included, before the group is given back. */
  private static final int MOST_LOST = 100;

  /**
   * When this many requests in a row are rolled back one by one, it is the store and not one of
   * them.
   */
  private static final int GIVE_UP_AFTER = 3;

  private final DurableLog log;
  private final Intake intake;
  private final Knowledge knowledge;
  private final InstantSource clock;

  /** Whoever holds it may evaluate and commit. */
  private final ReentrantLock turn = new ReentrantLock();

  /** Set and read by whoever has the turn. */
  private boolean restoring;

  /** Whether the newest group was a single request. */
  private volatile boolean alone = true;

  private final LongAdder groups = new LongAdder();
  private final LongAdder appends = new LongAdder();

  Sequencer(DurableLog log, Intake intake, Knowledge knowledge, InstantSource clock) {
    this.log = log;
    this.intake = intake;
    this.knowledge = knowledge;
    this.clock = clock;
    this.restoring = log.isBeingRestored();
  }

  @Override
  public void run() {
    while (intake.awaitSome()) {
      Thread.yield(); // where processors are short, whoever is about to append gets to it first
      turn.lock();
      try {
        var batch = intake.take();
        alone = batch.size() <= 1;
        writeOrFail(batch);
      } finally {
        turn.unlock();
      }
    }
  }

  /**
   * Writes a request on its caller's thread, when it is alone: that spares two changes of thread,
   * which cost as much as the commit. Whenever requests come together they go through the intake,
   * where groups form.
   *
   * @return false when it has to be queued
   */
  boolean writeAtOnce(Request request) {
    if (!alone || !intake.isIdle() || !turn.tryLock()) {
      return false;
    }
    try {
      if (!intake.isIdle()) {
        return false;
      }
      writeOrFail(List.of(request));
      return true;
    } finally {
      turn.unlock();
    }
  }

  /** What was committed since the start. */
  SequencedLog.Committed committed() {
    return new SequencedLog.Committed(groups.sum(), appends.sum());
  }

  /** Runs something while nothing is being written. */
  <T> T quietly(Supplier<T> action) {
    turn.lock();
    try {
      return action.get();
    } finally {
      turn.unlock();
    }
  }

  /** Whether a restore is under way, so that appends are refused. */
  void restoring(boolean underWay) {
    restoring = underWay;
  }

  private void writeOrFail(List<Request> batch) {
    try {
      write(batch);
    } catch (RuntimeException | Error bug) {
      knowledge.forget();
      failAll(
          batch,
          new StoreException.OutcomeUnknown(
              "The log failed in a way it does not know: "
                  + bug
                  + ". Send the append again with the same id.",
              bug));
    }
  }

  private void write(List<Request> batch) {
    StoreException.@Nullable OutcomeUnknown unknown = null;
    var unknowns = 0;
    var lost = 0;
    var idsAreNew = log.refusesKnownIds();
    var fresh = false;
    while (unknowns < ATTEMPTS && lost < MOST_LOST) {
      try {
        if (lost >= TOO_OFTEN_LOST) {
          knowledge.lead();
          fresh = true;
        } else {
          fresh |= knowledge.refresh();
        }
        requireWhole();
      } catch (StoreException away) {
        failAll(batch, unknown == null ? away : unknown);
        return;
      }
      var evaluation = evaluated(batch, idsAreNew);
      idsAreNew = false;
      if (evaluation.isEmpty()) {
        if (fresh || isSettled(evaluation)) {
          evaluation.complete();
          return;
        }
        fresh = true;
        continue;
      }
      try {
        if (log.commit(evaluation.group(), knowledge.head())) {
          knowledge.advance(evaluation);
          groups.increment();
          appends.add(evaluation.group().appends().size());
          evaluation.complete();
          return;
        }
        lost++;
        fresh = false;
        knowledge.forget();
      } catch (StoreException.OutcomeUnknown cut) {
        unknown = cut;
        unknowns++;
        fresh = false;
        evaluation.doubt();
        knowledge.forget();
      } catch (StoreException.Held | StoreException.Closed refused) {
        evaluation.fail(refused);
        return;
      } catch (StoreException.RolledBack | StoreException.Deterministic refused) {
        if (batch.size() == 1) {
          evaluation.fail(refused);
        } else {
          writeSingly(batch, refused);
        }
        return;
      }
    }
    failAll(
        batch,
        unknown != null
            ? unknown
            : new StoreException.RolledBack(
                "Other writers kept moving the head of the log. Try again.", null));
  }

  /** No append while a restore is under way; on a shared log any process may have begun it. */
  private void requireWhole() {
    if (log.isShared() ? log.isBeingRestored() : restoring) {
      throw new StoreException.Restoring(null);
    }
  }

  private GroupEvaluation evaluated(List<Request> batch, boolean idsAreNew) {
    var waiting =
        batch.size() == 1 ? batch : batch.stream().filter(request -> !request.isDone()).toList();
    if (waiting.size() > 1 || waiting.stream().anyMatch(Sequencer::concernsSeveral)) {
      learn(waiting);
    }
    var evaluation = new GroupEvaluation(knowledge, clock, idsAreNew);
    waiting.forEach(evaluation::add);
    return evaluation;
  }

  private static boolean concernsSeveral(Request request) {
    return request.events() > 1 || request.append().conditions().size() > 1;
  }

  /** Asks for the ends of all streams of a batch together, if there are several. */
  private void learn(List<Request> requests) {
    var streams = new HashSet<StreamId>();
    for (var request : requests) {
      request.append().events().forEach(event -> streams.add(event.stream()));
      for (var condition : request.append().conditions()) {
        if (condition instanceof AppendCondition.StreamAt(var stream, _)) {
          streams.add(stream);
        }
      }
    }
    try {
      knowledge.learn(streams);
    } catch (StoreException _) {
      // whoever needs the end of a stream asks for it alone, and fails alone
    }
  }

  /**
   * Whether refusals hold although nothing was committed that would have proved it: on a log that
   * others write to, they may rest on what has changed meanwhile.
   */
  private boolean isSettled(GroupEvaluation evaluation) {
    if (!log.isShared() || !evaluation.refuses()) {
      return true;
    }
    try {
      return knowledge.isCurrent();
    } catch (StoreException away) {
      evaluation.fail(away);
      return true;
    }
  }

  /** The group was rolled back: one by one, so that a poison request fails alone. */
  private void writeSingly(List<Request> batch, StoreException why) {
    var inARow = 0;
    for (var request : batch) {
      if (request.isDone()) {
        continue;
      }
      if (inARow >= GIVE_UP_AFTER) {
        request.fail(why);
        continue;
      }
      write(List.of(request));
      inARow = request.isRolledBack() ? inARow + 1 : 0;
    }
  }

  private static void failAll(List<Request> batch, RuntimeException why) {
    batch.stream().filter(request -> !request.isDone()).forEach(request -> request.fail(why));
  }
}
