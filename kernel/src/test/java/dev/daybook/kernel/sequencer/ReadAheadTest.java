package dev.daybook.kernel.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.EventId;
import dev.daybook.kernel.log.EventType;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.Page;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Provenance;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadAheadTest {
  private static final long LAST = 40;

  private final LinkedBlockingQueue<Position> asked = new LinkedBlockingQueue<>();

  private Page page(Position from, int limit) {
    return page(from, 10, LAST);
  }

  private Page page(Position from, int step, long last) {
    asked.add(from);
    var next = new Position(from.value() + step);
    return new Page(List.of(), next, next.value() >= last);
  }

  private static Page upTo(long position) {
    return new Page(List.of(), new Position(position), false);
  }

  @Test
  void pages_come_in_order_up_to_the_last() throws Exception {
    try (var ahead = ReadAhead.after(upTo(10), false, this::page)) {
      assertThat(ahead.take().next()).isEqualTo(new Position(20));
      assertThat(ahead.take().next()).isEqualTo(new Position(30));
      assertThat(ahead.take()).isEqualTo(new Page(List.of(), new Position(LAST), true));
    }
    assertThat(asked).containsExactly(new Position(10), new Position(20), new Position(30));
  }

  @Test
  void two_pages_are_fetched_at_once_where_it_is_known_where_they_begin() throws Exception {
    var together = new CountDownLatch(2);
    try (var ahead =
        ReadAhead.after(
            upTo(0),
            true,
            (from, limit) -> {
              together.countDown();
              await(together);
              return page(from, limit, 300);
            })) {
      assertThat(ahead.take().next()).isEqualTo(new Position(100));
      assertThat(ahead.take().next()).isEqualTo(new Position(200));
      assertThat(ahead.take().next()).isEqualTo(new Position(300));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 67, 150, 200, 250})
  void a_wrong_guess_where_a_page_begins_loses_and_doubles_nothing(int step) throws Exception {
    for (var again = 0; again < 50; again++) {
      try (var ahead = ReadAhead.after(upTo(0), true, (from, _) -> page(from, step, 4L * step))) {
        for (var next = step; next <= 4 * step; next += step) {
          assertThat(ahead.take().next()).isEqualTo(new Position(next));
        }
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void no_more_than_twelve_pages_are_asked_for_before_one_is_taken() throws Exception {
    var thread = new AtomicReference<Thread>();
    try (var ahead =
        ReadAhead.after(upTo(0), false, (from, _) -> endless(thread, from, List.of()))) {
      rested(thread);
      assertThat(asked).extracting(Position::value).containsExactlyElementsOf(tens(12));
      asked.clear();
      ahead.take();
      assertThat(asked.poll(10, TimeUnit.SECONDS)).isEqualTo(new Position(120));
    }
  }

  @Test
  void no_further_page_is_asked_for_while_large_events_wait() throws Exception {
    var thread = new AtomicReference<Thread>();
    var large = List.of(event(5 << 20));
    try (var ahead = ReadAhead.after(upTo(0), false, (from, _) -> endless(thread, from, large))) {
      rested(thread);
      assertThat(asked).extracting(Position::value).containsExactly(0L, 10L, 20L);
      asked.clear();
      ahead.take();
      assertThat(asked.poll(10, TimeUnit.SECONDS)).isEqualTo(new Position(30));
    }
  }

  @Test
  void a_page_is_asked_for_with_as_many_events_as_have_four_mebibytes() throws Exception {
    var limits = new LinkedBlockingQueue<Integer>();
    var large = new Page(List.of(event(1 << 20), event(1 << 20)), new Position(2), false);
    try (var ahead =
        ReadAhead.after(
            large,
            true,
            (from, limit) -> {
              limits.add(limit);
              return page(from, limit, 5);
            })) {
      assertThat(ahead.take().next()).isEqualTo(new Position(5));
    }
    assertThat(limits).contains(3);
  }

  private static List<Long> tens(int count) {
    return LongStream.range(0, count).map(ten -> 10 * ten).boxed().toList();
  }

  private Page endless(AtomicReference<Thread> thread, Position from, List<RecordedEvent> events) {
    thread.set(Thread.currentThread());
    asked.add(from);
    return new Page(events, new Position(from.value() + 10), false);
  }

  private static RecordedEvent event(int bytes) {
    return new RecordedEvent(
        new Position(1),
        new StreamId("task", "1"),
        new Version(1),
        new EventId(new UUID(1, 2)),
        new EventType("task.created", 1),
        Instant.EPOCH,
        new AppendId(new UUID(3, 4)),
        new Provenance(Actor.person("alice"), "c", null, "test"),
        Set.of(),
        JsonBytes.of('"' + "x".repeat(bytes) + '"'),
        JsonBytes.EMPTY,
        Hash.ZERO);
  }

  /** Returns when the thread that fetches has stopped to wait. */
  private static void rested(AtomicReference<Thread> thread) {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (thread.get() == null || thread.get().getState() != Thread.State.WAITING) {
      assertThat(System.nanoTime()).as("the deadline").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  @Test
  void a_page_that_cannot_be_had_is_told_after_those_before_it() throws Exception {
    try (var ahead =
        ReadAhead.after(
            upTo(10),
            false,
            (from, limit) -> {
              if (from.value() == 20) {
                throw new IllegalArgumentException("torn");
              }
              return page(from, limit);
            })) {
      assertThat(ahead.take().next()).isEqualTo(new Position(20));
      assertThatThrownBy(ahead::take)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("torn");
    }
  }

  @Test
  void whoever_waits_for_a_page_is_let_go_when_it_is_closed() throws Exception {
    var release = new CountDownLatch(1);
    var began = new CountDownLatch(1);
    var taken = new AtomicReference<>(new Page(List.of(), new Position(1), false));
    var ahead =
        ReadAhead.after(
            upTo(10),
            false,
            (from, limit) -> {
              began.countDown();
              await(release);
              return page(from, limit);
            });
    var waiting =
        Thread.ofVirtual()
            .start(() -> {
              try {
                taken.set(ahead.take());
              } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
              }
            });
    assertThat(began.await(10, TimeUnit.SECONDS)).isTrue();
    ahead.close();
    waiting.join();
    release.countDown();
    assertThat(taken.get()).isNull();
  }
}
