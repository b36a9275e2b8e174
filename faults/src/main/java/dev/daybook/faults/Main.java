package dev.daybook.faults;

import dev.daybook.faults.check.HistoryCheck;
import dev.daybook.faults.history.History;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The command {@code daybook-faults}. */
public final class Main {
  private static final int KEPT = 0;
  private static final int BROKEN = 1;
  private static final int MISUSED = 4;

  private Main() {}

  /** Runs it and ends the process with 0 (all promises kept), 1 (one broken) or 4 (bad input). */
  public static void main(String[] arguments) {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(List.of(arguments), out, err));
  }

  static int run(List<String> arguments, PrintStream out, PrintStream err) {
    try {
      if (arguments.size() > 1 && arguments.getFirst().equals("check")) {
        return check(arguments.subList(1, arguments.size()), out);
      }
      err.println("usage: daybook-faults check FILE…");
      return MISUSED;
    } catch (IllegalArgumentException | IOException bad) {
      err.println("daybook-faults: " + bad.getMessage());
      return MISUSED;
    }
  }

  private static int check(List<String> files, PrintStream out) throws IOException {
    var verdict = HistoryCheck.of(History.read(files.stream().map(Path::of).toList()));
    verdict.violations().forEach(out::println);
    out.printf(
        "%d events, %d appends acknowledged, %d lost, %d doubled: %s%n",
        verdict.events(),
        verdict.acknowledged(),
        verdict.lost(),
        verdict.doubled(),
        verdict.isClean() ? "every promise kept" : "broken: " + codes(verdict.broken().toArray()));
    return verdict.isClean() ? KEPT : BROKEN;
  }

  private static String codes(Object[] clauses) {
    return String.join(", ", Arrays.stream(clauses).map(Object::toString).toList());
  }
}
