package dev.daybook.bench;

import dev.daybook.bench.limit.BackEnd;
import dev.daybook.bench.sqlite.ViewRows;
import dev.daybook.kernel.Uuid7;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.StoreProvider;
import dev.daybook.kernel.view.View;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;

/**
 * A view folded from the first event into an empty SQLite file; beside it a subscription from the
 * start of the same log that only parses (W5), and plain code that writes the rows which stand in
 * the end into the same tables. What counts is the ratio to the smaller of the two.
 */
public final class RebuildBench {
  /** How many events there are when none are named. */
  public static final int USUAL = 200_000;

  /** The same when it is to be quick. */
  public static final int QUICK = 20_000;

  /** The fewest events that make a plan. */
  public static final int FEWEST = 200;

  private static final double BILLION = 1e9;
  private static final int KIBI = 1_024;

  private final InstantSource clock = InstantSource.system();
  private final BackEnd backEnd;
  private final Path folder;
  private final Program program;
  private final int events;
  private final Rounds rounds;
  private final Report report;

  /** How the program is reached. */
  public interface Program {
    /** Fills an empty store through commands, as plans are made and worked off. */
    void fill(String store, int events) throws Exception;

    /** What is rebuilt. */
    View view();

    /** Makes that view ready to be folded into a file that is not there yet. */
    Rebuild rebuild(EventLog log, Path views) throws Exception;
  }

  /** One rebuild; closing it leaves the file. */
  public interface Rebuild extends AutoCloseable {
    /** Makes the tables and folds the log; committed up to its head when it returns. */
    void run();

    @Override
    void close();
  }

  /**
   * @param folder where the views' files lie while they are measured
   * @param events at least {@value #FEWEST}
   */
  public RebuildBench(
      BackEnd backEnd, Path folder, Program program, int events, boolean quick, PrintWriter out) {
    this.backEnd = backEnd;
    this.folder = folder;
    this.program = program;
    this.events = events;
    this.rounds = new Rounds(quick ? 1 : 2, quick ? 3 : 7, 0);
    this.report = new Report(out);
  }

  /** Measures and prints. */
  public void run() throws Exception {
    var view = program.view();
    report.say(
        "%s; view '%s' alone, from starting it on no file until it has committed the head; views in"
            + " SQLite, WAL, synchronous=NORMAL; %d rounds in turns%n",
        backEnd.settings(), view.name(), rounds.counted());
    var store = backEnd.url("rebuild");
    var start = System.nanoTime();
    program.fill(store, events);
    report.say("   log filled through commands in %.1f s", (System.nanoTime() - start) / BILLION);
    try (var log = StoreProvider.openUrl(store, clock, new Uuid7(clock))) {
      var rows = standing(log, view);
      var statistics = log.statistics();
      report.say(
          "   log of %,d events: %,d bytes; view of %,d rows: %s; %,d KiB%n",
          statistics.total(), statistics.bytes(), rows.count(), rows, rows.bytes() / KIBI);
      compare(log, rows);
    }
  }

  /** The rows after a first rebuild. */
  private ViewRows standing(EventLog log, View view) throws Exception {
    var place = Files.createTempDirectory(folder, "standing");
    try {
      var file = place.resolve("views.sqlite");
      try (var rebuild = program.rebuild(log, file)) {
        rebuild.run();
      }
      return ViewRows.of(file, view);
    } finally {
      delete(place);
    }
  }

  private void compare(EventLog log, ViewRows rows) throws Exception {
    var count = log.head().position().value();
    var reads = new ReadLoads(log);
    var runs = rounds.turns(() -> rebuilt(log, count), reads::replay, () -> written(rows, count));
    var toReplay = new Rounds.Compared(runs.get(0), runs.get(1));
    var toRows = new Rounds.Compared(runs.get(0), runs.get(2));
    report.heading();
    report.line("rebuild beside W5 of the same log", toReplay);
    report.line("rebuild beside its rows, written", toRows);
    report.say(
        "   ratio to the smaller of the two: %.2f",
        Math.max(toReplay.ratio(0.5), toRows.ratio(0.5)));
    report.say(
        "   plain code wrote %,.0f rows a second, %,d a transaction; its rate above is in events of"
            + " the log",
        Measured.middleRate(runs.get(2)) * rows.count() / count, ViewRows.AT_ONCE);
  }

  private Measured rebuilt(EventLog log, long count) throws Exception {
    var place = Files.createTempDirectory(folder, "rebuilt");
    try (var rebuild = program.rebuild(log, place.resolve("views.sqlite"))) {
      var start = System.nanoTime();
      rebuild.run();
      return new Measured(count, System.nanoTime() - start, new Latencies());
    } finally {
      delete(place);
    }
  }

  private Measured written(ViewRows rows, long count) throws Exception {
    var place = Files.createTempDirectory(folder, "written");
    try (var writing = rows.into(place.resolve("views.sqlite"))) {
      var start = System.nanoTime();
      writing.run();
      return new Measured(count, System.nanoTime() - start, new Latencies());
    } finally {
      delete(place);
    }
  }

  private static void delete(Path place) throws IOException {
    try (var all = Files.walk(place)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
