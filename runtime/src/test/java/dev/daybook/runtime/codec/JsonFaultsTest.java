package dev.daybook.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class JsonFaultsTest {
  private final JsonMapper mapper = new JsonCodec().mapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "{~it ends before everything is closed",
        "[1,~it ends before everything is closed",
        "{\"a~it ends before everything is closed",
        "{\"a\":1,\"a\":2}~the field 'a' stands there twice",
        "{\"a\":1]~']' closes what is not open",
        "{a:1}~'a' stands where a field's name in double quotes should",
        "{\"a\" 1}~'1' stands where a colon should",
        "[1 2]~'2' stands where a comma should",
        "[1,]~']' is not expected there",
        "red~'red' is no value; a text stands in double quotes",
        "{} {}~there is more behind what should be its end",
        "[\"\\q\"]~a backslash stands before what it does not belong to",
        "[01]~a number is not written as JSON writes it",
      })
  void every_fault_is_said_in_plain_words_with_its_place(String text, String why) {
    var fault = fault(text.getBytes(StandardCharsets.UTF_8));
    assertThat(JsonFaults.why(fault)).isEqualTo(why);
    assertThat(JsonFaults.place(fault)).matches(" at line 1, column [0-9]+");
  }

  @Test
  void the_line_is_the_one_of_the_text() {
    var fault = fault("{\n  \"a\": 1,\n  \"b\" 2\n}".getBytes(StandardCharsets.UTF_8));
    assertThat(JsonFaults.place(fault)).isEqualTo(" at line 3, column 7");
  }

  @Test
  void bytes_that_are_no_text_and_control_characters_are_told() {
    assertThat(JsonFaults.why(fault(new byte[] {'"', (byte) 0xff, '"'})))
        .isEqualTo("it is not UTF-8");
    assertThat(JsonFaults.why(fault("\"a\nb\"".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(
            "a line break or a control character stands in a text; write it as \\n or \\u000a");
    assertThat(JsonFaults.why(fault("[".repeat(70).getBytes(StandardCharsets.UTF_8))))
        .isEqualTo("it is too deep or one of its parts is too long; at most 64 levels are read");
  }

  private JacksonException fault(byte[] text) {
    return catchThrowableOfType(JacksonException.class, () -> mapper.readTree(text));
  }
}
