package dev.daybook.projects.task;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.Decision;
import dev.daybook.kernel.Rejection;
import dev.daybook.projects.api.DeliverableStatus;
import dev.daybook.projects.api.TaskCommand;
import dev.daybook.projects.api.TaskEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The rules of changes to fields, in the order of the catalogue. */
final class ChangeRules {
  private ChangeRules() {}

  static Decision<TaskEvent> decide(TaskCommand.Change command, Task task, TaskFacts facts) {
    return switch (command) {
      case TaskCommand.Update update -> update(update, task, facts);
      case TaskCommand.SetPriority(_, var priority) ->
          priority == task.priority()
              ? Decision.unchanged()
              : Decision.accepted(new TaskEvent.PriorityChanged(task.priority(), priority));
      case TaskCommand.Assign(_, var assignee) ->
          assign(Objects.requireNonNullElse(assignee, facts.actor()), task);
      case TaskCommand.Unassign _ ->
          task.assignee() == null
              ? Decision.unchanged()
              : Decision.accepted(new TaskEvent.Unassigned(task.assignee()));
      case TaskCommand.SetCollaborators(_, var all) ->
          set(task.collaborators(), List.copyOf(all), TaskEvent.CollaboratorsUpdated::new);
      case TaskCommand.SetWatchers(_, var all) ->
          set(task.watchers(), List.copyOf(all), TaskEvent.WatchersUpdated::new);
      case TaskCommand.JudgeCriterion judge -> judge(judge, task);
      case TaskCommand.AcceptDeliverable accept -> accept(accept, task);
    };
  }

  private static Decision<TaskEvent> update(
      TaskCommand.Update command, Task task, TaskFacts facts) {
    var after = updated(command, task, facts);
    var moves =
        !Objects.equals(after.project(), task.project())
            || !Objects.equals(after.phase(), task.phase());
    return (command.name().present() && after.name().isBlank()
            ? Optional.of(nameless())
            : Optional.<Rejection>empty())
        .or(() ->
            moves ? CreateRules.project(after.project(), after.phase(), facts) : Optional.empty())
        .or(() -> parent(after, task, facts))
        .map(Decision::<TaskEvent>rejected)
        .orElseGet(() -> {
          var changes = TaskField.diff(task, after);
          return changes.isEmpty()
              ? Decision.unchanged()
              : Decision.accepted(new TaskEvent.Updated(changes));
        });
  }

  private static Task updated(TaskCommand.Update command, Task task, TaskFacts facts) {
    var after = new TaskDraft(task);
    after.name = Objects.requireNonNullElse(command.name().or(task.name()), "");
    after.description = command.description().or(task.description());
    after.type = Objects.requireNonNullElse(command.type().or(task.type()), "task");
    place(command, task, facts, after);
    after.tags = command.tags().present() ? listed(command.tags().value()) : task.tags();
    after.estimatedEffort = command.estimatedEffort().or(task.estimatedEffort());
    after.actualEffort = command.actualEffort().or(task.actualEffort());
    after.notBefore = command.notBefore().or(task.notBefore());
    after.dueDate = command.dueDate().or(task.dueDate());
    after.implementationNotes = command.implementationNotes().or(task.implementationNotes());
    if (command.criteria().present()) {
      after.criteria =
          CreateRules.criteria(listed(command.criteria().value()), task.criteria(), facts);
    }
    if (command.deliverables().present()) {
      after.deliverables =
          CreateRules.deliverables(
              listed(command.deliverables().value()), task.deliverables(), facts);
    }
    if (command.unresolvedDependencies().present()) {
      after.unresolvedDependencies = listed(command.unresolvedDependencies().value());
    }
    return after.freeze();
  }

  /**
   * A task that moves under a parent goes to the parent's project, one that leaves its project
   * leaves its phase.
   */
  private static void place(
      TaskCommand.Update command, Task task, TaskFacts facts, TaskDraft after) {
    after.parent = command.parent().or(task.parent());
    var adopted = after.parent != null && !Objects.equals(after.parent, task.parent());
    after.project =
        command.project().present() || !adopted
            ? command.project().or(task.project())
            : facts.other(Objects.requireNonNull(after.parent)).project();
    var stays = Objects.equals(after.project, task.project());
    after.phase = command.phase().or(stays ? task.phase() : null);
  }

  private static <T> List<T> listed(@Nullable Collection<T> items) {
    return items == null ? List.of() : List.copyOf(items);
  }

  private static Rejection nameless() {
    return Rejection.content(
        "name_required",
        "name cannot be cleared. Leave it out to keep it, or give another.",
        Map.of("field", "name"));
  }

  private static Optional<Rejection> parent(Task after, Task task, TaskFacts facts) {
    var parent = after.parent();
    if (parent == null || parent.equals(task.parent())) {
      return Optional.empty();
    }
    return TaskCycles.ofParent(parent, task, facts)
        .or(() -> Refusals.missing("parent", List.of(parent), facts))
        .or(() -> TaskPermissions.checkParent(facts.other(parent), facts))
        .or(() ->
            task.status().isClosed() ? Optional.empty() : Refusals.closedParent(parent, facts));
  }

  private static Decision<TaskEvent> assign(Actor assignee, Task task) {
    return assignee.equals(task.assignee())
        ? Decision.unchanged()
        : Decision.accepted(new TaskEvent.Assigned(task.assignee(), assignee));
  }

  private static Decision<TaskEvent> set(
      List<Actor> before,
      List<Actor> after,
      BiFunction<List<Actor>, List<Actor>, TaskEvent> event) {
    var added = new ArrayList<>(new LinkedHashSet<>(after));
    added.removeAll(before);
    var removed = new ArrayList<>(before);
    removed.removeAll(after);
    return added.isEmpty() && removed.isEmpty()
        ? Decision.unchanged()
        : Decision.accepted(event.apply(added, removed));
  }

  private static Decision<TaskEvent> judge(TaskCommand.JudgeCriterion command, Task task) {
    return task.criteria().stream()
        .filter(it -> it.id().equals(command.criterion()))
        .findFirst()
        .map(it ->
            it.met() == command.met()
                ? Decision.<TaskEvent>unchanged()
                : Decision.<TaskEvent>accepted(
                    new TaskEvent.CriterionJudged(it.id(), it.text(), command.met())))
        .orElseGet(
            () -> Decision.rejected(Rejection.notFound("criterion", command.criterion().text())));
  }

  private static Decision<TaskEvent> accept(TaskCommand.AcceptDeliverable command, Task task) {
    var found =
        task.deliverables().stream()
            .filter(it -> it.id().equals(command.deliverable()))
            .findFirst();
    if (found.isEmpty()) {
      return Decision.rejected(Rejection.notFound("deliverable", command.deliverable().text()));
    }
    var it = found.get();
    if (it.status() == DeliverableStatus.ACCEPTED) {
      return Decision.unchanged();
    }
    return it.status() == DeliverableStatus.PRODUCED
        ? Decision.accepted(new TaskEvent.DeliverableAccepted(it.id(), it.name()))
        : Decision.refused(
            "deliverable_not_produced",
            it.name()
                + " is not produced yet. Name it among the deliverables of task.complete first.",
            Map.of("task", task.ref(), "deliverable", it.id().text()));
  }
}
