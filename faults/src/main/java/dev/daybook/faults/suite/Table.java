package dev.daybook.faults.suite;

import java.io.PrintStream;
import java.util.List;

/** Rows as people read them. */
public final class Table {
  private static final String LINE = "%-14s %-26s %7s %13s %6s %8s  %s%n";
  private static final int PROBLEMS_TOLD = 20;

  private Table() {}

  /** Prints the heading. */
  public static void heading(PrintStream out) {
    out.printf(LINE, "fault", "store", "rounds", "acknowledged", "lost", "doubled", "verdict");
  }

  /** Prints a row, and below it what was broken. */
  public static void row(PrintStream out, Row row) {
    out.printf(
        LINE,
        row.fault(),
        row.store(),
        row.rounds(),
        row.acknowledged(),
        row.lost(),
        row.doubled(),
        row.verdict());
    List<String> problems = row.problems();
    problems.stream().limit(PROBLEMS_TOLD).forEach(problem -> out.println("    " + problem));
    if (problems.size() > PROBLEMS_TOLD) {
      out.println("    … and " + (problems.size() - PROBLEMS_TOLD) + " more");
    }
  }
}
