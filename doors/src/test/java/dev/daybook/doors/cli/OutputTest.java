package dev.daybook.doors.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.runtime.codec.JsonCodec;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How problems are told to people. */
class OutputTest {
  @Test
  void a_single_fault_is_one_line_that_says_its_field_once() {
    assertThat(
            told(
                """
                {"code":"malformed","detail":"/name: 'name' is missing.",
                 "errors":[{"pointer":"/name","message":"'name' is missing.",
                            "expected":"text of 1 to 200 characters"}]}
                """))
        .isEqualTo("daybook: 'name' is missing. Expected: text of 1 to 200 characters.\n");
  }

  @Test
  void a_fault_that_does_not_name_its_field_is_told_with_its_place() {
    assertThat(
            told(
                """
                {"code":"malformed","detail":"/deliverables/0/name: The text is too short.",
                 "errors":[{"pointer":"/deliverables/0/name","message":"The text is too short.",
                            "expected":"at least 1 characters that are not blank"}]}
                """))
        .isEqualTo(
            "daybook: /deliverables/0/name: The text is too short. Expected: at least 1"
                + " characters that are not blank.\n");
  }

  @Test
  void several_faults_are_listed_each_once() {
    assertThat(
            told(
                """
                {"code":"malformed",
                 "detail":"2 faults: /name: 'name' is missing. The others stand in errors.",
                 "errors":[{"pointer":"/name","message":"'name' is missing.","expected":"text"},
                           {"pointer":"/due","message":"'soon' cannot be read.","expected":"a day"}]}
                """))
        .isEqualTo(
            """
            daybook: 2 faults:
              'name' is missing. Expected: text.
              /due: 'soon' cannot be read. Expected: a day.
            """);
  }

  @Test
  void a_refusal_is_its_sentence_and_its_facts() {
    assertThat(
            told(
                """
                {"code":"move_not_allowed","status":409,"detail":"HOME-1 is done.",
                 "errors":[],"allowedMoves":["task.reopen"]}
                """))
        .startsWith("daybook: HOME-1 is done.\n")
        .contains("allowedMoves");
  }

  private static String told(String problem) {
    var err = new StringWriter();
    try (var lines = new PrintWriter(err)) {
      var output = new Output(new PrintWriter(new StringWriter()), lines, false, new JsonCodec());
      output.problem(
          new Connection.Answer(400, Map.of(), problem.getBytes(StandardCharsets.UTF_8)));
    }
    return err.toString().replace(System.lineSeparator(), "\n");
  }
}
