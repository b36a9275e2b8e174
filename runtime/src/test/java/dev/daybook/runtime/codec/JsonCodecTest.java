package dev.daybook.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.DaybookException;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonCodecTest {
  private final JsonCodec codec = new JsonCodec();

  enum Colour {
    DARK_RED
  }

  record Inner(Colour colour, boolean isTrue) {
    boolean isReady() {
      return true;
    }

    String getNothing() {
      return "";
    }
  }

  record All(
      String zebra,
      Actor actor,
      StreamId stream,
      @Nullable String absent,
      Instant at,
      LocalDate day,
      Duration span,
      List<Inner> inner,
      Map<StreamId, Integer> counts,
      Object anything,
      long number) {}

  private static All sample() {
    var counts = new LinkedHashMap<StreamId, Integer>();
    counts.put(StreamId.parse("task-1"), 2);
    return new All(
        "z <é>",
        Actor.person("alice"),
        StreamId.parse("task-1"),
        null,
        Instant.parse("2026-01-31T12:00:00.000001Z"),
        LocalDate.of(2026, 1, 31),
        Duration.ofMinutes(90),
        List.of(new Inner(Colour.DARK_RED, true)),
        counts,
        List.of("a", 1, Map.of("k", false)),
        Long.MAX_VALUE);
  }

  private static final String JSON =
      """
      {"zebra":"z <é>","actor":"person:alice","stream":"task-1","at":"2026-01-31T12:00:00.000001Z","day":"2026-01-31",\
      "span":"PT1H30M","inner":[{"colour":"dark_red","isTrue":true}],"counts":{"task-1":2},"anything":["a",1,{"k":false}],\
      "number":9223372036854775807}\
      """;

  @Test
  void components_are_written_in_their_order_by_their_names_and_nulls_are_left_out() {
    assertThat(codec.write(sample())).hasToString(JSON);
  }

  @Test
  void what_was_written_is_read_back() {
    assertThat(codec.read(JsonBytes.of(JSON), All.class)).isEqualTo(sample());
  }

  @Test
  void unknown_fields_are_passed_over() {
    assertThat(
            codec.read(
                JsonBytes.of("{\"colour\":\"dark_red\",\"isTrue\":false,\"new\":{\"x\":1}}"),
                Inner.class))
        .isEqualTo(new Inner(Colour.DARK_RED, false));
  }

  @Test
  void doubled_fields_trailing_text_wrong_words_and_too_deep_nesting_are_refused() {
    for (var wrong :
        List.of(
            "{\"colour\":\"dark_red\",\"colour\":\"dark_red\",\"isTrue\":true}",
            "{\"colour\":\"dark_red\",\"isTrue\":true} x",
            "{\"colour\":\"DARK_RED\",\"isTrue\":true}",
            "{\"other\":" + "[".repeat(70) + "]".repeat(70) + "}")) {
      assertThatThrownBy(() -> codec.read(JsonBytes.of(wrong), Inner.class))
          .isInstanceOf(DaybookException.class);
    }
  }
}
