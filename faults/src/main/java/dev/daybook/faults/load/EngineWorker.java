package dev.daybook.faults.load;

import dev.daybook.faults.history.HistoryFile;
import dev.daybook.faults.history.RecordedLog;
import dev.daybook.faults.history.Recorder;
import dev.daybook.kernel.Actor;
import dev.daybook.kernel.Uuid7;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.StoreProvider;
import dev.daybook.projects.ProjectsContext;
import dev.daybook.projects.api.TaskCommand;
import dev.daybook.runtime.Engine;
import dev.daybook.runtime.catalogue.Bound;
import dev.daybook.runtime.command.CommandResult;
import dev.daybook.runtime.command.Envelope;
import dev.daybook.runtime.projection.SqliteViews;
import dev.daybook.testkit.Generator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The whole of Daybook below its doors in a program of its own: commands on tasks, until it is
 * killed, and views that follow. Arguments: URL, file of the views, history, node, seed, writers.
 */
public final class EngineWorker {
  private final Engine engine;
  private final String node;

  private EngineWorker(Engine engine, String node) {
    this.engine = engine;
    this.node = node;
  }

  /** Runs it. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var node = arguments[3];
    var seed = Long.parseLong(arguments[4]);
    var clock = InstantSource.system();
    var ids = new Uuid7(clock);
    var history = HistoryFile.open(Path.of(arguments[2]));
    var recorder = new Recorder(history, node);
    var log = StoreProvider.openUrl(arguments[0], clock, ids);
    recorder.opened(log);
    var views = SqliteViews.file(Path.of(arguments[1]));
    var engine =
        Engine.start(
            new RecordedLog(log, recorder, node),
            views,
            List.of(new ProjectsContext()),
            clock,
            ids);
    var worker = new EngineWorker(engine, node);
    var writers = new ArrayList<Thread>();
    for (var i = 0; i < Integer.parseInt(arguments[5]); i++) {
      var random = new Generator(seed * 1_000 + i);
      writers.add(Thread.ofVirtual().start(() -> worker.work(random)));
    }
    for (var writer : writers) {
      writer.join();
    }
  }

  private void work(Generator random) {
    var tasks = new ArrayList<String>();
    while (true) {
      if (tasks.isEmpty() || random.percent(20)) {
        var name = "Task of " + node + ": " + random.text(random.between(3, 20)).strip();
        if (give(TaskCommand.Create.class, Map.of("name", name))
            instanceof CommandResult.Done done) {
          tasks.add(done.outcomes().getFirst().stream().id());
        }
        continue;
      }
      var task = random.oneOf(tasks);
      switch (random.between(0, 5)) {
        case 0 -> give(TaskCommand.Start.class, Map.of("task", task));
        case 1 -> give(TaskCommand.Complete.class, Map.of("task", task));
        case 2 -> give(TaskCommand.Reopen.class, Map.of("task", task, "reason", "once more"));
        case 3 -> give(TaskCommand.Assign.class, Map.of("task", task, "assignee", "person:alice"));
        default ->
            give(
                TaskCommand.Update.class, Map.of("task", task, "description", "d" + random.seed()));
      }
    }
  }

  /** Refused or not: whatever comes of it stands in the log and must stand in the views. */
  private CommandResult give(Class<?> type, Map<String, String> fields) {
    var input = JsonNodeFactory.instance.objectNode();
    fields.forEach(input::put);
    var id = new AppendId(engine.ids().next());
    var envelope = new Envelope(id, Actor.agent(node), id.toString(), null, "faults");
    return switch (engine.binder().bind(type, input)) {
      case Bound.Ok<?>(var command) -> engine.commands().dispatch(envelope, command, null);
      case Bound.Faulty<?> faulty -> throw new IllegalStateException(faulty.toString());
    };
  }
}
