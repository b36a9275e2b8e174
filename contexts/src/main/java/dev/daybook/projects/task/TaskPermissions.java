package dev.daybook.projects.task;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.Rejection;
import dev.daybook.projects.api.TaskCommand;
import dev.daybook.projects.project.Project;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may do what to a task. */
final class TaskPermissions {
  private TaskPermissions() {}

  /** Whether somebody may change a task by the task itself, whatever its project says. */
  static boolean mayByItself(Actor actor, Task task) {
    return actor.kind() == Actor.Kind.SYSTEM
        || actor.equals(task.createdBy())
        || actor.equals(task.assignee())
        || task.collaborators().contains(actor);
  }

  /** The refusal; empty where the caller may. */
  static Optional<Rejection> check(TaskCommand.OnTask command, Task task, TaskFacts facts) {
    var may =
        mayByItself(facts.actor(), task)
            || (facts.home() != null && facts.home().mayBeChangedBy(facts.actor()))
            || mayTake(command, task, facts.actor());
    return may ? Optional.empty() : Optional.of(refused(task, facts.home(), facts));
  }

  /** A new subtask changes its parent; empty where the caller may do that. */
  static Optional<Rejection> checkParent(Task parent, TaskFacts facts) {
    var may =
        mayByItself(facts.actor(), parent)
            || (facts.target() != null && facts.target().mayBeChangedBy(facts.actor()));
    return may ? Optional.empty() : Optional.of(refused(parent, facts.target(), facts));
  }

  /** Anybody may take a task that nobody is assigned to, but for those who only watch it. */
  private static boolean mayTake(TaskCommand.OnTask command, Task task, Actor actor) {
    if (task.assignee() != null || task.watchers().contains(actor)) {
      return false;
    }
    if (command instanceof TaskCommand.Start start) {
      return isFor(start.assignee(), actor);
    }
    return command instanceof TaskCommand.Assign assign && isFor(assign.assignee(), actor);
  }

  private static boolean isFor(@Nullable Actor assignee, Actor actor) {
    return assignee == null || assignee.equals(actor);
  }

  private static Rejection refused(Task task, @Nullable Project home, TaskFacts facts) {
    var may = new LinkedHashSet<String>();
    may.add(task.createdBy().toString());
    if (task.assignee() != null) {
      may.add(task.assignee().toString());
    }
    task.collaborators().forEach(each -> may.add(each.toString()));
    if (home != null) {
      may.add(home.owner().toString());
      may.add(home.createdBy().toString());
    }
    var details = new LinkedHashMap<String, Object>();
    details.put("task", task.ref());
    details.put("actor", facts.actor().toString());
    details.put("may", may.stream().toList());
    details.put("how", "task.set_collaborators");
    return Rejection.permission(
        "not_permitted",
        facts.actor()
            + " may not change "
            + task.ref()
            + ". Its creator, assignee and collaborators and the owner of its"
            + " project may: "
            + String.join(", ", may)
            + ". One of them can add you with task.set_collaborators.",
        details);
  }
}
