package dev.daybook.projects.views.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.Rejection;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.memory.MemoryLog;
import dev.daybook.projects.ProjectsContext;
import dev.daybook.projects.api.ProjectCommand;
import dev.daybook.projects.api.ProjectId;
import dev.daybook.projects.api.TaskCommand;
import dev.daybook.projects.api.TaskId;
import dev.daybook.projects.api.TaskQuery;
import dev.daybook.projects.api.TaskView;
import dev.daybook.runtime.Engine;
import dev.daybook.runtime.command.CommandResult;
import dev.daybook.runtime.command.Envelope;
import dev.daybook.runtime.command.Item;
import dev.daybook.runtime.projection.SqliteViews;
import dev.daybook.testkit.SeededIds;
import dev.daybook.testkit.SteppingClock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The projects context on a log in memory, with its views, for tests. */
final class Workshop implements AutoCloseable {
  static final Actor ALICE = Actor.person("alice");

  private final SeededIds ids = new SeededIds(1);
  private final SteppingClock clock = SteppingClock.stepping(Duration.ofMillis(1));
  final Engine engine =
      Engine.start(
          new MemoryLog(ids, clock),
          SqliteViews.memory(),
          List.of(new ProjectsContext()),
          clock,
          ids);

  ProjectId project(String key) {
    var done =
        done(
            new ProjectCommand.Create(
                "Home lab",
                null,
                key,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                List.of(),
                Set.of(),
                null));
    return ProjectId.parse(done.outcomes().getFirst().stream().id());
  }

  TaskId task(String name, ProjectId project) {
    return id(done(TaskCommand.Create.named(name, project, null)));
  }

  TaskId subtask(String name, TaskId parent) {
    return id(done(TaskCommand.Create.named(name, null, parent)));
  }

  static TaskId id(CommandResult.Done done) {
    return TaskId.parse(done.outcomes().getFirst().stream().id());
  }

  CommandResult.Done done(Object... commands) {
    var result = give(ALICE, commands);
    assertThat(result).isInstanceOf(CommandResult.Done.class);
    return (CommandResult.Done) result;
  }

  Rejection refused(Actor actor, Object... commands) {
    var result = give(actor, commands);
    assertThat(result).isInstanceOf(CommandResult.Rejected.class);
    return ((CommandResult.Rejected) result).why();
  }

  CommandResult give(Actor actor, Object... commands) {
    return engine
        .commands()
        .dispatchAll(
            new Envelope(new AppendId(ids.next()), actor, "test", null, "test"),
            Arrays.stream(commands).map(Item::of).toList());
  }

  <T> T ask(Class<T> answer, Object query) {
    return answer.cast(ask(ALICE, query).orElseThrow());
  }

  Optional<?> ask(Actor actor, Object query) {
    assertThat(engine.projections().await(engine.log().head().position(), Duration.ofSeconds(20)))
        .isTrue();
    return engine.queries().ask(query, actor);
  }

  TaskView get(TaskId task) {
    return ask(TaskView.class, new TaskQuery.One(task));
  }

  @Override
  public void close() {
    engine.close();
  }
}
