package dev.daybook.projects.views.tasks;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.projects.api.TaskEvent;
import dev.daybook.projects.api.TaskId;
import dev.daybook.projects.api.TaskView;
import dev.daybook.projects.task.Task;
import dev.daybook.projects.task.TaskEvolution;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task as a row keeps it: the fold of its events, and when and by whom the first and the last
 * were recorded.
 *
 * @param position of its first event: the order of lists
 */
record TaskDoc(
    TaskId id, Task task, long position, Instant createdAt, Actor updatedBy, Instant updatedAt) {

  /** The task after one more event. */
  static TaskDoc after(@Nullable TaskDoc before, TaskEvent event, RecordedEvent envelope) {
    var who = envelope.provenance().actor();
    return before == null
        ? new TaskDoc(
            TaskId.parse(envelope.stream().id()),
            TaskEvolution.apply(Task.NONE, event).withoutSource(),
            envelope.position().value(),
            envelope.time(),
            who,
            envelope.time())
        : new TaskDoc(
            before.id,
            TaskEvolution.apply(before.task, event).withoutSource(),
            before.position,
            before.createdAt,
            who,
            envelope.time());
  }

  TaskView view(@Nullable String projectKey) {
    return new TaskView(
        id,
        task.ref(),
        task.name(),
        task.description(),
        task.type(),
        task.status(),
        task.priority(),
        task.project(),
        projectKey,
        task.phase(),
        task.parent(),
        task.tags(),
        task.assignee(),
        task.collaborators(),
        task.watchers(),
        task.notBefore(),
        task.dueDate(),
        task.estimatedEffort(),
        task.actualEffort(),
        task.dependencies(),
        task.unresolvedDependencies(),
        task.comments(),
        task.links(),
        task.deliverables(),
        task.implementationNotes(),
        task.criteria(),
        task.result(),
        task.error(),
        task.attempts(),
        task.blockedReason(),
        task.blockedBy(),
        task.createdBy(),
        createdAt,
        updatedBy,
        updatedAt,
        task.version(),
        task.statusTimes(),
        task.external(),
        task.imported());
  }
}
