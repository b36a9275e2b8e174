package dev.daybook.doors.cli;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code daybook snapshots}: states kept beside the log to save folding. */
@Command(
    name = "snapshots",
    description = "The states of streams that are kept beside the log.",
    mixinStandardHelpOptions = true)
final class SnapshotsCommand {
  private final Supplier<Session> session;

  SnapshotsCommand(Supplier<Session> session) {
    this.session = session;
  }

  @Command(
      name = "drop",
      description = "Forget them; they are made again when they are needed.",
      footer = {"", "Example: daybook snapshots drop"},
      mixinStandardHelpOptions = true)
  int drop(
      @Option(names = "--stream", paramLabel = "STREAM", description = "Only those of this stream.")
          @Nullable String stream) {
    var target =
        "/api/admin/snapshots" + (stream == null ? "" : "?stream=" + QueryRun.encode(stream));
    return session
        .get()
        .withLog((connection, output) -> {
          var answer = connection.send("DELETE", target, Map.of(), new byte[0]);
          if (answer.status() >= 400) {
            return output.problem(answer);
          }
          var done = output.read(answer.body());
          return output.tell(
              done,
              "Forgot "
                  + done.path("dropped").asString()
                  + " snapshots; "
                  + done.path("left").asString()
                  + " are left.");
        });
  }

  @Command(
      name = "rebuild",
      description = "Read the log and make those that are due and not there.",
      footer = {"", "Example: daybook snapshots rebuild"},
      mixinStandardHelpOptions = true)
  int rebuild() {
    return session
        .get()
        .withLog((connection, output) ->
            new LongWork(connection, output, "snapshots")
                .ask(
                    "/api/admin/snapshots",
                    Map.of(),
                    done ->
                        output.tell(done, "Made " + done.path("made").asString() + " snapshots.")));
  }
}
