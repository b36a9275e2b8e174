package dev.daybook.doors.cli;

import dev.daybook.runtime.codec.JsonCodec;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
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
   * Shows what was answered, or tells the problem that it is.
   *
   * @param people shows a document to people; programs are given it as it came
   */
  Exit show(Connection.Answer answer, Consumer<JsonNode> people) {
    if (answer.status() >= 400) {
      return problem(answer);
    }
    var found = read(answer.body());
    if (json) {
      raw(found);
    } else {
      people.accept(found);
    }
    return Exit.OK;
  }

  /** Tells that something is done: the facts to programs, a sentence to people. */
  Exit tell(JsonNode facts, String sentence) {
    if (json) {
      raw(facts);
    } else {
      out.println(Tables.clean(sentence));
    }
    return Exit.OK;
  }

  /** The same on the error stream, where the output itself may be what was asked for. */
  void aside(JsonNode facts, String sentence) {
    err.println(json ? codec.mapper().writeValueAsString(facts) : Tables.clean(sentence));
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
    var detail = problem.path("detail").asString(problem.path("title").asString("refused"));
    var errors = problem.path("errors");
    if (errors.size() == 1 && detail.contains(errors.path(0).path("message").asString(""))) {
      err.println("daybook: " + sentence(errors.path(0)));
    } else {
      var listed = errors.size() > 1 && problem.path("code").asString("").equals("malformed");
      err.println("daybook: " + (listed ? errors.size() + " faults:" : detail));
      errors.forEach(error -> err.println("  " + sentence(error)));
    }
    for (Map.Entry<String, JsonNode> fact : problem.properties()) {
      if (!PROBLEM_FIELDS.contains(fact.getKey())) {
        err.println("  " + fact.getKey() + ": " + Tables.cell(fact.getValue()));
      }
    }
  }

  /** A fault; its place stands before it where the message does not name it. */
  private static String sentence(JsonNode error) {
    var pointer = error.path("pointer").asString("");
    var message = error.path("message").asString("");
    var expected = error.path("expected").asString("");
    var slash = pointer.lastIndexOf('/');
    var named = slash == 0 && message.contains("'" + pointer.substring(1) + "'");
    return (pointer.isEmpty() || named ? "" : pointer + ": ")
        + message
        + (expected.isEmpty() ? "" : " Expected: " + expected + ".");
  }
}
