package dev.daybook.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Expected;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.Page;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Receipt;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Subscription.Delivery;
import dev.daybook.kernel.log.Version;
import dev.daybook.kernel.sequencer.Group;
import dev.daybook.kernel.sequencer.SequencedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two sequencers over one store that both may write to. */
final class SharedSequencerTest {
  private static final StreamId TASK = StreamId.parse("task-1");
  private static final EventQuery ALL = EventQuery.all();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** What both write to; tells nobody anything unless it is asked to. */
  private static final class Shared extends ListLog {
    private final List<Watcher> watchers = new ArrayList<>();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger turns = new AtomicInteger();
    private @Nullable Runnable cut;
    private Runnable attempt = () -> {};
    private Runnable meanwhile = () -> {};

    Shared() {
      super(new LogId(new UUID(0, 0)));
    }

    @Override
    public boolean isShared() {
      return true;
    }

    @Override
    public boolean commit(Group group, LogHead expected) {
      if (cut != null) {
        meanwhile = cut;
        cut = null;
        attempt = () -> super.commit(group, expected);
        throw new StoreException.OutcomeUnknown("The connection broke", null);
      }
      return lost.getAndUpdate(left -> Math.max(0, left - 1)) == 0 && super.commit(group, expected);
    }

    /**
     * The next commit is cut off, and nobody knows whether it was written.
     *
     * @param happens when an append id has been looked up for the first time after it
     */
    void cut(Runnable happens) {
      cut = happens;
    }

    /** What was cut off is written after all. */
    void land() {
      attempt.run();
    }

    @Override
    public Optional<Receipt> lookup(AppendId id) {
      var found = super.lookup(id);
      var now = meanwhile;
      meanwhile = () -> {};
      now.run();
      return found;
    }

    @Override
    public LogHead lead() {
      turns.incrementAndGet();
      lost.set(0);
      return head();
    }

    @Override
    public void watch(Watcher watcher) {
      watchers.add(watcher);
    }

    void tell() {
      watchers.forEach(watcher -> watcher.moved(head()));
    }

    void rewind(LogHead to) {
      watchers.forEach(watcher -> watcher.rewound(to));
    }

    @Override
    public Page read(
        EventQuery query, Position from, Direction direction, int limit, Position cap) {
      var head = head().position();
      return super.read(query, from, direction, limit, cap.isAfter(head) ? head : cap);
    }
  }

  private final Shared store = new Shared();
  private final EventLog one = SequencedLog.over(store, SteppingClock.standing());
  private final EventLog two = SequencedLog.over(store, SteppingClock.standing());
  private final Events events = new Events(new SeededIds(1));

  @AfterEach
  void close() {
    one.close();
    two.close();
  }

  @Test
  void what_one_wrote_the_other_reads_although_nobody_told_it() {
    written(one, events.append(events.event(TASK)));
    assertThat(two.head().position()).isEqualTo(new Position(1));
    assertThat(two.read(ALL, Position.START, Direction.FORWARD, 10).events()).hasSize(1);
    assertThat(two.read(TASK, new Version(1), Direction.FORWARD, 10).events()).hasSize(1);
    assertThat(two.firstAtOrAfter(two.head().time())).contains(new Position(1));
  }

  @Test
  void an_old_knowledge_refuses_nothing_that_holds() {
    written(one, events.append(events.event(TASK)));
    written(two, events.appendIf(Events.at(TASK, Expected.exactly(1)), events.event(TASK)));
    written(one, events.appendIf(Events.at(TASK, Expected.exactly(2)), events.event(TASK)));
    written(one, events.append(events.event(TASK)));
    var refused =
        two.append(events.appendIf(Events.at(TASK, Expected.exactly(2)), events.event(TASK)));
    assertThat(refused)
        .isInstanceOfSatisfying(
            AppendResult.Conflict.class,
            conflict -> assertThat(conflict.actual()).isEqualTo(new Version(4)));
  }

  @Test
  void after_three_lost_swaps_the_turn_is_taken() {
    store.lost.set(2);
    written(one, events.append(events.event(TASK)));
    assertThat(store.turns).hasValue(0);
    store.lost.set(100);
    written(one, events.append(events.event(TASK)));
    assertThat(store.turns).hasValue(1);
  }

  @Test
  void an_attempt_that_lands_while_it_is_tried_again_is_no_conflict_with_itself() {
    store.cut(store::land);
    written(one, events.appendIf(Events.at(TASK, Expected.exactly(0)), events.event(TASK)));
    assertThat(store.head().position()).isEqualTo(new Position(1));
  }

  @Test
  void an_attempt_that_another_writer_came_before_is_a_conflict() {
    store.cut(() -> written(two, events.append(events.event(TASK))));
    var append = events.appendIf(Events.at(TASK, Expected.exactly(0)), events.event(TASK));
    assertThat(one.append(append)).isInstanceOf(AppendResult.Conflict.class);
    assertThat(store.head().position()).isEqualTo(new Position(1));
  }

  @Test
  void a_reader_is_woken_by_what_the_store_tells_and_has_caught_up_only_with_everybody()
      throws InterruptedException {
    written(one, events.append(events.event(TASK)));
    try (var live = two.subscribe(ALL, Position.START)) {
      assertThat(live.next(PATIENCE)).isInstanceOf(Delivery.Events.class);
      assertThat(live.next(PATIENCE)).isEqualTo(new Delivery.CaughtUp(new Position(1)));
      written(one, events.append(events.event(TASK)));
      store.tell();
      assertThat(live.next(PATIENCE))
          .isInstanceOfSatisfying(
              Delivery.Events.class,
              some ->
                  assertThat(some.events())
                      .extracting("position")
                      .containsExactly(new Position(2)));
    }
  }

  @Test
  void a_reader_whose_events_were_taken_back_is_stopped_and_a_new_one_is_not()
      throws InterruptedException {
    written(one, events.append(events.several(3, TASK)));
    try (var live = one.subscribe(ALL, Position.START)) {
      live.next(PATIENCE);
      store.rewind(store.head());
      assertThatExceptionOfType(StoreException.Deterministic.class)
          .isThrownBy(() -> live.next(PATIENCE))
          .withMessageContaining("taken back")
          .withMessageContaining("position 3");
    }
    try (var again = one.subscribe(ALL, Position.START)) {
      assertThat(again.next(PATIENCE)).isInstanceOf(Delivery.Events.class);
    }
    written(one, events.append(events.event(TASK)));
    assertThat(one.read(ALL, Position.START, Direction.FORWARD, 10).events()).hasSize(4);
  }

  @Test
  void a_restore_that_another_process_has_begun_and_ended_is_respected() {
    store.beginRestore(new LogId(new UUID(7, 7)));
    assertThatExceptionOfType(StoreException.Deterministic.class)
        .isThrownBy(() -> one.append(events.append(events.event(TASK))));
    store.endRestore();
    written(one, events.append(events.event(TASK)));
    written(two, events.append(events.event(TASK)));
  }

  private static void written(EventLog log, Append append) {
    assertThat(log.append(append)).isInstanceOf(AppendResult.Appended.class);
  }
}
