package dev.daybook.doors.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The root of the command line, with the commands about the program itself. */
@Command(
    name = "daybook",
    description = "An event-sourced server for AI-assisted work.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class ServerCommands {
  @Mixin private final Globals globals;

  private final Supplier<Session> session;

  ServerCommands(Globals globals, Supplier<Session> session) {
    this.globals = globals;
    this.session = session;
  }

  @Command(
      name = "serve",
      description = "Start the server and the dashboard; runs until interrupted.",
      footer = {"", "Example: daybook serve --data ./data --port 7400"},
      mixinStandardHelpOptions = true)
  int serve() {
    return session.get().program().serve(session.get().settings(), session.get().out()).code();
  }

  @Command(
      name = "verify",
      description =
          "Walk the hash chain of the log and name every position that is not as it was written.",
      footer = {
        "",
        "Example: daybook verify --export-head head.json, later: daybook verify --against head.json"
      },
      mixinStandardHelpOptions = true)
  int verify(
      @Option(
              names = "--export-head",
              paramLabel = "FILE",
              description = "Write the log's head to a file.")
          @Nullable Path exportHead,
      @Option(
              names = "--against",
              paramLabel = "FILE",
              description = "Check the log against a head exported before.")
          @Nullable Path against) {
    return session
        .get()
        .program()
        .verify(
            session.get().settings(),
            Optional.ofNullable(exportHead),
            Optional.ofNullable(against),
            session.get().out(),
            session.get().err())
        .code();
  }

  @Command(
      name = "bench",
      description =
          "Measure this machine: our figure, the physical limit beside it, and the ratio.",
      footer = {"", "Example: daybook bench log --quick"},
      mixinStandardHelpOptions = true)
  int bench(
      @Parameters(paramLabel = "WHAT", description = "log") String what,
      @Option(names = "--quick", description = "Fewer rounds.") boolean quick) {
    return session
        .get()
        .program()
        .bench(session.get().settings(), what, quick, session.get().out())
        .code();
  }

  @Command(
      name = "doctor",
      description = "Look at everything a start needs and say what is wrong.",
      mixinStandardHelpOptions = true)
  int doctor() {
    return session.get().program().doctor(session.get().settings(), session.get().out()).code();
  }

  @Command(
      name = "token",
      description = {
        "add NAME: make a named token and show it once.",
        "list: all tokens.",
        "revoke NAME: its holder is refused from now on."
      },
      footer = {"", "Example: daybook token add laptop"},
      mixinStandardHelpOptions = true)
  int token(
      @Parameters(index = "0", paramLabel = "add|list|revoke") String verb,
      @Parameters(index = "1..*", arity = "0..*", paramLabel = "NAME")
          @Nullable List<String> names) {
    return session
        .get()
        .program()
        .token(
            session.get().settings(),
            verb,
            names == null ? List.of() : names,
            session.get().out(),
            session.get().err())
        .code();
  }

  @Command(
      name = "sign-in",
      description = "Make a one-time link that signs a browser in to the running server.",
      mixinStandardHelpOptions = true)
  int signIn() {
    return session.get().program().signIn(session.get().settings(), session.get().out()).code();
  }
}
