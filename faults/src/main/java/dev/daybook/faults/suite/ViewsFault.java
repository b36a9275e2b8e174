package dev.daybook.faults.suite;

import dev.daybook.faults.check.HistoryCheck;
import dev.daybook.faults.history.History;
import dev.daybook.faults.history.HistoryFile;
import dev.daybook.faults.history.Recorder;
import dev.daybook.faults.load.EngineWorker;
import dev.daybook.kernel.context.BoundedContext;
import dev.daybook.kernel.log.StoreProvider;
import dev.daybook.kernel.view.Tables;
import dev.daybook.kernel.view.View;
import dev.daybook.projects.ProjectsContext;
import dev.daybook.runtime.Engine;
import dev.daybook.runtime.projection.SqliteViews;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code kill -9} of the whole of Daybook under commands of sixteen clients. Started again, its
 * views go on where they were; then they hold, row by row, what views hold that are folded anew.
 */
public final class ViewsFault {
  private static final int WRITERS = 16;
  private static final int ROUNDS_OF_A_LOG = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Workshop workshop;
  private final List<BoundedContext> contexts = List.of(new ProjectsContext());

  public ViewsFault(Workshop workshop) {
    this.workshop = workshop;
  }

  /** Does it so many times. */
  public Row run(Store store, int rounds, long seed) throws IOException, InterruptedException {
    var random = new SplittableRandom(seed);
    var tally = new Tally("kill, views", store.name());
    for (var first = 1; first <= rounds; first += ROUNDS_OF_A_LOG) {
      var place = workshop.directory("views-" + store.name() + "-" + first);
      var url = store.freshUrl(place);
      var histories = new ArrayList<Path>();
      for (var round = first; round < Math.min(rounds + 1, first + ROUNDS_OF_A_LOG); round++) {
        oneRound(url, place, round, histories, random.split(), tally);
      }
      if (tally.row().isKept()) {
        Scratch.delete(place);
      }
    }
    return tally.row("every promise kept, views equal a rebuild");
  }

  private void oneRound(
      String url, Path place, int round, List<Path> histories, SplittableRandom random, Tally tally)
      throws IOException, InterruptedException {
    var node = "r" + round;
    var views = place.resolve("views.sqlite");
    var history = place.resolve("history-" + round + ".ndjson");
    histories.add(history);
    killed(url, views, history, node, random);
    var name = "round " + round + " in " + place;
    var goneOn = rows(url, views);
    var anew = rows(url, Scratch.fresh(place.resolve("anew")).resolve("views.sqlite"));
    if (goneOn.values().stream().allMatch(List::isEmpty)) {
      tally.problem(name, "the views hold nothing, so nothing was compared");
    }
    goneOn.forEach((table, rows) -> {
      if (!rows.equals(anew.get(table))) {
        tally.problem(name, "table " + table + " is not what a rebuild gives");
      }
    });
    var ending = place.resolve("final-" + round + ".ndjson");
    try (var file = HistoryFile.open(ending);
        var log = StoreProvider.openUrl(url, workshop.clock(), workshop.ids())) {
      new Recorder(file, "end").ended(log);
    }
    var all = new ArrayList<>(histories);
    all.add(ending);
    tally.add(name, HistoryCheck.of(History.read(all)));
  }

  private static void killed(
      String url, Path views, Path history, String node, SplittableRandom random)
      throws IOException, InterruptedException {
    var enough = random.nextLong(5_000, 600_000);
    try (var child =
        Child.start(
            history.resolveSibling(node + ".err"),
            Map.of(),
            EngineWorker.class,
            url,
            views,
            history,
            node,
            random.nextInt(1_000_000),
            WRITERS)) {
      var deadline = System.nanoTime() + PATIENCE.toNanos();
      while (Scratch.size(history) < enough) {
        if (!child.isAlive() || System.nanoTime() > deadline) {
          throw new IOException("The program under load stopped by itself: " + child.said());
        }
        LockSupport.parkNanos(500_000);
      }
      child.kill();
    }
    try (var file = HistoryFile.mend(history)) {
      new Recorder(file, node).crashed("kill");
    }
  }

  /** What the views in a file hold once they have folded the whole log, table by table. */
  private Map<String, List<String>> rows(String url, Path file) {
    var log = StoreProvider.openUrl(url, workshop.clock(), workshop.ids());
    var views = SqliteViews.file(file);
    try (var engine = Engine.start(log, views, contexts, workshop.clock(), workshop.ids())) {
      if (!engine.projections().await(log.head().position(), PATIENCE)) {
        throw new IllegalStateException(
            "The views do not catch up: " + engine.projections().status());
      }
      var tables = new TreeMap<String, List<String>>();
      contexts.stream()
          .flatMap(context -> context.views().stream())
          .map(View::tables)
          .flatMap(List::stream)
          .forEach(table -> tables.put(table, rows(views, table)));
      return tables;
    }
  }

  private static List<String> rows(Tables.Reader views, String table) {
    var columns =
        views.query(
            "select name from pragma_table_info(?) order by name", row -> row.text("name"), table);
    return views
        .query(
            "select * from " + table,
            row -> columns.stream().map(column -> column + "=" + row.textOrNull(column)).toList())
        .stream()
        .map(Object::toString)
        .sorted()
        .toList();
  }
}
