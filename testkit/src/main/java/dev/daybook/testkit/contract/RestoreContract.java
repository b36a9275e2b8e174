package dev.daybook.testkit.contract;

import static dev.daybook.testkit.Events.at;
import static dev.daybook.testkit.Events.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Expected;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Receipt;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.RestoreTarget;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import dev.daybook.kernel.log.Version;
import dev.daybook.kernel.memory.MemoryLog;
import dev.daybook.kernel.verify.Verifier;
import dev.daybook.testkit.Events;
import dev.daybook.testkit.SeededIds;
import dev.daybook.testkit.SteppingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Another log into this one: the same log afterwards, or nothing of it. */
public abstract class RestoreContract extends StoreContract {
  private static final StreamId ONE = stream("task-1");
  private static final StreamId TEN = stream("task-10");
  private static final EventQuery ALL = EventQuery.all();
  private static final Tag RED = Tag.of("colour", "red");

  private final MemoryLog source =
      new MemoryLog(new SeededIds(71), SteppingClock.stepping(Duration.ofMillis(1)));
  private final List<Receipt> receipts = new ArrayList<>();

  @Test
  void a_restored_log_is_the_same_log() {
    restoring(target -> {
      restoreAll(target);
      assertThat(everything()).isEqualTo(original());
      assertSameHead(log.head());
      for (var receipt : receipts) {
        var restored = log.lookup(receipt.append()).orElseThrow();
        assertThat(restored.log()).isEqualTo(receipt.log());
        assertThat(restored.first()).isEqualTo(receipt.first());
        assertThat(restored.last()).isEqualTo(receipt.last());
        assertThat(restored.versions()).isEqualTo(receipt.versions());
      }
      assertThat(log.statistics().byType()).isEqualTo(source.statistics().byType());
      assertThat(matching(ALL.tagged(RED))).isEqualTo(pages(source, ALL.tagged(RED)));
      assertThat(matching(ALL.streams(TEN))).isEqualTo(pages(source, ALL.streams(TEN)));
      assertThat(Verifier.of(log).verify().findings()).isEmpty();
    });
  }

  @Test
  void a_restored_log_goes_on_like_any_other() {
    restoring(target -> {
      restoreAll(target);
      var repeated = events.appendAgain(receipts.getFirst().append(), events.event(ONE));
      assertThat(log.append(repeated)).isInstanceOf(AppendResult.AlreadyAppended.class);
      refused(events.appendIf(at(ONE, Expected.exactly(1)), events.event(ONE)));
      var version = source.version(ONE).value();
      clock.set(Instant.EPOCH);
      write(events.appendIf(at(ONE, Expected.exactly(version)), events.event(ONE)));
      assertThat(everything().getLast().time()).isEqualTo(source.head().time());
      assertThat(Verifier.of(log).verify().findings()).isEmpty();
    });
  }

  @Test
  void P3_a_restored_log_is_there_after_reopening_if_the_store_is_durable() {
    restoring(target -> {
      restoreAll(target);
      log = store.reopen(clock, ids);
      assertThat(everything()).isEqualTo(store.durable() ? original() : List.of());
      write(events.append(events.event(ONE)));
    });
  }

  @Test
  void a_restore_that_was_cut_off_goes_on_where_it_stopped() {
    restoring(target -> {
      target.begin(source.head().log());
      target.restore(original().subList(0, 3));
      log = store.reopenAfterKill(clock, ids);
      var again = log.restoring().orElseThrow();
      var stands = again.begin(source.head().log());
      assertThat(stands.position()).isEqualTo(new Position(store.durable() ? 3 : 0));
      var rest = original().subList((int) stands.position().value(), original().size());
      again.restore(rest);
      again.finish(source.head());
      assertThat(everything()).isEqualTo(original());
      assertSameHead(log.head());
    });
  }

  @Test
  void appends_are_refused_until_it_is_whole() {
    restoring(target -> {
      target.begin(source.head().log());
      refusedWhole(() -> log.append(events.append(events.event(ONE))));
      target.restore(original().subList(0, 3));
      refusedWhole(() -> log.append(events.append(events.event(ONE))));
      assertThat(everything()).isEqualTo(original().subList(0, 3));
      refusedWhole(() -> target.finish(source.head()));
      refusedWhole(() -> log.append(events.append(events.event(ONE))));
      target.restore(original().subList(3, original().size()));
      target.finish(source.head());
      write(events.append(events.event(ONE)));
    });
  }

  @Test
  void a_log_with_events_of_its_own_is_not_restored_into() {
    restoring(target -> {
      write(events.append(events.event(ONE)));
      var before = log.head();
      refusedWhole(() -> target.begin(source.head().log()));
      assertThat(log.head()).isEqualTo(before);
      write(events.append(events.event(ONE)));
    });
  }

  @Test
  void one_restore_is_not_gone_on_with_by_another_log() {
    restoring(target -> {
      target.begin(source.head().log());
      target.restore(original().subList(0, 3));
      refusedWhole(() -> target.begin(new LogId(new UUID(7, 7))));
      assertThat(target.begin(source.head().log()).position()).isEqualTo(new Position(3));
    });
  }

  @Test
  void without_a_beginning_nothing_is_restored_or_finished() {
    restoring(target -> {
      refusedWhole(() -> target.restore(original()));
      refusedWhole(() -> target.finish(source.head()));
      restoreAll(target);
      refusedWhole(() -> target.restore(original()));
      assertThat(everything()).isEqualTo(original());
    });
  }

  @Test
  void an_event_that_does_not_follow_is_refused_and_nothing_of_its_list_is_written() {
    restoring(target -> {
      target.begin(source.head().log());
      var all = original();
      for (var broken : brokenLists(all)) {
        refusedWhole(() -> target.restore(broken));
        assertThat(everything()).isEmpty();
      }
      target.restore(all.subList(0, 3));
      refusedWhole(() -> target.restore(all.subList(0, 3)));
      refusedWhole(() -> target.restore(all.subList(5, all.size())));
      assertThat(everything()).isEqualTo(all.subList(0, 3));
      target.restore(all.subList(3, all.size()));
      target.finish(source.head());
      assertThat(everything()).isEqualTo(all);
    });
  }

  @Test
  void an_append_id_that_comes_again_is_refused() {
    restoring(target -> {
      target.begin(source.head().log());
      var all = original();
      var again = rehashed(all, 4, event -> ofAppend(event, all.getFirst().appendId()));
      refusedWhole(() -> target.restore(again));
      assertThat(everything()).isEmpty();
      target.restore(again.subList(0, 3));
      refusedWhole(() -> target.restore(again.subList(3, again.size())));
      assertThat(everything()).isEqualTo(all.subList(0, 3));
      target.restore(all.subList(3, all.size()));
      target.finish(source.head());
      assertThat(everything()).isEqualTo(all);
    });
  }

  @Test
  void an_empty_log_is_restored_too() {
    restoring(target -> {
      var id = new LogId(new UUID(7, 7));
      target.begin(id);
      target.finish(new LogHead(id, 1, Position.START, Hash.ZERO, Instant.EPOCH));
      assertThat(log.head().log()).isEqualTo(id);
      write(events.append(events.event(ONE)));
    });
  }

  private static List<List<RecordedEvent>> brokenLists(List<RecordedEvent> all) {
    var gap = new ArrayList<>(all);
    gap.remove(3);
    var swapped = new ArrayList<>(all);
    swapped.set(2, all.get(1));
    swapped.set(1, all.get(2));
    return List.of(
        gap,
        swapped,
        with(all, 4, event -> changed(event, event.version(), JsonBytes.of("{}"))),
        rehashed(all, 4, event -> changed(event, event.version().plus(1), event.data())));
  }

  private static List<RecordedEvent> with(
      List<RecordedEvent> all, int index, UnaryOperator<RecordedEvent> change) {
    var copy = new ArrayList<>(all);
    copy.set(index, change.apply(all.get(index)));
    return copy;
  }

  /** A forgery whose chain holds. */
  private static List<RecordedEvent> rehashed(
      List<RecordedEvent> all, int index, UnaryOperator<RecordedEvent> change) {
    var forged = new ArrayList<RecordedEvent>();
    var before = Hash.ZERO;
    for (var event : with(all, index, change)) {
      before = EventBytes.link(before, EventBytes.encode(event));
      forged.add(changed(event, event.version(), event.data(), before));
    }
    return forged;
  }

  private static RecordedEvent changed(RecordedEvent event, Version version, JsonBytes data) {
    return changed(event, version, data, event.hash());
  }

  private static RecordedEvent ofAppend(RecordedEvent event, AppendId append) {
    return new RecordedEvent(
        event.position(),
        event.stream(),
        event.version(),
        event.id(),
        event.type(),
        event.time(),
        append,
        event.provenance(),
        event.tags(),
        event.data(),
        event.metadata(),
        event.hash());
  }

  private static RecordedEvent changed(
      RecordedEvent event, Version version, JsonBytes data, Hash hash) {
    return new RecordedEvent(
        event.position(),
        event.stream(),
        version,
        event.id(),
        event.type(),
        event.time(),
        event.appendId(),
        event.provenance(),
        event.tags(),
        data,
        event.metadata(),
        hash);
  }

  private void restoreAll(RestoreTarget target) {
    target.begin(source.head().log());
    target.restore(original().subList(0, 3));
    target.restore(original().subList(3, original().size()));
    target.finish(source.head());
  }

  private void assertSameHead(LogHead restored) {
    var head = source.head();
    assertThat(restored.log()).isEqualTo(head.log());
    assertThat(restored.position()).isEqualTo(head.position());
    assertThat(restored.hash()).isEqualTo(head.hash());
    assertThat(restored.time()).isEqualTo(head.time());
  }

  private List<RecordedEvent> original() {
    return pages(source, ALL);
  }

  private static void refusedWhole(ThrowingCallable call) {
    assertThatExceptionOfType(StoreException.Deterministic.class).isThrownBy(call);
  }

  /** From a log of seven appends; of a store that cannot be restored into, that it offers none. */
  private void restoring(Consumer<RestoreTarget> test) {
    var made = new Events(new SeededIds(72));
    appended(source, made.append(made.event(ONE, RED), made.event(TEN), made.event(ONE)));
    for (var i = 0; i < 6; i++) {
      appended(source, made.append(made.event(i % 2 == 0 ? ONE : TEN, RED)));
    }
    assertThat(log.head().log()).isNotEqualTo(source.head().log());
    assertThat(log.head().epoch()).isPositive();
    assertThat(log.restoring().isPresent()).isEqualTo(store.canBeRestored());
    log.restoring().ifPresent(test);
  }

  private static List<RecordedEvent> pages(EventLog log, EventQuery query) {
    return pages(log, query, Position.START, Direction.FORWARD, 1_000);
  }

  private void appended(EventLog to, Append append) {
    receipts.add(((AppendResult.Appended) to.append(append)).receipt());
  }
}
