package dev.daybook.faults;

import dev.daybook.faults.check.HistoryCheck;
import dev.daybook.faults.history.History;
import dev.daybook.faults.power.Disk;
import dev.daybook.faults.suite.FileStore;
import dev.daybook.faults.suite.PostgresStore;
import dev.daybook.faults.suite.Store;
import dev.daybook.faults.suite.Suite;
import dev.daybook.faults.suite.Table;
import dev.daybook.faults.suite.Workshop;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The command {@code daybook-faults}. */
public final class Main {
  private static final int KEPT = 0;
  private static final int BROKEN = 1;
  private static final int MISUSED = 4;

  private static final String USAGE =
      """
      usage: daybook-faults [OPTION…] [FAULT…]     breaks what a log stands on and judges what is left
             daybook-faults check FILE…            judges a recorded history

      faults: %s, or all (the default)
        --store NAME            %s, or all (the default)
        --rounds N              of each fault; a tenth of it where a round takes long (100)
        --programs N            of the differential run (10000)
        --seed N                chooses all that is left to chance (1)
        --postgres N            version of the PostgreSQL server: 16, 17 or 18 (18)
        --strict-directories    after a power cut a name is there only if its directory was synced
        --directory DIR         where it is done; what was broken stays there (faults/target/faults)

      Exit code: 0 every promise kept, 1 one broken, 4 not understood.
      """
          .formatted(String.join(", ", Suite.FAULTS), String.join(", ", Options.STORES));

  private Main() {}

  /** Runs it and ends the process with 0 (all promises kept), 1 (one broken) or 4 (bad input). */
  public static void main(String[] arguments) throws InterruptedException {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(List.of(arguments), out, err));
  }

  static int run(List<String> arguments, PrintStream out, PrintStream err)
      throws InterruptedException {
    try {
      if (arguments.contains("help") || arguments.contains("--help")) {
        out.print(USAGE);
        return KEPT;
      }
      if (!arguments.isEmpty() && arguments.getFirst().equals("check")) {
        return check(arguments.subList(1, arguments.size()), out);
      }
      return suite(Options.parse(arguments), out, err);
    } catch (IllegalArgumentException | IOException bad) {
      err.println("daybook-faults: " + bad.getMessage());
      return MISUSED;
    }
  }

  private static int check(List<String> files, PrintStream out) throws IOException {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("check needs a history: daybook-faults check FILE…");
    }
    var verdict = HistoryCheck.of(History.read(files.stream().map(Path::of).toList()));
    verdict.violations().forEach(out::println);
    out.printf(
        "%d events, %d appends acknowledged, %d lost, %d doubled: %s%n",
        verdict.events(),
        verdict.acknowledged(),
        verdict.lost(),
        verdict.doubled(),
        verdict.isClean() ? "every promise kept" : "broken: " + verdict.broken());
    return verdict.isClean() ? KEPT : BROKEN;
  }

  private static int suite(Options options, PrintStream out, PrintStream err)
      throws IOException, InterruptedException {
    var workshop =
        new Workshop(options.directory(), line -> err.println("daybook-faults: " + line));
    var directories = options.strict() ? Disk.Directories.STRICT : Disk.Directories.ORDERED;
    var suite =
        new Suite(workshop, directories, options.rounds(), options.programs(), options.seed());
    out.println("seed " + options.seed());
    Table.heading(out);
    var begun = System.nanoTime();
    boolean kept;
    try (var postgres = new PostgresStore(options.postgres())) {
      var stores = options.stores().stream().map(name -> store(name, postgres)).toList();
      kept = suite.run(options.faults(), stores, row -> Table.row(out, row));
    }
    out.println((System.nanoTime() - begun) / Duration.ofSeconds(1).toNanos() + " s");
    return kept ? KEPT : BROKEN;
  }

  private static Store store(String name, PostgresStore postgres) {
    return switch (name) {
      case "sqlite" -> FileStore.SQLITE;
      case "rocksdb" -> FileStore.ROCKSDB;
      default -> postgres;
    };
  }
}
