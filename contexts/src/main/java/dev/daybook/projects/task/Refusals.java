package dev.daybook.projects.task;

import dev.daybook.kernel.Rejection;
import dev.daybook.projects.api.TaskId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The refusals that several rules share. */
final class Refusals {
  private Refusals() {}

  /** A refusal because of the state, with the list of what is in the way. */
  static Rejection withList(String code, String message, Task task, String name, List<?> items) {
    var details = new LinkedHashMap<String, Object>();
    details.put("task", task.ref());
    details.put("status", task.status().text());
    details.put(name, items);
    return Rejection.state(code, message, details);
  }

  /** How other tasks are listed in a refusal. */
  static List<Map<String, Object>> briefs(List<TaskId> ids, TaskFacts facts) {
    return ids.stream().map(id -> brief(id, facts)).toList();
  }

  private static Map<String, Object> brief(TaskId id, TaskFacts facts) {
    var other = facts.other(id);
    var result = new LinkedHashMap<String, Object>();
    result.put("id", id.text());
    result.put("ref", facts.named(id));
    if (other.exists()) {
      result.put("name", other.name());
    }
    result.put("status", other.lives() ? other.status().text() : "deleted");
    return result;
  }

  static String names(List<TaskId> ids, TaskFacts facts) {
    return String.join(", ", ids.stream().map(facts::named).toList());
  }

  /** A done task has no open subtasks; empty where that holds. */
  static Optional<Rejection> openSubtasks(Task task, TaskFacts facts) {
    var open =
        facts.subtasks().stream().filter(id -> !facts.other(id).status().isClosed()).toList();
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of(
            withList(
                "subtasks_open",
                task.ref()
                    + " cannot be done while subtasks are open: "
                    + names(open, facts)
                    + ". Complete or cancel them first, or in the same batch before it.",
                task,
                "openSubtasks",
                briefs(open, facts)));
  }

  /** Nothing open lies in a task that is done or cancelled; empty where that holds. */
  static Optional<Rejection> closedParent(TaskId parent, TaskFacts facts) {
    var state = facts.other(parent);
    return state.status().isClosed()
        ? Optional.of(
            withList(
                "parent_closed",
                state.ref()
                    + " is "
                    + state.status().text()
                    + ", so nothing open may lie in it. Reopen it first with"
                    + " task.reopen.",
                state,
                "parent",
                briefs(List.of(parent), facts)))
        : Optional.empty();
  }

  /** The tasks that a command names are there; empty where that holds. */
  static Optional<Rejection> missing(String field, Iterable<TaskId> named, TaskFacts facts) {
    for (var id : named) {
      if (!facts.other(id).lives()) {
        return Optional.of(
            Rejection.content(
                "unknown_task",
                field
                    + " names "
                    + facts.named(id)
                    + ", which is not there or was deleted. List the tasks to see the"
                    + " references there are.",
                Map.of("field", field, "task", id.text())));
      }
    }
    return Optional.empty();
  }
}
