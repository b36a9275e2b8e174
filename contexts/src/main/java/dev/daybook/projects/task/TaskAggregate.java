package dev.daybook.projects.task;

import dev.daybook.kernel.Decider;
import dev.daybook.kernel.Id;
import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.context.Aggregate;
import dev.daybook.kernel.context.Gathering;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import dev.daybook.projects.api.TaskCommand;
import dev.daybook.projects.api.TaskEvent;
import dev.daybook.projects.api.TaskId;
import dev.daybook.projects.api.TaskImport;
import dev.daybook.projects.project.Project;
import dev.daybook.projects.project.ProjectAggregate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The task as the runtime sees it. */
public final class TaskAggregate implements Aggregate<TaskCommand, Task, TaskFacts, TaskEvent> {
  static final String CATEGORY = "task";

  /** The one there is; it holds no state. */
  public static final TaskAggregate INSTANCE = new TaskAggregate(ProjectAggregate.INSTANCE);

  private static final Pattern REFERENCE =
      Pattern.compile("[A-Za-z][A-Za-z0-9]{0,9}-[1-9][0-9]*(\\.[1-9][0-9]*)*");

  private final Decider<TaskCommand, Task, TaskFacts, TaskEvent> decider = new TaskDecider();
  private final Aggregate<?, Project, ?, ?> projects;

  /** A task looks at its project, so it is told where projects are. */
  public TaskAggregate(Aggregate<?, Project, ?, ?> projects) {
    this.projects = projects;
  }

  @Override
  public String category() {
    return CATEGORY;
  }

  @Override
  public Class<TaskCommand> commands() {
    return TaskCommand.class;
  }

  @Override
  public Class<TaskEvent> events() {
    return TaskEvent.class;
  }

  @Override
  public Class<Task> state() {
    return Task.class;
  }

  @Override
  public Class<? extends Id> id() {
    return TaskId.class;
  }

  @Override
  public Decider<TaskCommand, Task, TaskFacts, TaskEvent> decider() {
    return decider;
  }

  @Override
  public StreamId subject(TaskCommand command, IdSource ids) {
    return stream(
        switch (command) {
          case TaskCommand.Create _ -> new TaskId(ids.next());
          case TaskCommand.Subtask subtask -> subtask.task();
          case TaskCommand.OnTask onTask -> onTask.task();
          case TaskImport imported -> imported.task();
        });
  }

  @Override
  public List<TaskCommand> expand(TaskCommand command, IdSource ids) {
    if (!(command instanceof TaskCommand.Expand(var parent, var subtasks))) {
      return List.of(command);
    }
    var created = subtasks.stream().map(_ -> new TaskId(ids.next())).toList();
    return IntStream.range(0, subtasks.size())
        .<TaskCommand>mapToObj(i -> {
          var dependencies = new LinkedHashSet<TaskId>();
          subtasks.get(i).dependsOn().forEach(number -> dependencies.add(created.get(number - 1)));
          return new TaskCommand.Subtask(created.get(i), parent, subtasks.get(i), dependencies);
        })
        .toList();
  }

  @Override
  public TaskFacts facts(TaskCommand command, StreamId subject, Task task, Gathering gathering) {
    return new TaskGathering(this, projects, gathering, id(subject)).facts(command, task);
  }

  @Override
  public Set<Tag> tags(StreamId stream, Task after, TaskEvent event) {
    return TaskTags.of(after, event);
  }

  @Override
  public Optional<Tag> reference(String text) {
    return REFERENCE.matcher(text).matches()
        ? Optional.of(TaskTags.reference(text.toUpperCase(Locale.ROOT)))
        : Optional.empty();
  }

  /** The events that put a task into a project or a phase; all of them bear its tag. */
  public static EventQuery places() {
    return EventQuery.all().types(TaskTags.PLACING);
  }

  static StreamId stream(TaskId task) {
    return new StreamId(CATEGORY, task.text());
  }

  static TaskId id(StreamId stream) {
    return TaskId.parse(stream.id());
  }
}
