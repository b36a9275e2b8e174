package dev.daybook.app;

import dev.daybook.bench.RebuildBench;
import dev.daybook.kernel.Uuid7;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.StoreProvider;
import dev.daybook.kernel.view.View;
import dev.daybook.projects.views.tasks.TasksView;
import dev.daybook.runtime.catalogue.Catalogue;
import dev.daybook.runtime.codec.EventCodec;
import dev.daybook.runtime.codec.JsonCodec;
import dev.daybook.runtime.command.Authoriser;
import dev.daybook.runtime.command.CommandBus;
import dev.daybook.runtime.command.StateSnapshots;
import dev.daybook.runtime.command.States;
import dev.daybook.runtime.projection.Projections;
import dev.daybook.runtime.projection.SqliteViews;
import dev.daybook.runtime.projection.ViewDatabase;
import dev.daybook.runtime.projection.ViewStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The list of tasks, folded again for the bench. */
final class RebuiltTasks implements RebuildBench.Program {
  private static final int STATES_KEPT = 10_000;
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final EventCodec codec = new EventCodec(new JsonCodec(), Contexts.all());

  /** Commands alone: no view takes time while the log is filled. */
  @Override
  public void fill(String store, int events) {
    var ids = new Uuid7(Daybook.CLOCK);
    try (var log = StoreProvider.openUrl(store, Daybook.CLOCK, ids);
        var snapshots = new StateSnapshots(log, codec, Daybook.CLOCK)) {
      var commands =
          new CommandBus(
              log,
              Catalogue.of(Contexts.all()),
              codec,
              new States(log, codec, snapshots, STATES_KEPT),
              Daybook.CLOCK,
              ids,
              Authoriser.EVERYONE);
      new WorkedPlans(commands, ids, events).run();
    }
  }

  @Override
  public View view() {
    return new TasksView();
  }

  @Override
  public RebuildBench.Rebuild rebuild(EventLog log, Path views) {
    var database = SqliteViews.file(views);
    var projections = new Projections(log, codec, database, Daybook.CLOCK, List.of(view()));
    return new Folded(log, database, projections);
  }

  private record Folded(EventLog log, ViewDatabase database, Projections projections)
      implements RebuildBench.Rebuild {
    @Override
    public void run() {
      projections.start();
      var reached = projections.await(log.head().position(), PATIENCE);
      var status = projections.status().getFirst();
      if (!reached || status.state() == ViewStatus.State.STOPPED) {
        throw new IllegalStateException("The view was not rebuilt: " + status);
      }
    }

    @Override
    public void close() {
      try (database) {
        projections.close();
      }
    }
  }
}
