package dev.daybook.testkit.contract;

import static dev.daybook.testkit.Events.at;
import static dev.daybook.testkit.Events.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Expected;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.testkit.Together;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The position contract while eight write and others read. */
public abstract class PositionContract extends StoreContract {
  private static final int WRITERS = 8;
  private static final int APPENDS = 40;
  private static final int EVENTS = 5;
  private static final int TOTAL = WRITERS * APPENDS * EVENTS;

  @Test
  void P1_positions_are_gapless_strictly_increasing_and_start_at_one() {
    for (var i = 0; i < 20; i++) {
      write(events.append(events.several(1 + i % 3, stream("task-" + i % 4))));
      refused(
          events.appendIf(
              at(stream("task-none"), Expected.exists()), events.event(stream("task-none"))));
    }
    assertThat(positions(everything()))
        .isEqualTo(LongStream.rangeClosed(1, log.head().position().value()).boxed().toList());
    assertThat(log.head().position()).isEqualTo(new Position(39));
  }

  @Test
  void P1_positions_are_gapless_under_concurrent_writers_also_where_some_are_refused() {
    Together.run(
        WRITERS,
        writer -> {
          for (var i = 0; i < APPENDS; i++) {
            write(events.append(events.several(EVENTS, stream("task-" + writer))));
            refused(
                events.appendIf(
                    at(stream("task-" + writer), Expected.noStream()),
                    events.several(3, stream("task-x"))));
          }
          return true;
        });
    assertThat(positions(everything()))
        .isEqualTo(LongStream.rangeClosed(1, TOTAL).boxed().toList());
  }

  @Test
  void P2_an_acknowledged_append_is_visible_to_every_read_that_begins_now() {
    Together.run(
        WRITERS,
        writer -> {
          for (var i = 0; i < APPENDS; i++) {
            var receipt = write(events.append(events.several(EVENTS, stream("task-" + writer))));
            assertThat(log.head().position()).isGreaterThanOrEqualTo(receipt.last());
            assertThat(log.at(receipt.last()))
                .map(RecordedEvent::appendId)
                .contains(receipt.append());
            assertThat(log.at(receipt.first()))
                .map(RecordedEvent::appendId)
                .contains(receipt.append());
          }
          return true;
        });
    assertThat(everything()).hasSize(TOTAL);
  }

  @Test
  void P2_nothing_becomes_visible_below_a_position_that_was_read() {
    whileWriting(() -> {
      var head = log.head().position();
      var below = pages(EventQuery.all(), head.next(), Direction.BACKWARD, 10_000);
      assertThat(positions(below))
          .as("everything up to the head %s", head)
          .isEqualTo(down(head.value()));
      var newest = log.read(EventQuery.all(), Position.END, Direction.BACKWARD, 50).events();
      if (!newest.isEmpty()) {
        var seen = newest.getFirst().position().value();
        assertThat(positions(newest)).isEqualTo(down(seen).subList(0, newest.size()));
      }
      return head;
    });
  }

  @Test
  void P4_no_reader_ever_sees_a_part_of_an_append() {
    whileWriting(() -> {
      var head = log.head().position();
      assertThat(head.value() % EVENTS)
          .as("the head stands between appends, not at %s", head)
          .isZero();
      var all = everything();
      assertThat(all.size() % EVENTS).as("whole appends only, not %s events", all.size()).isZero();
      return head;
    });
  }

  @Test
  void P5_stream_versions_are_dense_in_whatever_a_reader_sees() {
    whileWriting(() -> {
      var versions = new HashMap<String, Long>();
      for (var event : everything()) {
        var version = versions.merge(event.stream().toString(), 1L, Long::sum);
        assertThat(event.version().value())
            .as("version at position %s", event.position())
            .isEqualTo(version);
      }
      return log.head().position();
    });
  }

  @Test
  void P6_readers_that_page_while_others_write_see_every_event_exactly_once() {
    var deadline = System.nanoTime() + store.patience().toNanos();
    var limits = List.of(1, 7, 100, 10_000);
    var read =
        Together.run(
            WRITERS + limits.size(),
            thread -> {
              if (thread < WRITERS) {
                return writeAll(thread);
              }
              List<RecordedEvent> seen = new ArrayList<>();
              for (var from = Position.START;
                  seen.size() < TOTAL && System.nanoTime() < deadline; ) {
                var page =
                    log.read(
                        EventQuery.all(), from, Direction.FORWARD, limits.get(thread - WRITERS));
                seen.addAll(page.events());
                from = page.next();
              }
              return seen;
            });
    for (var reader = 0; reader < limits.size(); reader++) {
      assertThat(positions(read.get(WRITERS + reader)))
          .as("read with limit %s", limits.get(reader))
          .isEqualTo(LongStream.rangeClosed(1, TOTAL).boxed().toList());
    }
  }

  private List<RecordedEvent> writeAll(int writer) {
    for (var i = 0; i < APPENDS; i++) {
      write(events.append(events.several(EVENTS, stream("task-" + writer))));
    }
    return List.of();
  }

  /** One look of a reader; answers the head it saw. */
  @FunctionalInterface
  private interface Look {
    Position at();
  }

  /** Looks again and again from two readers until everything eight writers write has been seen. */
  private void whileWriting(Look look) {
    var deadline = System.nanoTime() + store.patience().toNanos();
    var seen =
        Together.run(
            WRITERS + 2,
            thread -> {
              if (thread < WRITERS) {
                writeAll(thread);
                return new Position(TOTAL);
              }
              var head = look.at();
              while (head.value() < TOTAL && System.nanoTime() < deadline) {
                head = look.at();
              }
              return head;
            });
    assertThat(seen).as("heads seen at the end").containsOnly(new Position(TOTAL));
  }

  private static List<Long> down(long from) {
    return LongStream.rangeClosed(1, from).map(i -> from + 1 - i).boxed().toList();
  }
}
