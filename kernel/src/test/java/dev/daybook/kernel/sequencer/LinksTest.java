package dev.daybook.kernel.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.EventId;
import dev.daybook.kernel.log.EventType;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Provenance;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
  private static final Hash BEFORE =
      Hash.of(
          new byte[] {
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
            17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32
          });

  @ParameterizedTest
  @ValueSource(ints = {1, 127, 128, 129, 5_000})
  void every_link_of_a_whole_chain_holds(int count) {
    var events = chain(count);
    var links = known(events);
    for (var index = 0; index < count; index++) {
      assertThat(links.holds()[index]).isTrue();
      assertThat(links.bytes()[index]).isEqualTo(EventBytes.encode(events.get(index)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 127, 128, 1_000, 4_999})
  void an_event_with_another_content_breaks_its_own_link_alone(int changed) {
    var events = chain(5_000);
    var event = events.get(changed);
    events.set(changed, event(event.position().value(), "{\"n\":-1}", event.hash()));
    assertThat(broken(events)).containsExactly(changed);
  }

  @Test
  void a_wrong_hash_breaks_its_own_link_and_the_next() {
    var events = chain(5_000);
    events.set(255, event(256, "{\"n\":256}", Hash.ZERO));
    assertThat(broken(events)).containsExactly(255, 256);
  }

  @Test
  void an_interrupted_caller_gets_all_links_and_stays_interrupted() {
    Thread.currentThread().interrupt();
    var links = known(chain(5_000));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(links.holds()).doesNotContain(false);
  }

  private static Links known(List<RecordedEvent> events) {
    var links = Links.of(events, BEFORE);
    links.await();
    return links;
  }

  private static List<Integer> broken(List<RecordedEvent> events) {
    var holds = known(events).holds();
    var broken = new ArrayList<Integer>();
    for (var index = 0; index < holds.length; index++) {
      if (!holds[index]) {
        broken.add(index);
      }
    }
    return broken;
  }

  private static List<RecordedEvent> chain(int count) {
    var events = new ArrayList<RecordedEvent>();
    var hash = BEFORE;
    for (var position = 1L; position <= count; position++) {
      var data = "{\"n\":" + position + "}";
      hash = EventBytes.link(hash, EventBytes.encode(event(position, data, Hash.ZERO)));
      events.add(event(position, data, hash));
    }
    return events;
  }

  private static RecordedEvent event(long position, String data, Hash hash) {
    return new RecordedEvent(
        new Position(position),
        new StreamId("task", "1"),
        new Version(position),
        new EventId(new UUID(1, position)),
        new EventType("task.noted", 1),
        Instant.EPOCH,
        new AppendId(new UUID(2, position)),
        new Provenance(Actor.token("test"), "test", null, "test"),
        Set.of(),
        JsonBytes.of(data),
        JsonBytes.EMPTY,
        hash);
  }
}
