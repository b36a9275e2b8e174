package dev.daybook.doors.cli;

import dev.daybook.runtime.codec.JsonCodec;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Writes answers: JSON for programs, tables and sentences for people. Problems go to the error
 * stream.
 */
final class Output {
  private static final java.util.Set<String> PROBLEM_FIELDS =
      java.util.Set.of(
          "type", "title", "status", "detail", "instance", "code", "traceId", "errors");

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;
  private final JsonCodec codec;

  Output(PrintWriter out, PrintWriter err, boolean json, JsonCodec codec) {
    this.out = out;
    this.err = err;
    this.json = json;
    this.codec = codec;
  }

  PrintWriter out() {
    return out;
  }

  PrintWriter err() {
    return err;
  }

  boolean json() {
    return json;
  }

  JsonCodec codec() {
    return codec;
  }

  JsonNode read(byte[] body) {
    try {
      return body.length == 0
          ? JsonNodeFactory.instance.objectNode()
          : codec.mapper().readTree(body);
    } catch (JacksonException notJson) {
      return JsonNodeFactory.instance
          .objectNode()
          .put("detail", new String(body, StandardCharsets.UTF_8));
    }
  }

  void raw(JsonNode value) {
    out.println(codec.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(value));
  }

  void line(JsonNode value) {
    out.println(codec.mapper().writeValueAsString(value));
  }

  /**
   * Tells a problem, on the error stream; with JSON the document itself, on the answer's stream.
   */
  Exit problem(Connection.Answer answer) {
    var problem = read(answer.body());
    if (json) {
      raw(problem);
    } else {
      tell(problem);
    }
    return Exit.of(answer.status(), problem.path("code").asString(""));
  }

  private void tell(JsonNode problem) {
    err.println(
        "daybook: " + problem.path("detail").asString(problem.path("title").asString("refused")));
    for (var error : problem.path("errors")) {
      err.println(
          "  "
              + where(error.path("pointer").asString(""))
              + error.path("message").asString("")
              + " Expected: "
              + error.path("expected").asString("")
              + ".");
    }
    for (Map.Entry<String, JsonNode> fact : problem.properties()) {
      if (!PROBLEM_FIELDS.contains(fact.getKey())) {
        err.println("  " + fact.getKey() + ": " + Tables.cell(fact.getValue()));
      }
    }
  }

  private static String where(String pointer) {
    return pointer.isEmpty() ? "" : pointer + ": ";
  }
}
