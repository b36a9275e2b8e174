package dev.daybook.bench;

import java.io.PrintWriter;
import java.util.Locale;

/** The table that is printed, line by line as the loads end. */
final class Report {
  private final PrintWriter out;

  Report(PrintWriter out) {
    this.out = out;
  }

  void say(String format, Object... values) {
    out.printf(Locale.ROOT, format, values);
    out.println();
    out.flush();
  }

  void heading() {
    say(
        "%-38s %9s %9s %6s %13s  %-24s %s",
        "workload",
        "ours/s",
        "limit/s",
        "ratio",
        "quartiles",
        "ours p50/p99/p99.9 us",
        "limit p50/p99/p99.9 us");
  }

  void line(String workload, Rounds.Compared compared) {
    say(
        "%-38s %,9.0f %,9.0f %6.2f %6.2f-%6.2f  %-24s %s",
        workload,
        Measured.middleRate(compared.ours()),
        Measured.middleRate(compared.limit()),
        compared.ratio(0.5),
        compared.ratio(0.25),
        compared.ratio(0.75),
        Measured.latencies(compared.ours()).text(),
        Measured.latencies(compared.limit()).text());
  }

  /** A load where only the time of one call counts. */
  void latencyLine(String workload, Rounds.Compared compared) {
    say(
        "%-38s %9s %9s %6.2f %13s  %-24s %s",
        workload,
        "-",
        "-",
        compared.latencyRatio(),
        "of p50",
        Measured.latencies(compared.ours()).text(),
        Measured.latencies(compared.limit()).text());
  }
}
