package dev.daybook.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class InstantsTest {
  private static final int TIMES = 20_000;
  private static final long SEED = 20_260_102;

  private static final List<Instant> EDGES =
      Stream.of(
              "1970-01-01T00:00:00Z",
              "1969-12-31T23:59:59.999999999Z",
              "1970-01-01T00:00:00.000000001Z",
              "0000-01-01T00:00:00Z",
              "-0001-12-31T23:59:59.999999999Z",
              "0001-01-01T00:00:00.1Z",
              "-0044-03-15T12:00:00Z",
              "1900-02-28T23:59:59Z",
              "2000-02-29T23:59:59.999Z",
              "2024-02-29T00:00:00.000001Z",
              "2026-01-02T03:04:05.000006Z",
              "9999-12-31T23:59:59.999999999Z",
              "+10000-01-01T00:00:00Z",
              "+1000000000-12-31T23:59:59.999999999Z",
              "-1000000000-01-01T00:00:00Z")
          .map(Instant::parse)
          .toList();

  /** Jackson without anything of ours. */
  private final JsonMapper usual = new JsonMapper();

  private final JsonMapper ours = new JsonCodec().mapper();

  private static List<Instant> times() {
    var random = new Random(SEED);
    var found = new ArrayList<Instant>(EDGES);
    var first = Instant.parse("-0002-01-01T00:00:00Z").getEpochSecond();
    var last = Instant.parse("+10002-01-01T00:00:00Z").getEpochSecond();
    for (var i = 0; i < TIMES; i++) {
      var second = random.nextLong(first, last);
      found.add(Instant.ofEpochSecond(second, fraction(random)));
      found.add(Instant.ofEpochSecond(random.nextLong(4_000_000_000L), fraction(random)));
    }
    return found;
  }

  /** Nanoseconds that end with any number of zeros. */
  private static int fraction(Random random) {
    var unit = (int) Math.pow(10, random.nextInt(10));
    return random.nextInt(1_000_000_000) / unit * unit;
  }

  @Test
  void a_time_is_written_as_the_ordinary_formatter_writes_it() {
    for (var time : times()) {
      assertThat(Instants.text(time)).isEqualTo(DateTimeFormatter.ISO_INSTANT.format(time));
    }
    for (var time : EDGES) {
      assertThat(ours.writeValueAsString(time)).isEqualTo(usual.writeValueAsString(time));
    }
  }

  @Test
  void a_written_time_is_read_as_the_ordinary_formatter_reads_it() {
    for (var time : times()) {
      var text = time.toString();
      var read = Instants.parse(text);
      if (text.matches("\\d{4}-.*")) {
        assertThat(read).isEqualTo(time);
      } else {
        assertThat(read).isNull();
      }
    }
    for (var time : EDGES) {
      assertThat(ours.readValue(ours.writeValueAsString(time), Instant.class)).isEqualTo(time);
    }
  }

  @Test
  void any_number_of_digits_of_a_second_is_read() {
    for (var digits = 1; digits <= 9; digits++) {
      var text = "2026-01-02T03:04:05." + "123456789".substring(0, digits) + "Z";
      assertThat(Instants.parse(text)).isEqualTo(Instant.parse(text));
    }
  }

  @Test
  void every_day_and_every_number_beyond_its_range_is_read_or_refused_as_usual() {
    for (var year : List.of("0000", "1900", "2000", "2023", "2024", "9999")) {
      for (var month = 0; month <= 13; month++) {
        for (var day = 0; day <= 32; day++) {
          agree("%s-%02d-%02dT00:00:00Z".formatted(year, month, day));
        }
      }
    }
    for (var number = 0; number <= 99; number++) {
      agree("2026-01-02T%02d:00:00Z".formatted(number));
      agree("2026-01-02T00:%02d:00Z".formatted(number));
      agree("2026-01-02T00:00:%02dZ".formatted(number));
    }
  }

  @Test
  void a_text_with_one_wrong_character_is_read_or_refused_as_usual() {
    var random = new Random(SEED);
    var others = "0123456789TtZz-+:., /٣é";
    for (var i = 0; i < 3_000; i++) {
      var text = new StringBuilder(EDGES.get(random.nextInt(EDGES.size())).toString());
      var at = random.nextInt(text.length());
      var other = others.charAt(random.nextInt(others.length()));
      switch (random.nextInt(3)) {
        case 0 -> text.setCharAt(at, other);
        case 1 -> text.insert(at, other);
        default -> text.deleteCharAt(at);
      }
      agree(text.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Z",
        "0",
        "17",
        "17.5",
        "-17.5",
        "2026",
        "2026-01-02",
        "2026-01-02T03:04Z",
        "2026-01-02T03:04:05",
        "2026-01-02T03:04:05.Z",
        "2026-01-02T03:04:05.1234567890Z",
        "2026-01-02T24:00:00Z",
        "2026-01-02T24:00:00.000000001Z",
        "2016-12-31T23:59:60Z",
        "2026-01-02T23:59:60Z",
        "2026-01-02t03:04:05z",
        "2026-01-02T03:04:05+00:00",
        "2026-01-02T03:04:05+0000",
        "2026-01-02T03:04:05+00",
        "2026-01-02T03:04:05+02:00",
        "2026-01-02T03:04:05-00:00",
        "2026-01-02T03:04:05[UTC]",
        " 2026-01-02T03:04:05Z ",
        "2026-01-02 03:04:05Z",
        "+2026-01-02T03:04:05Z",
        "-0000-01-02T03:04:05Z",
        "12026-01-02T03:04:05Z",
        "2026-01-02T03:04:05ZZ",
        "2026-01-02T03:04:05.000006Z.",
        "tomorrow"
      })
  void an_odd_text_is_read_or_refused_as_usual(String text) {
    agree(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "-17", "17.25", "1e400", "null", "true", "[]", "{}", "[\"x\"]"})
  void what_is_no_text_is_read_or_refused_as_usual(String json) {
    assertThat(outcome(ours, json)).isEqualTo(outcome(usual, json));
  }

  private void agree(String text) {
    var json = usual.writeValueAsString(text);
    assertThat(outcome(ours, json)).as(text).isEqualTo(outcome(usual, json));
  }

  private static String outcome(JsonMapper mapper, String json) {
    try {
      return String.valueOf(mapper.readValue(json, Instant.class));
    } catch (JacksonException refused) {
      return refused.getClass().getName() + ": " + refused.getOriginalMessage();
    }
  }
}
