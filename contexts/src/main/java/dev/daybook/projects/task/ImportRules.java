package dev.daybook.projects.task;

import dev.daybook.kernel.Decision;
import dev.daybook.kernel.Rejection;
import dev.daybook.projects.api.Dependency;
import dev.daybook.projects.api.FieldChange;
import dev.daybook.projects.api.Priority;
import dev.daybook.projects.api.TaskEvent;
import dev.daybook.projects.api.TaskImport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The rules of imports: they record what is, and only once. */
final class ImportRules {
  private ImportRules() {}

  static Decision<TaskEvent> create(TaskImport.Create it, Task task, TaskFacts facts) {
    if (task.exists()) {
      return Decision.unchanged();
    }
    var holder = facts.reference().holder();
    if (holder != null) {
      return Decision.rejected(
          Rejection.content(
              "reference_taken",
              "The reference "
                  + it.ref()
                  + " belongs to the task "
                  + holder
                  + ". Use the next free number.",
              Map.of("ref", it.ref(), "task", holder.text())));
    }
    return Decision.accepted(
        new TaskEvent.Created(
            it.ref(),
            it.number(),
            it.name(),
            it.description(),
            Objects.requireNonNullElse(it.type(), "task"),
            Objects.requireNonNullElse(it.priority(), Priority.MEDIUM),
            it.status(),
            it.project(),
            it.phase(),
            it.parent(),
            it.tags(),
            it.assignee(),
            List.of(),
            List.of(),
            it.estimatedEffort(),
            it.actualEffort(),
            it.dependencies(),
            it.unresolved(),
            it.notBefore(),
            it.dueDate(),
            it.implementationNotes(),
            it.criteria(),
            List.of(),
            List.of(),
            facts.actor(),
            facts.now(),
            it.external(),
            it.imported()));
  }

  static Decision<TaskEvent> sync(TaskImport.Sync it, Task task, TaskFacts facts) {
    var unknown =
        it.changes().stream()
            .map(FieldChange::field)
            .filter(field -> !TaskField.isKnown(field))
            .findFirst();
    if (unknown.isPresent()) {
      throw new IllegalArgumentException(
          unknown.get() + " is no field of a task; put it into imported");
    }
    var events = new ArrayList<TaskEvent>();
    dependencies(it, task, events);
    var draft = new TaskDraft(task);
    TaskField.apply(draft, it.changes());
    if (draft.status != task.status()) {
      events.add(
          new TaskEvent.StatusSynced(
              task.status(), draft.status, "changed in " + it.external().system(), facts.now()));
      draft.status = task.status();
    }
    draft.dependencies = task.dependencies();
    var changes = TaskField.diff(task, draft.freeze());
    if (!changes.isEmpty() || !it.external().equals(task.external())) {
      events.add(new TaskEvent.Synced(changes, it.external(), it.conflicts()));
    }
    return Decision.accepted(events);
  }

  /** Cycles are kept: an import shows what is. */
  private static void dependencies(TaskImport.Sync it, Task task, List<TaskEvent> events) {
    if (it.dependencies() == null) {
      return;
    }
    for (var gone : without(task.dependencies(), it.dependencies())) {
      events.add(new TaskEvent.DependencyRemoved(gone.task(), gone.kind()));
    }
    for (var fresh : without(it.dependencies(), task.dependencies())) {
      events.add(new TaskEvent.DependencyAdded(fresh.task(), fresh.kind()));
    }
  }

  private static List<Dependency> without(List<Dependency> all, List<Dependency> others) {
    return all.stream().distinct().filter(each -> !others.contains(each)).toList();
  }
}
