package dev.daybook.runtime.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.EventId;
import dev.daybook.kernel.log.EventType;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Provenance;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import dev.daybook.kernel.view.Occurrence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BacklogTest {
  private final Backlog backlog = new Backlog();

  private void add(List<RecordedEvent> events) {
    backlog.add(events, events.stream().map(BacklogTest::decoded).toList());
  }

  private static Occurrence decoded(RecordedEvent event) {
    return new Occurrence(event, new Occurrence.Unknown());
  }

  @Test
  void is_full_at_twenty_thousand_events() {
    for (var page = 1; page < 20; page++) {
      add(events(1_000, 10));
    }
    add(events(1_000, 10));
    assertThat(backlog.hasRoom()).isFalse();
    assertThat(backlog.events()).hasSize(20_000);
  }

  @Test
  void is_full_at_sixteen_mebibytes() {
    add(events(1_000, 17_000));
    assertThat(backlog.hasRoom()).isFalse();
  }

  @Test
  void has_room_after_little() {
    add(events(1_000, 10));
    assertThat(backlog.hasRoom()).isTrue();
  }

  @Test
  void gives_what_came_in_its_order() {
    var all = new ArrayList<>(events(1_000, 10));
    var second = events(3, 20);
    add(List.copyOf(all));
    add(second);
    all.addAll(second);
    assertThat(backlog.events()).extracting(Occurrence::envelope).isEqualTo(all);
  }

  private static List<RecordedEvent> events(int count, int bytes) {
    return Collections.nCopies(
        count,
        new RecordedEvent(
            new Position(1),
            new StreamId("note", "1"),
            new Version(1),
            new EventId(new UUID(1, 2)),
            new EventType("note.created", 1),
            Instant.EPOCH,
            new AppendId(new UUID(3, 4)),
            new Provenance(Actor.person("alice"), "c", null, "test"),
            Set.of(),
            JsonBytes.of('"' + "x".repeat(bytes) + '"'),
            JsonBytes.EMPTY,
            Hash.ZERO));
  }
}
