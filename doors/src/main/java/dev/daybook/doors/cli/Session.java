package dev.daybook.doors.cli;

import dev.daybook.runtime.codec.JsonCodec;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;

/**
 * What a running command has at hand: the program, the streams, the options every command takes.
 */
final class Session {
  private final Program program;
  private final Globals globals;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Map<String, String> environment;
  private final JsonCodec codec = new JsonCodec();

  Session(
      Program program,
      Globals globals,
      PrintWriter out,
      PrintWriter err,
      Map<String, String> environment) {
    this.program = program;
    this.globals = globals;
    this.out = out;
    this.err = err;
    this.environment = environment;
  }

  Program program() {
    return program;
  }

  Settings settings() {
    return globals.settings(environment);
  }

  Output output() {
    return new Output(out, err, globals.json, codec);
  }

  JsonCodec codec() {
    return codec;
  }

  PrintWriter out() {
    return out;
  }

  PrintWriter err() {
    return err;
  }

  /** Work that needs a connection. */
  @FunctionalInterface
  interface Work {
    Exit with(Connection connection, Output output);
  }

  int connected(Work work) {
    try (var connection = program.connect(settings())) {
      return work.with(connection, output()).code();
    }
  }

  /** As {@link #connected}, but to the log alone: views need not work for it. */
  int withLog(Work work) {
    try (var connection = program.connectToLog(settings())) {
      return work.with(connection, output()).code();
    }
  }

  /** Exit code of picocli for what it cannot parse. */
  static int usage(CommandLine.ParameterException wrong) {
    var command = wrong.getCommandLine();
    command.getErr().println("daybook: " + wrong.getMessage());
    command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return Exit.BAD_INPUT.code();
  }
}
