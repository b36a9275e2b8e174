package dev.daybook.doors.cli;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks for work that answers in lines: progress now and then, at the end a result or a problem. */
final class LongWork {
  private final Connection connection;
  private final Output output;
  private final String what;

  /**
   * @param what the work, as progress names it
   */
  LongWork(Connection connection, Output output, String what) {
    this.connection = connection;
    this.output = output;
    this.what = what;
  }

  /** Sends a small body. */
  Exit ask(String target, Map<String, ?> body, Function<JsonNode, Exit> ended) {
    var bytes = output.codec().mapper().writeValueAsBytes(body);
    return send(
        target, Map.of("Content-Type", "application/json"), new ByteArrayInputStream(bytes), ended);
  }

  /** Sends a stream. */
  Exit send(
      String target,
      Map<String, String> headers,
      InputStream body,
      Function<JsonNode, Exit> ended) {
    var last = new AtomicReference<@Nullable JsonNode>();
    var progress = ProgressLine.of(output, what);
    var answer =
        connection.stream(
            "POST",
            target,
            headers,
            body,
            line -> {
              var read = output.read(line.getBytes(StandardCharsets.UTF_8));
              last.set(read);
              var step = read.path("progress");
              if (step.hasNonNull("position")) {
                progress.at(step.path("position").asLong(), step.path("of").asLong());
              } else if (step.hasNonNull("checked")) {
                progress.at(step.path("checked").asLong(), step.path("total").asLong());
              }
            });
    progress.end();
    if (answer.status() >= 400) {
      return output.problem(answer);
    }
    var line = last.get();
    if (line != null && line.has("result")) {
      return ended.apply(line.path("result"));
    }
    if (line != null && line.has("problem")) {
      return output.problem(
          new Connection.Answer(
              line.path("problem").path("status").asInt(500),
              Map.of(),
              output.codec().mapper().writeValueAsBytes(line.path("problem"))));
    }
    output.err().println("daybook: " + connection.place() + " broke off in the middle; repeat it.");
    return Exit.AWAY;
  }
}
