package dev.daybook.doors.cli;

import dev.daybook.runtime.catalogue.Catalogue;
import java.io.PrintWriter;
import java.util.List;

/** What the command line asks of the program around it. */
public interface Program {
  /** The catalogue the subcommands are derived from. */
  Catalogue catalogue();

  String version();

  /** To the running server of the data directory, or else into the store itself. */
  Connection connect(Settings settings);

  /** To the running server of the data directory, or else to the log alone, without its views. */
  Connection connectToLog(Settings settings);

  /** Serves until the process is told to stop. */
  Exit serve(Settings settings, PrintWriter out);

  /** Measures this machine in logs of its own, never in the user's. */
  Exit bench(Settings settings, BenchChoice choice, PrintWriter out);

  /** Looks at everything a start needs. */
  Exit doctor(Settings settings, PrintWriter out);

  /** {@code add}, {@code list} or {@code revoke}. */
  Exit token(Settings settings, String verb, List<String> names, PrintWriter out, PrintWriter err);

  /** A new one-time link for the browser. */
  Exit signIn(Settings settings, PrintWriter out);
}
