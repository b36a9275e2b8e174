package dev.daybook.faults.suite;

import dev.daybook.faults.load.EngineWorker;
import dev.daybook.faults.suite.KilledRounds.Round;
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
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * {@code kill -9} of the whole of Daybook under commands of sixteen clients. Started again, its
 * views go on where they were; then they hold, row by row, what views hold that are folded anew.
 */
final class ViewsFault implements KilledRounds.Victim {
  private static final int WRITERS = 16;
  private static final int ROUNDS_OF_A_LOG = 5;
  private static final int LEAST_TOLD = 5_000;
  private static final int MOST_TOLD = 600_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Workshop workshop;
  private final List<BoundedContext> contexts = List.of(new ProjectsContext());

  ViewsFault(Workshop workshop) {
    this.workshop = workshop;
  }

  /** Does it so many times. */
  Row run(Store store, int rounds, long seed) throws IOException, InterruptedException {
    var tally = workshop.tally("kill, views", store.name(), rounds);
    new KilledRounds(workshop, "views", ROUNDS_OF_A_LOG, LEAST_TOLD, MOST_TOLD, this)
        .run(store, rounds, seed, tally);
    return tally.row("every promise kept, views equal a rebuild");
  }

  @Override
  public Child start(Round round, SplittableRandom random) throws IOException {
    return Child.start(
        round.errors(),
        Map.of(),
        EngineWorker.class,
        round.url(),
        views(round),
        round.history(),
        round.node(),
        random.nextInt(1_000_000),
        WRITERS);
  }

  private static Path views(Round round) {
    return round.place().resolve("views.sqlite");
  }

  @Override
  public void afterwards(Round round, Tally tally) throws IOException {
    var goneOn = rows(round.url(), views(round));
    var fresh = Scratch.fresh(round.place().resolve("anew"));
    var anew = rows(round.url(), fresh.resolve("views.sqlite"));
    if (goneOn.values().stream().allMatch(List::isEmpty)) {
      tally.problem(round.toString(), "the views hold nothing, so nothing was compared");
    }
    goneOn.forEach((table, rows) -> {
      if (!rows.equals(anew.get(table))) {
        tally.problem(round.toString(), "table " + table + " is not what a rebuild gives");
      }
    });
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
