package dev.daybook.testkit.contract;

import static dev.daybook.testkit.Events.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.EventType;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.NewEvent;
import dev.daybook.kernel.log.Provenance;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import dev.daybook.testkit.Events;
import dev.daybook.testkit.Generator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is handed in comes back, byte for byte. */
public abstract class EnvelopeContract extends StoreContract {
  private static final StreamId TASK = stream("task-1");
  private static final EventType TYPE = new EventType("task.created", 1);

  @Test
  void id_type_and_schema_version_come_back() {
    for (var type :
        List.of(
            TYPE, new EventType("task.created", 7), new EventType("a.b.c_d9", Integer.MAX_VALUE))) {
      assertComesBack(
          Events.SOMEBODY, events.event(TASK, type, Set.of(), JsonBytes.EMPTY, JsonBytes.EMPTY));
    }
  }

  @Test
  void data_and_metadata_come_back_byte_for_byte() {
    for (var json :
        List.of(
            "{}",
            "{ \"a\" :\t1.0e0,\n\"a\": 2 }",
            "{\"text\":\"äöü ∑ 日本語 🦊 \\u0000 \\\" \\\\ '; --\"}",
            "{\"rtl\":\"\u202eabc\u2069\",\"zero\":\"\u200b\",\"nbsp\":\"\u00a0\"}")) {
      assertComesBack(
          Events.SOMEBODY,
          events.event(TASK, TYPE, Set.of(), JsonBytes.of(json), JsonBytes.of(json)));
    }
  }

  @Test
  void random_unicode_comes_back() {
    var random = new Generator(7);
    for (var i = 0; i < 50; i++) {
      var json = "{\"t\":\"" + random.text(200).replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
      assertComesBack(
          Events.SOMEBODY, events.event(TASK, TYPE, Set.of(), JsonBytes.of(json), JsonBytes.EMPTY));
    }
  }

  @Test
  void one_mebibyte_of_data_comes_back() {
    var json = "{\"t\":\"" + "é".repeat(512 * 1024) + "\"}";
    var large = JsonBytes.of(json);
    assertThat(large.length()).isGreaterThan(1024 * 1024);
    assertComesBack(Events.SOMEBODY, events.event(TASK, TYPE, Set.of(), large, large));
  }

  @Test
  void no_tags_many_tags_and_the_longest_tag_come_back() {
    var many = IntStream.range(0, 100).mapToObj(i -> Tag.of("tag", i)).collect(Collectors.toSet());
    var longest = Tag.of("k".repeat(40), "v:".repeat(100));
    for (var tags :
        List.of(Set.<Tag>of(), Set.of(Tag.of("ref", "HOME-7.2")), many, Set.of(longest))) {
      assertComesBack(
          Events.SOMEBODY, events.event(TASK, TYPE, tags, JsonBytes.EMPTY, JsonBytes.EMPTY));
    }
  }

  @Test
  void every_kind_of_actor_comes_back() {
    for (var actor :
        List.of(
            Actor.person("alice"),
            Actor.agent("a.b_c@d-e"),
            Actor.token("t".repeat(100)),
            Actor.SYSTEM)) {
      assertComesBack(new Provenance(actor, "c", "k", "cli"), events.event(TASK));
    }
  }

  @Test
  void no_causation_comes_back_as_none_and_a_causation_as_it_was() {
    assertComesBack(new Provenance(Actor.SYSTEM, "c", null, "cli"), events.event(TASK));
    assertComesBack(new Provenance(Actor.SYSTEM, "c", "k", "cli"), events.event(TASK));
  }

  @Test
  void correlation_causation_and_source_come_back_at_their_longest_and_in_any_script() {
    var text = "ä日🦊 '\";\n";
    assertComesBack(new Provenance(Actor.SYSTEM, text, text, text), events.event(TASK));
    assertComesBack(
        new Provenance(Actor.SYSTEM, "日".repeat(200), "é".repeat(200), "s".repeat(100)),
        events.event(TASK));
  }

  @Test
  void bytes_that_are_no_text_are_carried_through_untouched() {
    var bytes = JsonBytes.of(new Generator(3).bytes(4_096));
    assertComesBack(Events.SOMEBODY, events.event(TASK, TYPE, Set.of(), bytes, JsonBytes.EMPTY));
  }

  private void assertComesBack(Provenance provenance, NewEvent handedIn) {
    var append = new Append(events.appendId(), List.of(handedIn), List.of(), provenance);
    var position = write(append).first();
    assertSame(
        log.at(position).orElseThrow(() -> new AssertionError("nothing at position " + position)),
        append);
    assertSame(everything().getLast(), append);
  }

  private static void assertSame(RecordedEvent event, Append append) {
    var handedIn = append.events().getFirst();
    assertThat(event.stream()).isEqualTo(handedIn.stream());
    assertThat(event.id()).isEqualTo(handedIn.id());
    assertThat(event.type()).isEqualTo(handedIn.type());
    assertThat(event.appendId()).isEqualTo(append.id());
    assertThat(event.provenance()).isEqualTo(append.provenance());
    assertThat(event.tags()).isEqualTo(handedIn.tags());
    assertThat(event.data().equals(handedIn.data()))
        .as("data is the same %s bytes", handedIn.data().length())
        .isTrue();
    assertThat(event.metadata().equals(handedIn.metadata()))
        .as("metadata is the same bytes")
        .isTrue();
  }
}
