package dev.daybook.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Expected;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import dev.daybook.kernel.sequencer.Group;
import dev.daybook.kernel.sequencer.SequencedLog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the sequencer does when the store under it fails in each of the ways a store can. */
final class SequencerFaultsTest {
  private static final StreamId TASK = StreamId.parse("task-1");
  private static final StreamId POISON = StreamId.parse("poison-1");

  /** What happens at one commit, in place of it. */
  @FunctionalInterface
  private interface Planned {
    boolean commit(Group group, LogHead expected);
  }

  /** Commits as planned, then as it should. */
  private static final class Planting extends ListLog {
    private final Deque<Planned> plans = new ArrayDeque<>();
    private final List<Integer> groups = new ArrayList<>();

    Planting() {
      super(new LogId(new UUID(0, 0)));
    }

    @Override
    public boolean commit(Group group, LogHead expected) {
      Planned plan;
      synchronized (this) {
        groups.add(group.appends().size());
        plan = plans.poll();
      }
      return plan == null ? right(group, expected) : plan.commit(group, expected);
    }

    boolean right(Group group, LogHead expected) {
      return super.commit(group, expected);
    }

    synchronized void plan(Planned... next) {
      plans.addAll(List.of(next));
    }

    synchronized List<Integer> groups() {
      return List.copyOf(groups);
    }
  }

  private final Planting store = new Planting();
  private final EventLog log = SequencedLog.over(store, SteppingClock.standing());
  private final Events events = new Events(new SeededIds(1));

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void a_head_that_was_moved_by_another_writer_is_read_again() {
    store.plan((_, expected) -> {
      elsewhere(events.append(events.several(2, TASK)), expected);
      return false;
    });
    var result = log.append(events.append(events.event(TASK)));
    assertThat(((AppendResult.Appended) result).receipt().versions())
        .containsEntry(TASK, new Version(3));
    assertThat(all()).hasSize(3);
  }

  @Test
  void a_condition_is_judged_again_when_the_head_was_moved() {
    store.plan((_, expected) -> {
      elsewhere(events.append(events.event(TASK)), expected);
      return false;
    });
    var append = events.appendIf(Events.at(TASK, Expected.noStream()), events.event(TASK));
    assertThat(log.append(append))
        .isEqualTo(
            new AppendResult.Conflict(
                append.conditions().getFirst(), new Version(1), new Position(1)));
    assertThat(all()).hasSize(1);
  }

  @Test
  void an_unknown_outcome_that_was_written_is_answered_as_written_and_not_written_twice() {
    store.plan((group, expected) -> {
      store.right(group, expected);
      throw new StoreException.OutcomeUnknown("the line was cut after the commit", null);
    });
    assertThat(log.append(events.append(events.event(TASK))))
        .isInstanceOf(AppendResult.Appended.class);
    assertThat(all()).hasSize(1);
  }

  @Test
  void an_unknown_outcome_that_was_not_written_is_written_once() {
    store.plan((_, _) -> {
      throw new StoreException.OutcomeUnknown("the line was cut before the commit", null);
    });
    assertThat(log.append(events.append(events.event(TASK))))
        .isInstanceOf(AppendResult.Appended.class);
    assertThat(all()).hasSize(1);
  }

  @Test
  void an_outcome_that_stays_unknown_is_told_and_the_same_id_settles_it_later() {
    Planned cut =
        (_, _) -> {
          throw new StoreException.OutcomeUnknown("the line is cut", null);
        };
    store.plan(cut, cut, cut, cut);
    var append = events.append(events.event(TASK));
    assertThatExceptionOfType(StoreException.OutcomeUnknown.class)
        .isThrownBy(() -> log.append(append))
        .matches(StoreException::retryable);
    assertThat(log.append(append)).isInstanceOf(AppendResult.Appended.class);
    assertThat(all()).hasSize(1);
  }

  @Test
  void a_rolled_back_append_leaves_nothing_and_the_next_one_is_written() {
    store.plan((_, _) -> {
      throw new StoreException.RolledBack("the disk is full", null);
    });
    assertThatExceptionOfType(StoreException.RolledBack.class)
        .isThrownBy(() -> log.append(events.append(events.event(TASK))))
        .withMessageContaining("the disk is full");
    assertThat(log.append(events.append(events.event(TASK))))
        .isInstanceOf(AppendResult.Appended.class);
    assertThat(all()).singleElement().matches(event -> event.version().equals(new Version(1)));
  }

  @Test
  void a_log_that_was_taken_over_refuses() {
    store.plan((_, _) -> {
      throw new StoreException.Held("process 7 holds it");
    });
    assertThatExceptionOfType(StoreException.Held.class)
        .isThrownBy(() -> log.append(events.append(events.event(TASK))))
        .withMessageContaining("process 7");
    assertThat(all()).isEmpty();
  }

  @Test
  void what_waits_while_a_commit_runs_is_committed_as_one_group() throws Exception {
    var waiting =
        whileFirstCommitRuns(50, i -> events.append(events.event(StreamId.parse("task-" + i))));
    for (var done : waiting) {
      assertThat(done.get(20, TimeUnit.SECONDS)).isInstanceOf(AppendResult.Appended.class);
    }
    assertThat(store.groups()).containsExactly(1, 50);
    assertThat(all()).hasSize(51);
  }

  @Test
  void conditions_hold_within_a_group() throws Exception {
    var claim = Events.at(TASK, Expected.exactly(1));
    var waiting = whileFirstCommitRuns(20, _ -> events.appendIf(claim, events.event(TASK)));
    var won = 0;
    for (var done : waiting) {
      switch (done.get(20, TimeUnit.SECONDS)) {
        case AppendResult.Appended _ -> won++;
        case AppendResult.Conflict(_, var actual, _) ->
            assertThat(actual).isEqualTo(new Version(2));
        case AppendResult.AlreadyAppended(var receipt) ->
            throw new AssertionError("a new id was known: " + receipt);
      }
    }
    assertThat(won).isEqualTo(1);
    assertThat(store.groups()).containsExactly(1, 1);
  }

  @Test
  void one_bad_request_of_a_group_fails_alone() throws Exception {
    Planned poisoned =
        (group, expected) -> {
          if (group.appends().stream()
              .anyMatch(append -> append.events().getFirst().stream().equals(POISON))) {
            throw new StoreException.Deterministic("the store does not take this", null);
          }
          return store.right(group, expected);
        };
    store.plan(IntStream.range(0, 30).mapToObj(_ -> poisoned).toArray(Planned[]::new));
    var waiting =
        whileFirstCommitRuns(
            20, i -> events.append(events.event(i == 7 ? POISON : StreamId.parse("task-" + i))));
    var failed = 0;
    for (var done : waiting) {
      try {
        assertThat(done.get(20, TimeUnit.SECONDS)).isInstanceOf(AppendResult.Appended.class);
      } catch (ExecutionException fault) {
        assertThat(fault).hasCauseInstanceOf(StoreException.Deterministic.class);
        failed++;
      }
    }
    assertThat(failed).isEqualTo(1);
    assertThat(all())
        .hasSize(20)
        .map(event -> event.position().value())
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(log.head().position()).isEqualTo(new Position(20));
  }

  /** Hands in one append whose commit waits until so many others have been handed in. */
  private List<FutureTask<AppendResult>> whileFirstCommitRuns(
      int others, IntFunction<Append> append) throws InterruptedException {
    var committing = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    synchronized (store) {
      store.plans.addFirst((group, expected) -> {
        committing.countDown();
        try {
          assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
          throw new StoreException.RolledBack("interrupted", interrupted);
        }
        return store.right(group, expected);
      });
    }
    started(events.append(events.event(TASK)));
    assertThat(committing.await(20, TimeUnit.SECONDS)).isTrue();
    List<FutureTask<AppendResult>> waiting = new ArrayList<>();
    for (var i = 0; i < others; i++) {
      waiting.add(started(append.apply(i)));
    }
    goOn.countDown();
    return waiting;
  }

  /** Handed in: its thread already waits for the outcome. */
  private FutureTask<AppendResult> started(Append append) {
    var task = new FutureTask<>(() -> log.append(append));
    var thread = Thread.ofVirtual().start(task);
    Eventually.seen(
        "the append waits",
        thread::getState,
        state ->
            state == Thread.State.WAITING
                || state == Thread.State.TIMED_WAITING
                || state == Thread.State.TERMINATED);
    return task;
  }

  /** Another writer's append. */
  private void elsewhere(Append append, LogHead expected) {
    var planned = new ArrayDeque<>(store.plans);
    store.plans.clear();
    try (var other = SequencedLog.over(store, SteppingClock.standing())) {
      assertThat(other.append(append)).isInstanceOf(AppendResult.Appended.class);
    }
    store.plans.addAll(planned);
    assertThat(store.head().position()).isGreaterThan(expected.position());
  }

  private List<RecordedEvent> all() {
    return store
        .read(EventQuery.all(), Position.START, Direction.FORWARD, 1_000, Position.END)
        .events();
  }
}
