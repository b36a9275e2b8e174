package dev.daybook.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class RecordsTest {
  record Every(
      boolean yes,
      byte tiny,
      short small,
      int whole,
      long large,
      float rough,
      double fine,
      char one,
      String text,
      List<String> several,
      @Nullable Every inner) {}

  record Empty() {}

  record Rest(String... parts) {}

  record Wide<T>(T value) {}

  record Positive(int number, @Nullable String unit) {
    Positive {
      if (number <= 0) {
        throw new IllegalArgumentException("the number must be positive, not " + number);
      }
    }
  }

  /** Jackson without anything of ours. */
  private final JsonMapper usual = new JsonMapper();

  private final JsonMapper ours = new JsonCodec().mapper();

  @Test
  void components_of_every_kind_are_read_and_written() {
    var inner = new Every(false, (byte) 0, (short) 0, 0, 0, 0, 0, 'a', "", List.of(), null);
    var every =
        new Every(
            true,
            Byte.MIN_VALUE,
            Short.MAX_VALUE,
            Integer.MIN_VALUE,
            Long.MAX_VALUE,
            1.5f,
            -2.25,
            'é',
            "text",
            List.of("a", "b"),
            inner);
    var json = ours.writeValueAsString(every);

    assertThat(json)
        .isEqualTo(
            """
            {"yes":true,"tiny":-128,"small":32767,"whole":-2147483648,"large":9223372036854775807,\
            "rough":1.5,"fine":-2.25,"one":"é","text":"text","several":["a","b"],\
            "inner":{"yes":false,"tiny":0,"small":0,"whole":0,"large":0,"rough":0.0,"fine":0.0,\
            "one":"a","text":"","several":[]}}\
            """);
    assertThat(ours.readValue(json, Every.class)).isEqualTo(every);
  }

  @Test
  void a_component_that_is_not_there_is_nought_no_or_null() {
    assertThat(ours.readValue("{}", Every.class))
        .extracting(Every::yes, Every::whole, Every::fine, Every::text)
        .containsExactly(false, 0, 0.0, null);
  }

  @Test
  void records_without_components_with_a_rest_and_of_a_type_argument_are_read_and_written() {
    assertThat(ours.readValue("{}", Empty.class)).isEqualTo(new Empty());
    assertThat(ours.writeValueAsString(new Empty())).isEqualTo("{}");
    assertThat(ours.readValue("{\"parts\":[\"a\",\"b\"]}", Rest.class).parts())
        .containsExactly("a", "b");
    assertThat(ours.writeValueAsString(new Rest("a", "b"))).isEqualTo("{\"parts\":[\"a\",\"b\"]}");
    assertThat(ours.writeValueAsString(new Wide<>(Map.of("k", new Wide<>(1)))))
        .isEqualTo("{\"value\":{\"k\":{\"value\":1}}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"number\":0}",
        "{\"number\":\"many\"}",
        "{\"number\":1,\"unit\":{}}",
        "{\"number\":[1]}",
        "[]",
        "7",
        "null"
      })
  void what_a_record_refuses_is_told_as_usual(String json) {
    assertThat(outcome(ours, json)).isEqualTo(outcome(usual, json));
  }

  private static String outcome(JsonMapper mapper, String json) {
    try {
      return String.valueOf(mapper.readValue(json, Positive.class));
    } catch (JacksonException refused) {
      return refused.getClass().getName() + ": " + refused.getOriginalMessage();
    }
  }
}
