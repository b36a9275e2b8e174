package dev.daybook.doors.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code daybook import} and {@code daybook export}: whole files in and out. */
final class FileCommands {
  private FileCommands() {}

  /** Imports. */
  @Command(name = "import", description = "Import a file.", mixinStandardHelpOptions = true)
  static final class Import {
    private final Supplier<Session> session;

    Import(Supplier<Session> session) {
      this.session = session;
    }

    @Command(
        name = "taskmaster",
        description =
            "Import a Task Master tasks.json: all or nothing per tag; a repeated import writes what"
                + " is new.",
        footer = {
          "",
          "Example: daybook import taskmaster .taskmaster/tasks/tasks.json --project HOME"
        },
        mixinStandardHelpOptions = true)
    int taskmaster(
        @Parameters(paramLabel = "FILE") Path file,
        @Option(
                names = "--project",
                paramLabel = "KEY",
                description =
                    "Key of the project (default: first word of the file's name in capitals).")
            @Nullable String project) {
      if (!Files.isRegularFile(file)) {
        throw new BadInput("There is no file " + file + ". Name the tasks.json to import.");
      }
      var target =
          "/api/imports/taskmaster?name="
              + QueryRun.encode(String.valueOf(file.getFileName()))
              + (project == null ? "" : "&project=" + QueryRun.encode(project));
      return session
          .get()
          .connected((connection, output) -> {
            var last = new AtomicReference<@Nullable String>();
            var progress = new Progress(output);
            try (var in = Files.newInputStream(file)) {
              var answer =
                  connection.stream(
                      "POST",
                      target,
                      Map.of("Content-Type", "application/json"),
                      in,
                      line -> {
                        last.set(line);
                        progress.show(output.read(line.getBytes(StandardCharsets.UTF_8)));
                      });
              progress.end();
              return answer.status() >= 400 ? output.problem(answer) : ended(output, last.get());
            } catch (IOException failed) {
              throw new UncheckedIOException("The file " + file + " cannot be read", failed);
            }
          });
    }

    @Command(
        name = "archive",
        description =
            "Restore an archive into an empty log: the same events with their ids, times, positions"
                + " and hashes. Repeat it when it was interrupted; it goes on.",
        footer = {
          "",
          "Example: daybook import archive log.ndjson.gz --data ./restored",
          "         cat part-1.ndjson part-2.ndjson | daybook import archive -"
        },
        mixinStandardHelpOptions = true)
    int archive(
        @Parameters(
                paramLabel = "FILE|-",
                description = "What 'daybook export archive' wrote; - for standard input.")
            String file) {
      return session
          .get()
          .withLog((connection, output) -> new ArchiveTransfer(connection, output).read(file));
    }

    private static Exit ended(Output output, @Nullable String last) {
      var line = output.read(String.valueOf(last).getBytes(StandardCharsets.UTF_8));
      var status = line.path("status").asInt(200);
      if (last == null || status >= 400 || line.has("problem")) {
        var problem = line.has("problem") ? line.path("problem") : line;
        return output.problem(
            new Connection.Answer(
                problem.path("status").asInt(500),
                Map.of(),
                output.codec().mapper().writeValueAsBytes(problem)));
      }
      var result = line.has("result") ? line.path("result") : line;
      if (output.json()) {
        output.raw(result);
      } else {
        Tables.one(result, output.out());
      }
      return Exit.OK;
    }
  }

  /** A line that moves, on a terminal only. */
  private static final class Progress {
    private final Output output;
    private final boolean shown;
    private boolean open;

    Progress(Output output) {
      this.output = output;
      this.shown = !output.json() && System.console() != null && System.console().isTerminal();
    }

    void show(JsonNode line) {
      var step = line.has("progress") ? line.path("progress") : line;
      if (shown && step.hasNonNull("done") && step.hasNonNull("total")) {
        open = true;
        output
            .err()
            .printf(
                "\r%-20s %s of %s tasks ",
                Tables.clean(step.path("tag").asString("")),
                step.path("done").asString(),
                step.path("total").asString());
        output.err().flush();
      }
    }

    void end() {
      if (open) {
        output.err().println();
      }
    }
  }

  /** Exports. */
  @Command(name = "export", description = "Export a file.", mixinStandardHelpOptions = true)
  static final class Export {
    private final Supplier<Session> session;

    Export(Supplier<Session> session) {
      this.session = session;
    }

    @Command(
        name = "taskmaster",
        description =
            "Export a project as a Task Master tasks.json: what did not change comes back byte for"
                + " byte.",
        footer = {"", "Example: daybook export taskmaster - --project HOME"},
        mixinStandardHelpOptions = true)
    int taskmaster(
        @Parameters(paramLabel = "FILE|-", description = "Where to write; - for standard output.")
            String file,
        @Option(
                names = "--project",
                paramLabel = "KEY",
                description = "Project to export (default: the only one that was imported).")
            @Nullable String project) {
      var target =
          "/api/exports/taskmaster"
              + (project == null ? "" : "?project=" + QueryRun.encode(project));
      return session
          .get()
          .connected((connection, output) -> {
            var answer = connection.send("GET", target, Map.of(), new byte[0]);
            if (answer.status() >= 400) {
              return output.problem(answer);
            }
            if (file.equals("-")) {
              output.out().print(new String(answer.body(), StandardCharsets.UTF_8));
              output.out().flush();
            } else {
              write(Path.of(file), answer.body());
              if (!output.json()) {
                output.out().println("Wrote " + file + " (" + answer.body().length + " bytes).");
              }
            }
            return Exit.OK;
          });
    }

    @Command(
        name = "archive",
        description =
            "Write the whole log as lines of CloudEvents, to be restored into any empty store.",
        footer = {
          "",
          "Example: daybook export archive log.ndjson.gz",
          "         daybook export archive log.ndjson.gz --after 120000"
        },
        mixinStandardHelpOptions = true)
    int archive(
        @Parameters(
                paramLabel = "FILE|-",
                arity = "0..1",
                defaultValue = "-",
                description =
                    "Where to write; packed if the name ends with .gz; - for standard output.")
            String file,
        @Option(
                names = "--after",
                paramLabel = "POSITION",
                description =
                    "Only what lies behind this position; a file that ends there is continued.")
            @Nullable Long after,
        @Option(
                names = "--upcast",
                description =
                    "Events in the newest version of their schema, for other programs to read; such"
                        + " an archive cannot be restored.")
            boolean upcast) {
      if (after != null && after < 0) {
        throw new BadInput("--after takes a position from 0.");
      }
      return session
          .get()
          .withLog((connection, output) ->
              new ArchiveTransfer(connection, output).write(file, after, upcast));
    }

    private static void write(Path file, byte[] bytes) {
      try {
        var target = file.toAbsolutePath();
        var beside = Files.createTempFile(target.getParent(), ".daybook", ".tmp");
        Files.write(beside, bytes);
        Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException failed) {
        throw new BadInput("The file " + file + " cannot be written: " + failed.getMessage());
      }
    }
  }
}
