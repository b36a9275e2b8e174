package dev.daybook.projects.task;

import dev.daybook.kernel.Actor;
import dev.daybook.projects.api.Comment;
import dev.daybook.projects.api.Criterion;
import dev.daybook.projects.api.Deliverable;
import dev.daybook.projects.api.Dependency;
import dev.daybook.projects.api.External;
import dev.daybook.projects.api.Link;
import dev.daybook.projects.api.PhaseId;
import dev.daybook.projects.api.Priority;
import dev.daybook.projects.api.ProjectId;
import dev.daybook.projects.api.TaskId;
import dev.daybook.projects.api.TaskStatus;
import dev.daybook.projects.undo.ChangeHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A task while it is being changed: one evolve or one update long. */
final class TaskDraft {
  long version;
  boolean deleted;
  String ref = "";
  long number;
  String name = "";
  @Nullable String description;
  String type = "task";
  Priority priority = Priority.MEDIUM;
  TaskStatus status = TaskStatus.TODO;
  @Nullable ProjectId project;
  @Nullable PhaseId phase;
  @Nullable TaskId parent;
  List<String> tags = List.of();
  @Nullable Actor assignee;
  List<Actor> collaborators = List.of();
  List<Actor> watchers = List.of();
  @Nullable Double estimatedEffort;
  @Nullable Double actualEffort;
  List<Dependency> dependencies = List.of();
  List<String> unresolvedDependencies = List.of();
  @Nullable Instant notBefore;
  @Nullable LocalDate dueDate;
  @Nullable String implementationNotes;
  List<Criterion> criteria = List.of();
  List<Deliverable> deliverables = List.of();
  List<Link> links = List.of();
  List<Comment> comments = List.of();
  @Nullable String result;
  @Nullable String error;
  int attempts;
  @Nullable Instant startedAt;
  @Nullable String blockedReason;
  List<TaskId> blockedBy = List.of();
  @Nullable TaskStatus heldStatus;
  Actor createdBy = Actor.SYSTEM;

  /** Replaced by another one when it changes. */
  Map<String, Instant> statusTimes = new LinkedHashMap<>();

  @Nullable External external;
  Map<String, @Nullable Object> imported = new LinkedHashMap<>();
  ChangeHistory history = ChangeHistory.EMPTY;

  TaskDraft() {}

  TaskDraft(Task task) {
    version = task.version();
    deleted = task.deleted();
    ref = task.ref();
    number = task.number();
    name = task.name();
    description = task.description();
    type = task.type();
    priority = task.priority();
    status = task.status();
    project = task.project();
    phase = task.phase();
    parent = task.parent();
    tags = task.tags();
    assignee = task.assignee();
    collaborators = task.collaborators();
    watchers = task.watchers();
    estimatedEffort = task.estimatedEffort();
    actualEffort = task.actualEffort();
    dependencies = task.dependencies();
    unresolvedDependencies = task.unresolvedDependencies();
    notBefore = task.notBefore();
    dueDate = task.dueDate();
    implementationNotes = task.implementationNotes();
    criteria = task.criteria();
    deliverables = task.deliverables();
    links = task.links();
    comments = task.comments();
    result = task.result();
    error = task.error();
    attempts = task.attempts();
    startedAt = task.startedAt();
    blockedReason = task.blockedReason();
    blockedBy = task.blockedBy();
    heldStatus = task.heldStatus();
    createdBy = task.createdBy();
    external = task.external();
    imported = task.imported();
    history = task.history();
    statusTimes = task.statusTimes();
  }

  Task freeze() {
    return new Task(
        version,
        deleted,
        ref,
        number,
        name,
        description,
        type,
        priority,
        status,
        project,
        phase,
        parent,
        tags,
        assignee,
        collaborators,
        watchers,
        estimatedEffort,
        actualEffort,
        dependencies,
        unresolvedDependencies,
        notBefore,
        dueDate,
        implementationNotes,
        criteria,
        deliverables,
        links,
        comments,
        result,
        error,
        attempts,
        startedAt,
        blockedReason,
        blockedBy,
        heldStatus,
        createdBy,
        statusTimes,
        external,
        imported,
        history);
  }
}
