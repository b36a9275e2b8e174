package dev.daybook.projects.api;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.catalogue.Describe;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a saved filter looks for: the conditions of {@link TaskQuery.All}. All of them must hold.
 */
public record FilterCriteria(
    @Describe("Only where name, description or a comment holds this text, in any case")
        @Nullable String text,
    @Describe("Only these statuses") Set<TaskStatus> status,
    @Describe("Only this kind of task") @Nullable String type,
    @Describe("Only this priority") @Nullable Priority priority,
    @Describe("Only what this person or agent works on") @Nullable Actor assignee,
    @Describe("Only this project") @Nullable ProjectId project,
    @Describe("Only this phase") @Nullable PhaseId phase,
    @Describe("Only subtasks of this task") @Nullable TaskId parent,
    @Describe("Only with this label") @Nullable String tag,
    @Describe("Only what is ready to start") boolean ready,
    @Describe("Only what waits for something") boolean blocked) {
  /** It finds every task. */
  public static final FilterCriteria NONE =
      new FilterCriteria(null, Set.of(), null, null, null, null, null, null, null, false, false);

  public FilterCriteria {
    status = Copy.set(status);
  }

  /** The query that finds one page of what it looks for. */
  public TaskQuery.All page(@Nullable Integer limit, @Nullable String after) {
    return new TaskQuery.All(
        status, type, priority, assignee, project, phase, parent, tag, text, ready, blocked, limit,
        after);
  }
}
