package dev.daybook.testkit.contract;

import static dev.daybook.testkit.Events.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.testkit.Together;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Recorded time: the server's clock in whole microseconds, never decreasing along positions. */
public abstract class TimeContract extends StoreContract {
  private static final StreamId TASK = stream("task-1");

  @Test
  void recorded_time_has_whole_microseconds_and_is_cut_not_rounded() {
    clock.set(Instant.parse("2026-03-04T05:06:07.123456999Z"));
    write(events.append(events.event(TASK)));
    assertThat(everything())
        .map(RecordedEvent::time)
        .containsExactly(Instant.parse("2026-03-04T05:06:07.123456Z"));
    assertThat(log.head().time()).isEqualTo(Instant.parse("2026-03-04T05:06:07.123456Z"));
  }

  @Test
  void recorded_time_never_decreases_when_the_clock_steps_back() {
    var noon = Instant.parse("2026-03-04T12:00:00Z");
    clock.set(noon);
    write(events.append(events.event(TASK)));
    clock.set(noon.minus(Duration.ofHours(3)));
    write(events.append(events.several(2, TASK)));
    clock.set(noon.plusSeconds(1));
    write(events.append(events.event(TASK)));
    assertThat(everything())
        .map(RecordedEvent::time)
        .containsExactly(noon, noon, noon, noon.plusSeconds(1));
    assertThat(log.firstAtOrAfter(noon)).contains(new Position(1));
    assertThat(log.firstAtOrAfter(noon.plusNanos(1_000))).contains(new Position(4));
  }

  @Test
  void a_time_far_ahead_comes_back() {
    clock.set(Instant.parse("2999-12-31T23:59:59.999999Z"));
    write(events.append(events.event(TASK)));
    assertThat(everything())
        .map(RecordedEvent::time)
        .containsExactly(Instant.parse("2999-12-31T23:59:59.999999Z"));
  }

  @Test
  void events_of_one_append_have_one_time() {
    write(events.append(events.several(50, TASK)));
    assertThat(everything().stream().map(RecordedEvent::time).distinct()).hasSize(1);
    assertThat(everything()).hasSize(50);
  }

  @Test
  void recorded_time_never_decreases_under_concurrent_writers_with_an_unsteady_clock() {
    Together.run(
        8,
        writer -> {
          for (var i = 0; i < 25; i++) {
            clock.advance(Duration.ofMillis(i % 2 == 0 ? 40 : -45));
            write(events.append(events.event(stream("task-" + writer))));
          }
          return true;
        });
    assertThat(everything()).hasSize(200);
    assertThat(everything()).map(RecordedEvent::time).isSorted();
  }

  @Test
  void P3_recorded_time_does_not_decrease_over_a_restart_if_the_store_is_durable() {
    var before = clock.peek();
    write(events.append(events.event(TASK)));
    clock.set(before.minus(Duration.ofDays(1)));
    log = store.reopen(clock, ids);
    write(events.append(events.event(TASK)));
    assertThat(everything().getLast().time())
        .isEqualTo(store.durable() ? before : before.minus(Duration.ofDays(1)));
  }
}
