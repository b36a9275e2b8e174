package dev.daybook.doors.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/**
 * {@code daybook archive}: payloads of whole ranges out of the log, into files that reads follow.
 */
@Command(
    name = "archive",
    description = {
      "Move the payloads of a range of positions into a file. Positions, headers and hashes stay in"
          + " the log, and reads follow the payloads into the file.",
      "(A file with the whole log is made with 'daybook export archive'.)"
    },
    footer = {"", "Example: daybook archive --from 1 --to 500000 --file /archive/2025.daybook"},
    mixinStandardHelpOptions = true)
final class ArchiveCommand implements Callable<Integer> {
  private final Supplier<Session> session;

  @Option(names = "--from", paramLabel = "POSITION", description = "First position.")
  @Nullable Long from;

  @Option(names = "--to", paramLabel = "POSITION", description = "Last position.")
  @Nullable Long to;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "A file that does not exist yet, on the machine of the log.")
  @Nullable Path file;

  ArchiveCommand(Supplier<Session> session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (from == null || to == null || file == null) {
      throw new BadInput(
          "'daybook archive' takes --from, --to and --file, or one of list and attach.");
    }
    var body = new LinkedHashMap<String, Object>();
    body.put("from", from);
    body.put("to", to);
    body.put("file", file.toAbsolutePath().normalize().toString());
    return work("/api/admin/archives", body);
  }

  @Command(
      name = "list",
      description = "List what is archived, and whether the files are there.",
      mixinStandardHelpOptions = true)
  int list() {
    return session
        .get()
        .withLog((connection, output) -> {
          var answer = connection.send("GET", "/api/admin/archives", Map.of(), new byte[0]);
          return output.show(answer, found -> Tables.list(found.path("items"), output.out()));
        });
  }

  @Command(
      name = "attach",
      description = "Tell the log where one of its archives lies now.",
      footer = {"", "Example: daybook archive attach /new-disk/2025.daybook"},
      mixinStandardHelpOptions = true)
  int attach(@Parameters(paramLabel = "FILE") Path moved) {
    return work(
        "/api/admin/archives/attach",
        Map.of("file", moved.toAbsolutePath().normalize().toString()));
  }

  private int work(String target, Map<String, Object> body) {
    return session
        .get()
        .withLog((connection, output) ->
            new LongWork(connection, output, "archive")
                .ask(target, body, result -> output.tell(result, sentence(result))));
  }

  private static String sentence(JsonNode result) {
    return "The payloads of positions "
        + result.path("from").asString()
        + " to "
        + result.path("to").asString()
        + " lie in "
        + result.path("file").asString()
        + ".";
  }
}
