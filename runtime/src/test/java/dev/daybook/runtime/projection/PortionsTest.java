package dev.daybook.runtime.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daybook.kernel.DaybookException;
import dev.daybook.kernel.Uuid7;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.memory.MemoryLog;
import dev.daybook.kernel.view.Occurrence;
import dev.daybook.testkit.Events;
import dev.daybook.testkit.Eventually;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PortionsTest {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final Duration PATIENCE = Duration.ofMillis(1);

  private final Uuid7 ids = new Uuid7(CLOCK);
  private final WholePages log = new WholePages(new MemoryLog(ids, CLOCK));
  private final WholePages.Paged subscription =
      (WholePages.Paged) log.subscribe(EventQuery.all(), Position.START);

  private void fill(int events) {
    var some = new Events(ids);
    for (var left = events; left > 0; left -= 500) {
      log.append(some.append(some.several(Math.min(left, 500), new StreamId("note", "1"))));
    }
  }

  private Portions portions(Function<List<RecordedEvent>, List<Occurrence>> decode) {
    EventLog read = log;
    return new Portions(subscription, () -> read.head().position(), decode, PATIENCE);
  }

  private static List<Occurrence> decoded(List<RecordedEvent> events) {
    return events.stream().map(event -> new Occurrence(event, new Occurrence.Unknown())).toList();
  }

  private static Position last(Portion portion) {
    return portion.events().getLast().envelope().position();
  }

  @Test
  void every_event_comes_once_and_in_its_order() throws InterruptedException {
    fill(45_500);
    var came = new ArrayList<Long>();
    try (var portions = portions(PortionsTest::decoded)) {
      for (var portion = portions.next(); !portion.pause(); portion = portions.next()) {
        portion.events().forEach(event -> came.add(event.envelope().position().value()));
        assertThat(portion.through()).isEqualTo(last(portion));
      }
    }
    assertThat(came).isEqualTo(LongStream.rangeClosed(1, 45_500).boxed().toList());
  }

  @Test
  void one_portion_is_read_ahead_and_no_more() throws InterruptedException {
    fill(60_000);
    try (var portions = portions(PortionsTest::decoded)) {
      var first = portions.next();
      assertThat(first.more()).isTrue();
      Eventually.holds(
          "no thread reads ahead any more",
          () ->
              subscription.cursor().isAfter(last(first))
                  && Thread.getAllStackTraces().keySet().stream().noneMatch(PortionsTest::isAhead));
      var cursor = subscription.cursor();
      var second = portions.next();
      assertThat(last(second)).isEqualTo(cursor);
    }
  }

  @Test
  void less_than_a_page_comes_at_once_and_nothing_is_read_ahead() throws InterruptedException {
    fill(20);
    try (var portions = portions(PortionsTest::decoded)) {
      var portion = portions.next();
      assertThat(portion.events()).hasSize(20);
      assertThat(portion.more()).isFalse();
      assertThat(portions.next().pause()).isTrue();
    }
  }

  @Test
  void what_fails_ahead_is_thrown_after_all_that_comes_before_it() throws InterruptedException {
    fill(60_000);
    try (var portions =
        portions(events -> {
          if (events.getFirst().position().value() > 40_000) {
            throw new DaybookException("Event " + events.getFirst().position() + " is broken");
          }
          return decoded(events);
        })) {
      var through = Position.START;
      while (through.value() < 40_000) {
        through = portions.next().through();
      }
      assertThat(through).isEqualTo(new Position(40_000));
      assertThatThrownBy(portions::next).hasMessage("Event 40001 is broken");
    }
  }

  @Test
  void closing_ends_what_is_read_ahead_and_its_thread() throws InterruptedException {
    fill(60_000);
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var threads = new ArrayList<Thread>();
    var portions =
        portions(events -> {
          if (isAhead(Thread.currentThread()) && begun.getCount() > 0) {
            threads.add(Thread.currentThread());
            begun.countDown();
            await(goOn);
          }
          return decoded(events);
        });
    portions.next();
    begun.await();
    goOn.countDown();
    portions.close();

    assertThat(threads).hasSize(1).noneMatch(Thread::isAlive);
  }

  private static boolean isAhead(Thread thread) {
    return thread.getName().equals("daybook-views-ahead");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
