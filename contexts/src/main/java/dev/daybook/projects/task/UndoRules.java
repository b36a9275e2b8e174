package dev.daybook.projects.task;

import dev.daybook.kernel.Decision;
import dev.daybook.kernel.Rejection;
import dev.daybook.projects.api.TaskEvent;
import dev.daybook.projects.api.TaskId;
import dev.daybook.projects.api.TaskStatus;
import dev.daybook.projects.undo.ChangeHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Takes back the newest move or change, where what was before may be again. */
final class UndoRules {
  private UndoRules() {}

  static Decision<TaskEvent> undo(Task task, TaskFacts facts) {
    var newest = task.history().newest();
    if (newest.isEmpty()) {
      return Decision.rejected(ChangeHistory.nothingToUndo("task"));
    }
    var entry = newest.get();
    var after = undone(task, entry);
    return refused(task, after, facts)
        .map(Decision::<TaskEvent>rejected)
        .orElseGet(() -> Decision.accepted(event(entry, task, after, facts)));
  }

  /** The task as it would stand after the undo; itself where there is nothing to take back. */
  static Task undone(Task task) {
    return task.history().newest().map(entry -> undone(task, entry)).orElse(task);
  }

  private static Task undone(Task task, ChangeHistory.Entry entry) {
    var draft = new TaskDraft(task);
    TaskField.apply(draft, entry.reversed());
    return draft.freeze();
  }

  /** The tasks that would block it again. */
  static List<TaskId> blockedAgain(Task task, Task after) {
    var again = new ArrayList<>(after.blockers());
    again.removeAll(task.blockers());
    return again;
  }

  private static Optional<Rejection> refused(Task task, Task after, TaskFacts facts) {
    var parent = after.parent();
    var doneAgain = after.status() == TaskStatus.DONE && task.status() != TaskStatus.DONE;
    var openAgain = !after.status().isClosed() && task.status().isClosed();
    var movesBack = parent != null && !Objects.equals(parent, task.parent());
    return (doneAgain ? Refusals.openSubtasks(task, facts) : Optional.<Rejection>empty())
        .or(() ->
            parent != null && movesBack
                ? TaskCycles.ofParent(parent, task, facts)
                : Optional.empty())
        .or(() ->
            parent != null && (openAgain || (movesBack && !after.status().isClosed()))
                ? Refusals.closedParent(parent, facts)
                : Optional.empty())
        .or(() ->
            blockedAgain(task, after).stream()
                .flatMap(id -> TaskCycles.ofDependency(id, task, facts).stream())
                .findFirst());
  }

  private static TaskEvent event(
      ChangeHistory.Entry entry, Task task, Task after, TaskFacts facts) {
    return after.status() == task.status()
        ? new TaskEvent.ChangeUndone(entry.type(), entry.version(), entry.reversed())
        : new TaskEvent.MoveUndone(
            entry.type(),
            entry.version(),
            task.status(),
            after.status(),
            "undo of " + entry.type(),
            facts.now(),
            entry.reversed());
  }
}
