package dev.daybook.doors.cli;

import java.util.List;
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
      name = "bench",
      description =
          "Measure this machine: our figure, the physical limit beside it, and the ratio.",
      footer = {
        "",
        "log: appends, reads and imports of a store. growth: the same on longer and longer logs.",
        "rebuild: the list of tasks folded again from the first event, into a view of its own.",
        "http: commands through the whole program.",
        "load: commands and queries to the server that runs on the data directory; the tasks they",
        "make stay there, so give it a directory of its own.",
        "--store names a kind of store (sqlite:, rocksdb:) or a PostgreSQL URL, where databases of",
        "the bench's own are made and dropped; no log of yours is touched.",
        "",
        "Example: daybook bench log --store rocksdb: --only W1,W2"
      },
      mixinStandardHelpOptions = true)
  int bench(
      @Parameters(paramLabel = "WHAT", description = "log, growth, rebuild, http or load.")
          String what,
      @Option(names = "--quick", description = "Fewer rounds.") boolean quick,
      @Option(
              names = "--only",
              split = ",",
              paramLabel = "LOAD",
              description = "log: only these, of W1 to W6 and import.")
          @Nullable List<String> only,
      @Option(
              names = "--events",
              split = ",",
              paramLabel = "COUNT",
              description =
                  "growth: the sizes of log to compare (default: 10000,100000,1000000). rebuild:"
                      + " how many there are (default: 200000).")
          @Nullable List<Integer> events,
      @Option(
              names = "--clients",
              paramLabel = "COUNT",
              defaultValue = "16",
              description = "http and load: how many send at once (default: 16).")
          int clients) {
    var choice =
        new BenchChoice(
            what,
            quick,
            only == null ? List.of() : only,
            events == null ? List.of() : events,
            clients);
    return session
        .get()
        .program()
        .bench(session.get().settings(), choice, session.get().out())
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
