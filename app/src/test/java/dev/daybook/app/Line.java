package dev.daybook.app;

import dev.daybook.doors.cli.Cli;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The command line of the real program on one data directory, without a process of its own for
 * every line.
 */
final class Line {
  private final Map<String, String> environment;

  private Line(Map<String, String> environment) {
    this.environment = environment;
  }

  static Line on(Path data) {
    return new Line(Map.of("DAYBOOK_DATA", data.toAbsolutePath().toString()));
  }

  /** With the log in the store of a URL. */
  static Line on(Path data, String store) {
    return new Line(
        Map.of("DAYBOOK_DATA", data.toAbsolutePath().toString(), "DAYBOOK_STORE", store));
  }

  /** What a line answered. */
  record Ran(int code, String out, String err) {
    JsonNode json() {
      return Client.JSON.readTree(out);
    }

    /** The same, where it went well. */
    Ran well() {
      if (code != 0) {
        throw new AssertionError("Exit code " + code + "\n" + out + "\n" + err);
      }
      return this;
    }
  }

  Ran run(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var code =
        new Cli(new DaybookProgram(), new PrintWriter(out), new PrintWriter(err), environment)
            .run(arguments);
    return new Ran(code, out.toString(), err.toString());
  }

  /** What a line answers programs with. */
  JsonNode json(String... arguments) {
    var all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = "--json";
    return run(all).well().json();
  }
}
