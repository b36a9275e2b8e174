package dev.daybook.kernel.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.daybook.kernel.Actor;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class EventDecoderTest {
  private final EventDecoder decoder = new EventDecoder();

  @Test
  void whatever_came_before_every_event_is_read_as_it_was_written() {
    for (var event :
        new RecordedEvent[] {
          event("7", 1, "alice", "c1", null, "cli", "a:1"),
          event("7", 1, "alice", "c1", null, "cli"),
          event("7", 2, "alice", "c1", "k1", "cli", "a:1", "b:2"),
          event("8", 2, "alice", "c1", "k1", "http"),
          event("8", 1, "bob", "c2", null, "http"),
          event("7", 1, "bob", "c1", "c1", "c1")
        }) {
      assertThat(decoder.decode(EventBytes.encode(event), Hash.ZERO)).isEqualTo(event);
    }
  }

  @Test
  void what_stands_as_it_stood_before_is_shared() {
    var first = decoded(event("7", 1, "alice", "c1", "k1", "cli"));
    var second = decoded(event("7", 1, "alice", "c1", "k1", "cli"));
    assertThat(second.stream()).isSameAs(first.stream());
    assertThat(second.type()).isSameAs(first.type());
    assertThat(second.provenance()).isSameAs(first.provenance());
  }

  @Test
  void bytes_that_are_cut_off_anywhere_are_refused_and_spoil_nothing() {
    var event = event("7", 1, "alice", "c1", null, "cli", "a:1");
    var bytes = EventBytes.encode(event);
    for (var length = 0; length < bytes.length; length++) {
      var cut = Arrays.copyOf(bytes, length);
      assertThatExceptionOfType(StoreException.Deterministic.class)
          .isThrownBy(() -> decoder.decode(cut, Hash.ZERO));
      assertThat(decoded(event)).isEqualTo(event);
    }
  }

  private RecordedEvent decoded(RecordedEvent event) {
    return decoder.decode(EventBytes.encode(event), Hash.ZERO);
  }

  private static RecordedEvent event(
      String id,
      int schema,
      String who,
      String correlation,
      @Nullable String causation,
      String source,
      String... tags) {
    return new RecordedEvent(
        new Position(7),
        new StreamId("task", id),
        new Version(3),
        new EventId(UUID.randomUUID()),
        new EventType("task.started", schema),
        Instant.parse("2026-01-05T09:00:00.123456Z"),
        new AppendId(UUID.randomUUID()),
        new Provenance(Actor.person(who), correlation, causation, source),
        Set.copyOf(Arrays.stream(tags).map(Tag::new).toList()),
        JsonBytes.of("{\"a\":1}"),
        JsonBytes.EMPTY,
        Hash.ZERO);
  }
}
