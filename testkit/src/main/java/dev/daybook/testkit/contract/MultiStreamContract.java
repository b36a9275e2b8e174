package dev.daybook.testkit.contract;

import static dev.daybook.testkit.Events.at;
import static dev.daybook.testkit.Events.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.Expected;
import dev.daybook.kernel.log.NewEvent;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One append over several streams. */
public abstract class MultiStreamContract extends StoreContract {
  private static final StreamId A = stream("task-a");
  private static final StreamId B = stream("task-b");
  private static final StreamId C = stream("project-c");

  @Test
  void P4_events_of_several_streams_are_written_in_the_order_given() {
    var batch =
        new NewEvent[] {
          events.event(A), events.event(B), events.event(A), events.event(C), events.event(B)
        };
    write(events.append(batch));
    assertThat(everything())
        .map(RecordedEvent::id)
        .containsExactlyElementsOf(IntStream.range(0, 5).mapToObj(i -> batch[i].id()).toList());
    assertThat(everything()).map(RecordedEvent::stream).containsExactly(A, B, A, C, B);
    assertThat(everything())
        .map(event -> event.version().value())
        .containsExactly(1L, 1L, 2L, 1L, 2L);
  }

  @Test
  void the_receipt_names_first_and_last_position_and_the_version_of_every_stream_written() {
    write(events.append(events.event(A), events.event(C)));
    var receipt = write(events.append(events.event(A), events.event(B), events.event(A)));
    assertThat(receipt.first()).isEqualTo(new Position(3));
    assertThat(receipt.last()).isEqualTo(new Position(5));
    assertThat(receipt.versions()).isEqualTo(Map.of(A, new Version(3), B, new Version(1)));
    assertThat(receipt.log()).isEqualTo(log.head().log());
    assertThat(receipt.epoch()).isEqualTo(log.head().epoch());
  }

  @Test
  void P4_one_unmet_condition_keeps_all_streams_as_they_were() {
    write(events.append(events.event(A)));
    refused(
        events.appendIf(
            List.of(at(A, Expected.exactly(1)), at(B, Expected.exists())),
            events.event(A),
            events.event(B),
            events.event(C)));
    assertThat(log.version(A)).isEqualTo(new Version(1));
    assertThat(log.version(B)).isEqualTo(Version.NONE);
    assertThat(log.version(C)).isEqualTo(Version.NONE);
    assertThat(everything()).hasSize(1);
  }

  @Test
  void every_stream_may_have_its_own_condition() {
    write(events.append(events.event(A)));
    write(
        events.appendIf(
            List.of(at(A, Expected.exactly(1)), at(B, Expected.noStream()), at(C, Expected.any())),
            events.event(A),
            events.event(B),
            events.event(C)));
    assertThat(log.read(B, new Version(1), Direction.FORWARD, 10).events()).hasSize(1);
    assertThat(log.version(A)).isEqualTo(new Version(2));
  }

  @Test
  void a_large_append_over_many_streams_is_one_append() {
    var batch =
        IntStream.range(0, 2_000)
            .mapToObj(i -> events.event(stream("task-" + i % 500)))
            .toArray(NewEvent[]::new);
    var receipt = write(events.append(batch));
    assertThat(receipt.last()).isEqualTo(new Position(2_000));
    assertThat(receipt.versions())
        .hasSize(500)
        .allSatisfy((_, version) -> assertThat(version).isEqualTo(new Version(4)));
    assertThat(everything())
        .hasSize(2_000)
        .allMatch(event -> event.appendId().equals(receipt.append()));
  }
}
