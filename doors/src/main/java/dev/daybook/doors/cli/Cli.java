package dev.daybook.doors.cli;

import dev.daybook.kernel.log.StoreException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** The command line. Everything it can do to the domain it derives from the catalogue. */
public final class Cli {
  private final Program program;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Map<String, String> environment;

  public Cli(Program program, PrintWriter out, PrintWriter err, Map<String, String> environment) {
    this.program = program;
    this.out = out;
    this.err = err;
    this.environment = environment;
  }

  /** Runs one line; the exit code, see {@link Exit}. */
  public int run(String... arguments) {
    var line = build();
    try {
      return line.execute(arguments);
    } finally {
      out.flush();
      err.flush();
    }
  }

  private CommandLine build() {
    var globals = new Globals();
    Supplier<Session> session = () -> new Session(program, globals, out, err, environment);
    var line = new CommandLine(new ServerCommands(globals, session));
    line.addSubcommand(new FileCommands.Import(session));
    line.addSubcommand(new FileCommands.Export(session));
    line.addSubcommand(new EventsCommand(session));
    line.addSubcommand(new VerifyCommand(session));
    line.addSubcommand(new KeyCommand(session));
    line.addSubcommand(new BackupCommands.Backup(session));
    line.addSubcommand(new BackupCommands.Restore(session));
    line.addSubcommand(new ArchiveCommand(session));
    line.addSubcommand(new SnapshotsCommand(session));
    new CatalogueCommands(line, session).add(program.catalogue());
    line.getCommandSpec().version("daybook " + program.version());
    line.getCommandSpec()
        .usageMessage()
        .footer(
            "",
            "Start with: daybook serve",
            "",
            "Exit codes: "
                + Arrays.stream(Exit.values())
                    .map(exit -> exit.code() + " " + exit.meaning())
                    .collect(Collectors.joining("; "))
                + ".");
    line.setOut(out);
    line.setErr(err);
    line.setParameterExceptionHandler((wrong, _) -> Session.usage(wrong));
    line.setExecutionExceptionHandler((failed, _, _) -> failed(failed));
    return line;
  }

  private int failed(Exception failed) throws Exception {
    switch (failed) {
      case CommandLine.ParameterException wrong -> {
        return Session.usage(wrong);
      }
      case BadInput wrong -> {
        err.println("daybook: " + wrong.getMessage());
        return Exit.BAD_INPUT.code();
      }
      case StoreException away -> {
        err.println("daybook: " + away.getMessage());
        return Exit.AWAY.code();
      }
      case UncheckedIOException away -> {
        err.println("daybook: " + away.getMessage());
        return Exit.AWAY.code();
      }
      case dev.daybook.kernel.DaybookException fault -> {
        err.println("daybook: " + fault.getMessage());
        return Exit.FAULT.code();
      }
      default -> throw failed;
    }
  }
}
