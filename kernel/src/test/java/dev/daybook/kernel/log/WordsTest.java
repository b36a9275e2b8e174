package dev.daybook.kernel.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.daybook.kernel.Actor;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words of the log refuse what they do not mean. */
final class WordsTest {
  @Test
  void a_stream_is_read_as_it_is_written() {
    for (var text :
        List.of("task-1", "task-1-2-3", "a-~", "c".repeat(60) + "-" + "i".repeat(200))) {
      assertThat(StreamId.parse(text)).hasToString(text);
    }
    assertThat(StreamId.parse("task-a-b").category()).isEqualTo("task");
    assertThat(StreamId.parse("task-a-b").id()).isEqualTo("a-b");
  }

  @Test
  void what_is_not_a_stream_is_refused() {
    for (var text :
        List.of(
            "",
            "task",
            "-1",
            "Task-1",
            "1task-1",
            "task-",
            "task-a b",
            "task-ä",
            "c".repeat(61) + "-1",
            "t-" + "i".repeat(201))) {
      assertThatIllegalArgumentException().as(text).isThrownBy(() -> StreamId.parse(text));
    }
  }

  @Test
  void a_tag_has_a_key_and_a_value() {
    assertThat(Tag.of("ref", "HOME-7.2").key()).isEqualTo("ref");
    assertThat(new Tag("url:http://x").value()).isEqualTo("http://x");
    for (var text :
        List.of(
            "",
            "ref",
            "ref:",
            ":a",
            "Ref:a",
            "ref:a b",
            "ref:ä",
            "ref:" + "v".repeat(201),
            "k".repeat(41) + ":v")) {
      assertThatIllegalArgumentException().as(text).isThrownBy(() -> new Tag(text));
    }
  }

  @Test
  void an_event_type_is_two_or_more_words_and_a_version() {
    assertThat(new EventType("task.started", 2)).hasToString("task.started.v2");
    for (var name :
        List.of(
            "",
            "task",
            "task.",
            ".started",
            "Task.started",
            "task started",
            "task..x",
            "a." + "b".repeat(99))) {
      assertThatIllegalArgumentException().as(name).isThrownBy(() -> new EventType(name, 1));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new EventType("task.started", 0));
  }

  @Test
  void positions_and_versions_are_never_negative() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Position(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Version(-1));
    assertThat(Position.START.next()).isEqualTo(new Position(1));
    assertThat(Position.END.isAfter(new Position(Long.MAX_VALUE - 1))).isTrue();
    assertThat(Version.NONE.plus(3)).isEqualTo(new Version(3));
  }

  @Test
  void provenance_bounds_its_texts() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Provenance(Actor.SYSTEM, "", null, "cli"))
        .withMessageContaining("correlation");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Provenance(Actor.SYSTEM, "c", "", "cli"))
        .withMessageContaining("causation");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Provenance(Actor.SYSTEM, "c", null, "s".repeat(101)))
        .withMessageContaining("source");
  }

  @Test
  void an_append_holds_at_least_one_event() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new Append(
                AppendId.parse("0198aaaa-bbbb-7ccc-8ddd-000000000002"),
                List.of(),
                List.of(),
                new Provenance(Actor.SYSTEM, "c", null, "cli")));
  }

  @Test
  void an_expectation_is_met_by_the_versions_it_means() {
    assertThat(met(Expected.any())).isEqualTo(Set.of(0L, 1L, 2L));
    assertThat(met(Expected.noStream())).isEqualTo(Set.of(0L));
    assertThat(met(Expected.exists())).isEqualTo(Set.of(1L, 2L));
    assertThat(met(Expected.exactly(1))).isEqualTo(Set.of(1L));
    assertThat(met(Expected.exactly(0))).isEqualTo(Set.of(0L));
  }

  @Test
  void a_hash_is_read_as_it_is_written() {
    var text = "0123456789abcdef".repeat(4);
    assertThat(Hash.parse(text))
        .hasToString(text)
        .isEqualTo(Hash.parse(text))
        .hasSameHashCodeAs(Hash.parse(text));
    assertThatIllegalArgumentException().isThrownBy(() -> Hash.parse("0123"));
  }

  private static Set<Long> met(Expected expected) {
    return LongStream.rangeClosed(0, 2)
        .filter(version -> expected.isMetBy(new Version(version)))
        .boxed()
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @CsvSource({
    "sqlite:/data/log.sqlite?wait=1, sqlite:/data/log.sqlite?wait=1",
    "memory:, memory:",
    "postgresql://host/log, postgresql://host/log",
    "postgresql://anna@host:5432/log, postgresql://anna@host:5432/log",
    "postgresql://anna:secret@host:5432/log, postgresql://anna:***@host:5432/log",
    "postgresql://anna:se:c/r@et@host/log?schema=a, postgresql://anna:***@host/log?schema=a",
    "postgresql://host/log?user=a&password=secret&x=y,"
        + " postgresql://host/log?user=a&password=***&x=y",
    "postgresql://host/log?sslPassword=secret, postgresql://host/log?sslPassword=***",
  })
  void a_store_url_is_shown_without_its_password(String url, String shown) {
    assertThat(StoreUrl.shown(url)).isEqualTo(shown);
    assertThat(StoreUrl.hide("It is '" + url + "'.", url)).isEqualTo("It is '" + shown + "'.");
  }
}
