package dev.daybook.projects.task;

import dev.daybook.kernel.context.Aggregate;
import dev.daybook.kernel.context.Gathering;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.projects.api.ProjectId;
import dev.daybook.projects.api.TaskCommand;
import dev.daybook.projects.api.TaskEvent;
import dev.daybook.projects.api.TaskId;
import dev.daybook.projects.api.TaskImport;
import dev.daybook.projects.api.TaskStatus;
import dev.daybook.projects.project.Project;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a decision about a task needs, and nothing more: whatever is read must not have moved
 * when it is written.
 */
final class TaskGathering {
  private final Aggregate<?, Task, ?, ?> tasks;
  private final Aggregate<?, Project, ?, ?> projects;
  private final Gathering gathering;
  private final TaskId self;

  private final Map<TaskId, Task> others = new HashMap<>();
  private List<TaskId> subtasks = List.of();
  private TaskFacts.Reference reference = TaskFacts.Reference.NONE;
  private @Nullable Project home;
  private @Nullable Project target;

  TaskGathering(
      Aggregate<?, Task, ?, ?> tasks,
      Aggregate<?, Project, ?, ?> projects,
      Gathering gathering,
      TaskId self) {
    this.tasks = tasks;
    this.projects = projects;
    this.gathering = gathering;
    this.self = self;
  }

  TaskFacts facts(TaskCommand command, Task task) {
    switch (command) {
      case TaskCommand.Create create ->
          creation(create.project(), create.parent(), create.dependencies());
      case TaskCommand.Subtask subtask -> {
        if (!task.exists()) {
          creation(null, subtask.parent(), subtask.dependencies());
        }
      }
      case TaskCommand.OnTask onTask -> {
        if (task.lives()) {
          onTask(onTask, task);
        }
      }
      case TaskImport.Create create -> {
        if (!task.exists()) {
          reference =
              new TaskFacts.Reference(
                  create.ref(),
                  create.number(),
                  gathering
                      .holder(TaskTags.reference(create.ref()))
                      .map(TaskAggregate::id)
                      .orElse(null));
        }
      }
      case TaskImport.Sync _ -> {}
    }
    return new TaskFacts(
        self,
        gathering.actor(),
        gathering.now(),
        gathering::newId,
        reference,
        home,
        target,
        others,
        subtasks);
  }

  private void creation(
      @Nullable ProjectId project, @Nullable TaskId parent, Set<TaskId> dependencies) {
    dependencies.forEach(this::load);
    var above = parent == null ? Task.NONE : load(parent);
    var goesTo = project == null ? above.project() : project;
    target = goesTo == null ? null : project(goesTo);
    var inProject = goesTo != null && target != null && target.exists();
    if (parent == null ? goesTo == null || inProject : above.lives()) {
      allot(parent, above);
    }
  }

  private void allot(@Nullable TaskId parent, Task above) {
    var scope =
        parent != null ? "parent:" + parent : target == null ? "free" : "project:" + target.id();
    var number =
        gathering.allot(
            scope,
            TaskTags.numbered(parent, target),
            event ->
                event instanceof TaskEvent.Created created
                        && Objects.equals(created.parent(), parent)
                    ? created.number()
                    : 0);
    var ref =
        parent != null
            ? above.ref() + "." + number
            : (target == null ? "T" : target.key()) + "-" + number;
    gathering.unique(TaskTags.reference(ref));
    reference = new TaskFacts.Reference(ref, number, null);
  }

  private void onTask(TaskCommand.OnTask command, Task task) {
    if (task.project() != null && !TaskPermissions.mayByItself(gathering.actor(), task)) {
      home = project(task.project());
    }
    switch (command) {
      case TaskCommand.Start _ -> task.blockers().forEach(this::load);
      case TaskCommand.Complete _ -> subtasks();
      case TaskCommand.Block block -> block.blockedBy().forEach(this::load);
      case TaskCommand.Reopen _ -> parentOf(task);
      case TaskCommand.Update update -> update(update, task);
      case TaskCommand.AddDependency add -> dependency(add);
      case TaskCommand.Undo _ -> undo(task);
      case TaskCommand.Delete _ -> subtasks();
      case TaskCommand.Move _,
          TaskCommand.Change _,
          TaskCommand.Attach _,
          TaskCommand.Expand _ -> {}
    }
  }

  private void update(TaskCommand.Update update, Task task) {
    var parent = update.parent().or(task.parent());
    var adopted = parent != null && !parent.equals(task.parent());
    if (parent != null && adopted) {
      ancestors(parent);
    }
    var goesTo =
        update.project().present() || parent == null || !adopted
            ? update.project().or(task.project())
            : load(parent).project();
    if (goesTo != null && (adopted || update.phase().present() || !goesTo.equals(task.project()))) {
      target = project(goesTo);
    }
  }

  private void dependency(TaskCommand.AddDependency add) {
    if (add.kind() == null || add.kind().blocks()) {
      reach(List.of(add.dependsOn()), Task::blockers);
    } else {
      load(add.dependsOn());
    }
  }

  private void undo(Task task) {
    var after = UndoRules.undone(task);
    if (after.status() == TaskStatus.DONE && task.status() != TaskStatus.DONE) {
      subtasks();
    }
    if (after.parent() != null) {
      ancestors(after.parent());
    }
    reach(UndoRules.blockedAgain(task, after), Task::blockers);
  }

  private void subtasks() {
    var found = new ArrayList<TaskId>();
    for (var stream : gathering.streams(TaskTags.subtasks(self))) {
      var id = TaskAggregate.id(stream);
      var child = load(id);
      if (child.lives() && self.equals(child.parent())) {
        found.add(id);
      }
    }
    subtasks = found;
  }

  private void parentOf(Task task) {
    if (task.parent() != null) {
      load(task.parent());
    }
  }

  private void ancestors(TaskId from) {
    reach(List.of(from), task -> task.parent() == null ? List.of() : List.of(task.parent()));
  }

  /**
   * Loads everything that can be reached, without going round a cycle and not beyond the task
   * itself.
   */
  private void reach(Collection<TaskId> from, Function<Task, List<TaskId>> next) {
    var open = new ArrayDeque<>(from);
    var seen = new HashSet<>(from);
    while (!open.isEmpty()) {
      var id = open.remove();
      if (!id.equals(self)) {
        next.apply(load(id)).stream().filter(seen::add).forEach(open::add);
      }
    }
  }

  private Task load(TaskId id) {
    return others.computeIfAbsent(
        id, _ -> gathering.state(tasks, TaskAggregate.stream(id)).state());
  }

  private Project project(ProjectId id) {
    return gathering.state(projects, new StreamId(projects.category(), id.text())).state();
  }
}
