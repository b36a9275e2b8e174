package dev.daybook.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ToolsTest {
  @Test
  void eventually_answers_the_first_sighting_that_is_wanted() {
    var count = new AtomicInteger();
    assertThat(Eventually.seen("three", count::incrementAndGet, seen -> seen == 3)).isEqualTo(3);
    Eventually.passes(() -> assertThat(count.incrementAndGet()).isEqualTo(6));
  }

  @Test
  void eventually_prints_what_it_saw_instead() {
    var count = new AtomicInteger();
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() ->
            Eventually.seen(
                "ten",
                Duration.ofMillis(1),
                () -> Math.min(2, count.incrementAndGet()),
                seen -> seen == 10))
        .withMessageContaining("ten")
        .withMessageContaining("1\n  2");
  }

  @Test
  void the_same_seed_makes_the_same_choices() {
    assertThat(choices(new Generator(42)))
        .isEqualTo(choices(new Generator(42)))
        .isNotEqualTo(choices(new Generator(43)));
  }

  @Test
  void generated_text_has_as_many_characters_as_asked_for_and_survives_utf8() {
    var random = new Generator(5);
    for (var length = 0; length < 100; length++) {
      var text = random.text(length);
      assertThat(text.codePointCount(0, text.length())).isEqualTo(length);
      assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
          .isEqualTo(text);
    }
  }

  @Test
  void seeded_ids_are_increasing_uuids_of_version_seven_and_the_same_for_a_seed() {
    var ids = Stream.generate(new SeededIds(1)::next).limit(10_000).toList();
    assertThat(ids).isEqualTo(Stream.generate(new SeededIds(1)::next).limit(10_000).toList());
    assertThat(ids).allMatch(id -> id.version() == 7 && id.variant() == 2);
    assertThat(ids.stream().map(UUID::toString).toList()).isSorted().doesNotHaveDuplicates();
    assertThat(ids).isNotEqualTo(Stream.generate(new SeededIds(2)::next).limit(10_000).toList());
  }

  @Test
  void the_clock_moves_only_as_told() {
    var standing = SteppingClock.standing();
    assertThat(standing.instant()).isEqualTo(standing.instant());
    var stepping = SteppingClock.stepping(Duration.ofSeconds(1));
    var first = stepping.instant();
    assertThat(stepping.instant()).isEqualTo(first.plusSeconds(1));
    stepping.advance(Duration.ofSeconds(-10));
    assertThat(stepping.peek()).isEqualTo(first.minusSeconds(8));
  }

  @Test
  void together_runs_all_at_once_and_hands_back_failures() {
    var barrier = new CyclicBarrier(16);
    assertThat(Together.run(16, thread -> barrier.await() >= 0 ? thread : -1))
        .hasSize(16)
        .isSorted();
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() ->
            Together.run(
                2,
                thread -> {
                  throw new IllegalStateException("thread " + thread);
                }))
        .withMessageContaining("thread 0");
  }

  private static List<Object> choices(Generator random) {
    List<Object> choices = new ArrayList<>();
    choices.add(random.between(0, 1_000_000));
    choices.add(random.text(20));
    choices.add(random.listOf(0, 9, () -> random.oneOf("a", "b", "c")));
    choices.add(random.someOf(List.of(1, 2, 3, 4, 5, 6, 7, 8)));
    return choices;
  }
}
