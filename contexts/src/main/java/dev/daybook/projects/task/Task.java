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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of a task: the fold of its events. Its id is that of its stream.
 *
 * @param version how many events it was folded from
 * @param ref empty before the first event
 * @param heldStatus where a blocked task was, and goes back to
 * @param startedAt when it was started last
 * @param statusTimes by status in its wire form: when it came into it last
 * @param history what an undo can take back; kept by the decider, not by views
 */
public record Task(
    long version,
    boolean deleted,
    String ref,
    long number,
    String name,
    @Nullable String description,
    String type,
    Priority priority,
    TaskStatus status,
    @Nullable ProjectId project,
    @Nullable PhaseId phase,
    @Nullable TaskId parent,
    List<String> tags,
    @Nullable Actor assignee,
    List<Actor> collaborators,
    List<Actor> watchers,
    @Nullable Double estimatedEffort,
    @Nullable Double actualEffort,
    List<Dependency> dependencies,
    List<String> unresolvedDependencies,
    @Nullable Instant notBefore,
    @Nullable LocalDate dueDate,
    @Nullable String implementationNotes,
    List<Criterion> criteria,
    List<Deliverable> deliverables,
    List<Link> links,
    List<Comment> comments,
    @Nullable String result,
    @Nullable String error,
    int attempts,
    @Nullable Instant startedAt,
    @Nullable String blockedReason,
    List<TaskId> blockedBy,
    @Nullable TaskStatus heldStatus,
    Actor createdBy,
    Map<String, Instant> statusTimes,
    @Nullable External external,
    Map<String, @Nullable Object> imported,
    ChangeHistory history) {
  /** Before the first event. */
  public static final Task NONE = new TaskDraft().freeze();

  /** The label of a gate: done only when all criteria are met. */
  static final String CHECKPOINT = "checkpoint";

  public Task {
    tags = List.copyOf(tags);
    collaborators = List.copyOf(collaborators);
    watchers = List.copyOf(watchers);
    dependencies = List.copyOf(dependencies);
    unresolvedDependencies = List.copyOf(unresolvedDependencies);
    criteria = List.copyOf(criteria);
    deliverables = List.copyOf(deliverables);
    links = List.copyOf(links);
    comments = List.copyOf(comments);
    blockedBy = List.copyOf(blockedBy);
    statusTimes = Collections.unmodifiableMap(statusTimes);
    imported = Collections.unmodifiableMap(imported);
  }

  public boolean exists() {
    return !ref.isEmpty();
  }

  /** It exists and was not deleted. */
  public boolean lives() {
    return exists() && !deleted;
  }

  /** The tasks that must be done before this one. */
  public List<TaskId> blockers() {
    return dependencies.stream()
        .filter(each -> each.kind().blocks())
        .map(Dependency::task)
        .toList();
  }

  /** The same without the text it was imported from: the log keeps that. */
  public Task withoutSource() {
    if (external == null || external.source() == null) {
      return this;
    }
    var draft = new TaskDraft(this);
    draft.external = external.withoutSource();
    return draft.freeze();
  }

  Task with(ChangeHistory other) {
    var draft = new TaskDraft(this);
    draft.history = other;
    return draft.freeze();
  }

  boolean isCheckpoint() {
    return tags.contains(CHECKPOINT);
  }
}
