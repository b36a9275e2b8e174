package dev.daybook.projects.api;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.catalogue.Describe;
import dev.daybook.kernel.catalogue.Limit;
import dev.daybook.kernel.catalogue.QueryName;
import dev.daybook.kernel.catalogue.Subject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be asked about tasks. Lists are flat: a subtask is an item that names its parent. */
public sealed interface TaskQuery {
  /** Items of a page where no limit is given. */
  int USUAL = 50;

  /** Most items of a page. */
  int MOST = 500;

  @QueryName(value = "task.list", description = "Tasks and subtasks, oldest first.")
  record All(
      @Describe("Only these statuses") Set<TaskStatus> status,
      @Describe("Only this kind of task") @Nullable String type,
      @Describe("Only this priority") @Nullable Priority priority,
      @Describe("Only what this person or agent works on") @Nullable Actor assignee,
      @Describe("Only this project: its id or key") @Nullable ProjectId project,
      @Describe("Only this phase") @Nullable PhaseId phase,
      @Describe("Only subtasks of this task: its id or reference") @Nullable TaskId parent,
      @Describe("Only with this label") @Nullable String tag,
      @Describe("Only where name, description or a comment holds this text, in any case")
          @Limit(min = 1, max = Limit.NAME)
          @Nullable String text,
      @Describe("Only what is ready to start") boolean ready,
      @Describe("Only what waits for something") boolean blocked,
      @Describe("At most this many") @Limit(min = 1, max = TaskQuery.MOST) @Nullable Integer limit,
      @Describe("Where to go on: next of the page before") @Nullable String after)
      implements TaskQuery {
    public All {
      status = Copy.set(status);
    }

    /** Everything. */
    public static All everything() {
      return new All(
          Set.of(), null, null, null, null, null, null, null, null, false, false, null, null);
    }
  }

  @QueryName(value = "task.get", description = "One task with everything about it.")
  record One(@Describe("The task: its id or its reference, such as HOME-7") @Subject TaskId task)
      implements TaskQuery {}

  @QueryName(
      value = "task.next",
      description =
          "The best task to take now, and why: ready subtasks of started tasks first, then by"
              + " priority, fewer dependencies and age.")
  record Next(
      @Describe("Only this project: its id or key") @Nullable ProjectId project,
      @Describe("Only this phase") @Nullable PhaseId phase,
      @Describe("Only with this label, such as the plan of an import") @Nullable String tag,
      @Describe("Only what the caller or nobody is assigned to") boolean mine)
      implements TaskQuery {}

  @QueryName(
      value = "task.search",
      description = "Tasks whose name, description or comments hold a text, oldest first.")
  record Search(
      @Describe("The text, in any case") @Limit(min = 1, max = Limit.NAME) String text,
      @Describe("Only these statuses") Set<TaskStatus> status,
      @Describe("Only this kind of task") @Nullable String type,
      @Describe("Only this priority") @Nullable Priority priority,
      @Describe("Only what this person or agent works on") @Nullable Actor assignee,
      @Describe("Only this project: its id or key") @Nullable ProjectId project,
      @Describe("Only this phase") @Nullable PhaseId phase,
      @Describe("Only subtasks of this task: its id or reference") @Nullable TaskId parent,
      @Describe("Only with this label") @Nullable String tag,
      @Describe("Only what is ready to start") boolean ready,
      @Describe("Only what waits for something") boolean blocked,
      @Describe("At most this many") @Limit(min = 1, max = TaskQuery.MOST) @Nullable Integer limit,
      @Describe("Where to go on: next of the page before") @Nullable String after)
      implements TaskQuery {
    public Search {
      status = Copy.set(status);
    }
  }

  @QueryName(value = "task.ready", description = "Tasks that could be started now, the best first.")
  record Ready(
      @Describe("Only this project: its id or key") @Nullable ProjectId project,
      @Describe("Only this phase") @Nullable PhaseId phase,
      @Describe("Only what this person or agent works on") @Nullable Actor assignee,
      @Describe("Only with this label, such as the plan of an import") @Nullable String tag,
      @Describe("At most this many") @Limit(min = 1, max = TaskQuery.MOST) @Nullable Integer limit,
      @Describe("Where to go on: next of the page before") @Nullable String after)
      implements TaskQuery {}

  @QueryName(
      value = "task.blocked",
      description = "Tasks that cannot go on, and what each of them waits for, oldest first.")
  record Blocked(
      @Describe("Only this project: its id or key") @Nullable ProjectId project,
      @Describe("Only this phase") @Nullable PhaseId phase,
      @Describe("Only with this label, such as the plan of an import") @Nullable String tag,
      @Describe("At most this many") @Limit(min = 1, max = TaskQuery.MOST) @Nullable Integer limit,
      @Describe("Where to go on: next of the page before") @Nullable String after)
      implements TaskQuery {}
}
