package dev.daybook.projects.task;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.IdSource;
import dev.daybook.projects.api.TaskId;
import dev.daybook.projects.project.Project;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a decision about a task needs beyond its state.
 *
 * @param task the id of the task, also while it is not created yet
 * @param actor who asks
 * @param now the server's time
 * @param ids for new comments, links, criteria and deliverables
 * @param reference what is known of the reference; of no account for anything but a creation
 * @param home the project the task lies in; gathered only where it decides who may
 * @param target the project the task goes to; null where it goes to none or stays
 * @param tasks every other task the rules look at, as it stands; one that is not there is {@link
 *     Task#NONE}
 * @param subtasks its subtasks that were not deleted, oldest first; gathered where they can hold it
 *     up
 */
public record TaskFacts(
    TaskId task,
    Actor actor,
    Instant now,
    IdSource ids,
    Reference reference,
    @Nullable Project home,
    @Nullable Project target,
    Map<TaskId, Task> tasks,
    List<TaskId> subtasks) {
  public TaskFacts {
    tasks = Map.copyOf(tasks);
    subtasks = List.copyOf(subtasks);
  }

  /**
   * The reference a created task gets.
   *
   * @param ref the text, empty where no reference is at stake
   * @param number its last number
   * @param holder the task that has this reference already; null where it is free
   */
  public record Reference(String ref, long number, @Nullable TaskId holder) {
    /** Where nothing is created. */
    public static final Reference NONE = new Reference("", 0, null);
  }

  /** Another task as it stands. */
  Task other(TaskId id) {
    return tasks.getOrDefault(id, Task.NONE);
  }

  /** How another task is named to people: its reference, or its id where it is not there. */
  String named(TaskId id) {
    return Optional.of(other(id)).filter(Task::exists).map(Task::ref).orElse(id.text());
  }
}
