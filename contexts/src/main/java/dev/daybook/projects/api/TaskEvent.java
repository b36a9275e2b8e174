package dev.daybook.projects.api;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.catalogue.Describe;
import dev.daybook.kernel.catalogue.EventName;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can happen to a task. The names in @EventName are the storage format: add, never
 * edit.
 */
public sealed interface TaskEvent {
  /** A move from one status to another; it answers to task.status_changed. */
  sealed interface Moved extends TaskEvent {
    TaskStatus previousStatus();

    TaskStatus newStatus();

    @Nullable String reason();

    Instant at();
  }

  /** A change of fields, each from what to what, by their names in {@link TaskView}. */
  sealed interface Changed extends TaskEvent {
    List<FieldChange> changes();
  }

  @EventName(
      value = "task.created",
      description = "A task was created, or taken over from another system as it stands there.",
      aliases = {"task_created", "task:created"})
  record Created(
      @Describe("Its short reference, such as HOME-7") String ref,
      @Describe("The last number of the reference, counted within the project or the parent")
          long number,
      @Describe("What it is called") String name,
      @Describe("What is to be done") @Nullable String description,
      @Describe("What kind of task it is") String type,
      @Describe("Its priority") Priority priority,
      @Describe("Where it stands; todo unless imported") TaskStatus status,
      @Describe("The project it belongs to") @Nullable ProjectId project,
      @Describe("The phase of the project") @Nullable PhaseId phase,
      @Describe("The task it is a subtask of") @Nullable TaskId parent,
      @Describe("Labels") List<String> tags,
      @Describe("Who works on it") @Nullable Actor assignee,
      @Describe("Who else may change it") List<Actor> collaborators,
      @Describe("Who is told about it") List<Actor> watchers,
      @Describe("Estimated effort") @Nullable Double estimatedEffort,
      @Describe("Effort it took, where imported") @Nullable Double actualEffort,
      @Describe("What it depends on from the start") List<Dependency> dependencies,
      @Describe("Dependencies on something that does not exist, as they were spelled")
          List<String> unresolvedDependencies,
      @Describe("Not to be started before") @Nullable Instant notBefore,
      @Describe("The day it is due") @Nullable LocalDate dueDate,
      @Describe("Notes on how to do it") @Nullable String implementationNotes,
      @Describe("Criteria by which it is judged") List<Criterion> criteria,
      @Describe("What it will produce") List<Deliverable> deliverables,
      @Describe("Links to things outside") List<Link> links,
      @Describe("Who created it") Actor by,
      @Describe("When") Instant at,
      @Describe("What it is in the system it was imported from") @Nullable External external,
      @Describe("Further fields of the system it was imported from")
          Map<String, @Nullable Object> imported)
      implements TaskEvent {
    public Created {
      tags = Copy.list(tags);
      collaborators = Copy.list(collaborators);
      watchers = Copy.list(watchers);
      dependencies = Copy.list(dependencies);
      unresolvedDependencies = Copy.list(unresolvedDependencies);
      criteria = Copy.list(criteria);
      deliverables = Copy.list(deliverables);
      links = Copy.list(links);
      imported = Copy.map(imported);
    }
  }

  @EventName(
      value = "task.queued",
      description = "A task waits for an agent.",
      aliases = {"task_queued", "task:queued"},
      answersTo = {"task.status_changed", "task_status_changed"})
  record Queued(
      @Describe("The status before") TaskStatus previousStatus,
      @Describe("The status from now on") TaskStatus newStatus,
      @Describe("Why") @Nullable String reason,
      @Describe("When") Instant at)
      implements Moved {}

  @EventName(
      value = "task.dequeued",
      description = "A task waits for an agent no longer.",
      answersTo = {"task.status_changed", "task_status_changed"})
  record Dequeued(
      @Describe("The status before") TaskStatus previousStatus,
      @Describe("The status from now on") TaskStatus newStatus,
      @Describe("Why") @Nullable String reason,
      @Describe("When") Instant at)
      implements Moved {}

  @EventName(
      value = "task.started",
      description = "Work on a task began.",
      aliases = {"task_started", "task:started"},
      answersTo = {"task.status_changed", "task_status_changed"})
  record Started(
      @Describe("The status before") TaskStatus previousStatus,
      @Describe("The status from now on") TaskStatus newStatus,
      @Describe("Why") @Nullable String reason,
      @Describe("When") Instant at,
      @Describe("Who works on it") Actor assignee,
      @Describe("Which attempt this is, from 1") int attempt,
      @Describe("Whether it was forced although dependencies were open") boolean forced,
      @Describe("The dependencies that were open") List<TaskId> openDependencies)
      implements Moved {
    public Started {
      openDependencies = Copy.list(openDependencies);
    }
  }

  @EventName(
      value = "task.submitted_for_testing",
      description = "A task was handed in for testing.",
      answersTo = {"task.status_changed", "task_status_changed"})
  record SubmittedForTesting(
      @Describe("The status before") TaskStatus previousStatus,
      @Describe("The status from now on") TaskStatus newStatus,
      @Describe("Why") @Nullable String reason,
      @Describe("When") Instant at)
      implements Moved {}

  @EventName(
      value = "task.submitted_for_review",
      description = "A task was handed in for review.",
      answersTo = {"task.status_changed", "task_status_changed"})
  record SubmittedForReview(
      @Describe("The status before") TaskStatus previousStatus,
      @Describe("The status from now on") TaskStatus newStatus,
      @Describe("Why") @Nullable String reason,
      @Describe("When") Instant at)
      implements Moved {}

  @EventName(
      value = "task.sent_back",
      description = "A task was sent back from testing or review.",
      answersTo = {"task.status_changed", "task_status_changed"})
  record SentBack(
      @Describe("The status before") TaskStatus previousStatus,
      @Describe("The status from now on") TaskStatus newStatus,
      @Describe("Why") @Nullable String reason,
      @Describe("When") Instant at)
      implements Moved {}

  @EventName(
      value = "task.completed",
      description = "A task was done.",
      aliases = {"task_completed", "task:completed"},
      answersTo = {"task.status_changed", "task_status_changed"})
  record Completed(
      @Describe("The status before") TaskStatus previousStatus,
      @Describe("The status from now on") TaskStatus newStatus,
      @Describe("Why") @Nullable String reason,
      @Describe("When") Instant at,
      @Describe("Effort it took") @Nullable Double actualEffort,
      @Describe("Time since its last start; left out where it was never started")
          @Nullable Duration duration,
      @Describe("The deliverables it produced") List<Deliverable> deliverables,
      @Describe("What came out of it") @Nullable String result)
      implements Moved {
    public Completed {
      deliverables = Copy.list(deliverables);
    }
  }

  @EventName(
      value = "task.failed",
      description = "An attempt at a task failed.",
      aliases = {"task_failed", "task:failed"},
      answersTo = {"task.status_changed", "task_status_changed"})
  record Failed(
      @Describe("The status before") TaskStatus previousStatus,
      @Describe("The status from now on") TaskStatus newStatus,
      @Describe("Why") @Nullable String reason,
      @Describe("When") Instant at,
      @Describe("What went wrong") String error,
      @Describe("Which attempt it was, from 1") int attempt)
      implements Moved {}

  @EventName(
      value = "task.retried",
      description = "A failed task gets another try.",
      answersTo = {"task.status_changed", "task_status_changed"})
  record Retried(
      @Describe("The status before") TaskStatus previousStatus,
      @Describe("The status from now on") TaskStatus newStatus,
      @Describe("Why") @Nullable String reason,
      @Describe("When") Instant at)
      implements Moved {}

  @EventName(
      value = "task.blocked",
      description = "A task cannot go on.",
      aliases = {"task_blocked", "task:blocked"},
      answersTo = {"task.status_changed", "task_status_changed"})
  record Blocked(
      @Describe("The status before") TaskStatus previousStatus,
      @Describe("The status from now on") TaskStatus newStatus,
      @Describe("Why") @Nullable String reason,
      @Describe("When") Instant at,
      @Describe("The tasks that are in the way") List<TaskId> blockedBy)
      implements Moved {
    public Blocked {
      blockedBy = Copy.list(blockedBy);
    }
  }

  @EventName(
      value = "task.unblocked",
      description = "A blocked task goes on where it was.",
      answersTo = {"task.status_changed", "task_status_changed"})
  record Unblocked(
      @Describe("The status before") TaskStatus previousStatus,
      @Describe("The status from now on") TaskStatus newStatus,
      @Describe("Why") @Nullable String reason,
      @Describe("When") Instant at)
      implements Moved {}

  @EventName(
      value = "task.deferred",
      description = "A task was put off.",
      answersTo = {"task.status_changed", "task_status_changed"})
  record Deferred(
      @Describe("The status before") TaskStatus previousStatus,
      @Describe("The status from now on") TaskStatus newStatus,
      @Describe("Why") @Nullable String reason,
      @Describe("When") Instant at)
      implements Moved {}

  @EventName(
      value = "task.cancelled",
      description = "A task was given up.",
      answersTo = {"task.status_changed", "task_status_changed"})
  record Cancelled(
      @Describe("The status before") TaskStatus previousStatus,
      @Describe("The status from now on") TaskStatus newStatus,
      @Describe("Why") @Nullable String reason,
      @Describe("When") Instant at)
      implements Moved {}

  @EventName(
      value = "task.reopened",
      description = "A deferred, done or cancelled task was taken up again.",
      answersTo = {"task.status_changed", "task_status_changed"})
  record Reopened(
      @Describe("The status before") TaskStatus previousStatus,
      @Describe("The status from now on") TaskStatus newStatus,
      @Describe("Why") @Nullable String reason,
      @Describe("When") Instant at)
      implements Moved {}

  @EventName(
      value = "task.updated",
      description = "Fields of a task changed.",
      aliases = {"task_updated"})
  record Updated(@Describe("Every changed field, from what to what") List<FieldChange> changes)
      implements Changed {
    public Updated {
      changes = Copy.list(changes);
    }
  }

  @EventName(
      value = "task.priority_changed",
      description = "The priority of a task changed.",
      aliases = {"task_priority_changed"})
  record PriorityChanged(
      @Describe("The priority before") Priority from,
      @Describe("The priority from now on") Priority to)
      implements TaskEvent {}

  @EventName(
      value = "task.assigned",
      description = "A task was assigned.",
      aliases = {"task_assigned"})
  record Assigned(
      @Describe("Who worked on it before") @Nullable Actor from,
      @Describe("Who works on it from now on") Actor to)
      implements TaskEvent {}

  @EventName(value = "task.unassigned", description = "Nobody is assigned to a task any more.")
  record Unassigned(@Describe("Who worked on it before") Actor from) implements TaskEvent {}

  @EventName(
      value = "task.collaborators_updated",
      description = "Those who may change a task besides its assignee changed.",
      aliases = {"task_collaborators_updated"})
  record CollaboratorsUpdated(
      @Describe("Who was added") List<Actor> added,
      @Describe("Who was removed") List<Actor> removed)
      implements TaskEvent {
    public CollaboratorsUpdated {
      added = Copy.list(added);
      removed = Copy.list(removed);
    }
  }

  @EventName(
      value = "task.watchers_updated",
      description = "Those who are told about a task changed.",
      aliases = {"task_watchers_updated"})
  record WatchersUpdated(
      @Describe("Who was added") List<Actor> added,
      @Describe("Who was removed") List<Actor> removed)
      implements TaskEvent {
    public WatchersUpdated {
      added = Copy.list(added);
      removed = Copy.list(removed);
    }
  }

  @EventName(value = "task.criterion_judged", description = "A criterion of a task was judged.")
  record CriterionJudged(
      @Describe("The criterion") CriterionId criterion,
      @Describe("What it asks") String text,
      @Describe("Whether it is met") boolean met)
      implements TaskEvent {}

  @EventName(
      value = "task.deliverable_accepted",
      description = "A deliverable of a task was accepted.")
  record DeliverableAccepted(
      @Describe("The deliverable") DeliverableId deliverable,
      @Describe("What it is called") String name)
      implements TaskEvent {}

  @EventName(
      value = "task.dependency_added",
      description = "A task depends on another from now on.",
      aliases = {"task_dependency_added"})
  record DependencyAdded(
      @Describe("The task it depends on") TaskId dependsOn,
      @Describe("What that means") DependencyKind kind)
      implements TaskEvent {}

  @EventName(
      value = "task.dependency_removed",
      description = "A task depends on another no longer.",
      aliases = {"task_dependency_removed"})
  record DependencyRemoved(
      @Describe("The task it depended on") TaskId dependsOn,
      @Describe("What that meant") DependencyKind kind)
      implements TaskEvent {}

  @EventName(value = "task.commented", description = "Somebody commented on a task.")
  record Commented(
      @Describe("The comment") CommentId comment,
      @Describe("What was said") String text,
      @Describe("Who said it") Actor by,
      @Describe("When") Instant at)
      implements TaskEvent {}

  @EventName(value = "task.comment_edited", description = "The text of a comment changed.")
  record CommentEdited(
      @Describe("The comment") CommentId comment,
      @Describe("What it said before") String from,
      @Describe("What it says from now on") String to,
      @Describe("When") Instant at)
      implements TaskEvent {}

  @EventName(value = "task.linked", description = "A task was linked to something outside.")
  record Linked(@Describe("The link") Link link) implements TaskEvent {}

  @EventName(value = "task.unlinked", description = "A link of a task was taken away.")
  record Unlinked(@Describe("The link") Link link) implements TaskEvent {}

  @EventName(
      value = "task.move_undone",
      description = "A move of a task was taken back.",
      answersTo = {"task.status_changed", "task_status_changed"})
  record MoveUndone(
      @Describe("The name of the event that was taken back") String undoneType,
      @Describe("Its version in the task's stream") long undoneVersion,
      @Describe("The status before") TaskStatus previousStatus,
      @Describe("The status from now on") TaskStatus newStatus,
      @Describe("Why") @Nullable String reason,
      @Describe("When") Instant at,
      @Describe("Every changed field, from what to what") List<FieldChange> changes)
      implements Moved, Changed {
    public MoveUndone {
      changes = Copy.list(changes);
    }
  }

  @EventName(value = "task.change_undone", description = "A change of a task was taken back.")
  record ChangeUndone(
      @Describe("The name of the event that was taken back") String undoneType,
      @Describe("Its version in the task's stream") long undoneVersion,
      @Describe("Every changed field, from what to what") List<FieldChange> changes)
      implements Changed {
    public ChangeUndone {
      changes = Copy.list(changes);
    }
  }

  @EventName(
      value = "task.deleted",
      description = "A task was deleted; its history stays.",
      aliases = {"task_deleted"})
  record Deleted(
      @Describe("Why") @Nullable String reason,
      @Describe("Who deleted it") Actor by,
      @Describe("When") Instant at)
      implements TaskEvent {}

  @EventName(
      value = "task.status_synced",
      description = "A repeated import found a task in another status.",
      answersTo = {"task.status_changed", "task_status_changed"})
  record StatusSynced(
      @Describe("The status before") TaskStatus previousStatus,
      @Describe("The status from now on") TaskStatus newStatus,
      @Describe("Why") @Nullable String reason,
      @Describe("When") Instant at)
      implements Moved {}

  @EventName(
      value = "task.synced",
      description = "A repeated import found a task changed in the file.")
  record Synced(
      @Describe("Every changed field, from what to what") List<FieldChange> changes,
      @Describe("What it is in the file now") External external,
      @Describe("Fields that were changed on both sides and kept") List<SyncConflict> conflicts)
      implements Changed {
    public Synced {
      changes = Copy.list(changes);
      conflicts = Copy.list(conflicts);
    }
  }
}
