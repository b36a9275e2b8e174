package dev.daybook.projects.task;

import dev.daybook.kernel.Rejection;
import dev.daybook.projects.api.TaskId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the way by which tasks wait for one another, or lie in one another. Never goes round a
 * cycle that is there.
 */
final class TaskCycles {
  private TaskCycles() {}

  /**
   * The shortest way from one task to another, both included; empty where there is none.
   *
   * @param next the tasks one step on
   */
  static Optional<List<TaskId>> way(TaskId from, TaskId to, Function<TaskId, List<TaskId>> next) {
    var cameFrom = new HashMap<TaskId, TaskId>();
    var open = new ArrayDeque<TaskId>(List.of(from));
    cameFrom.put(from, from);
    while (!open.isEmpty()) {
      var at = open.remove();
      if (at.equals(to)) {
        return Optional.of(back(from, to, cameFrom));
      }
      for (var step : next.apply(at)) {
        if (cameFrom.putIfAbsent(step, at) == null) {
          open.add(step);
        }
      }
    }
    return Optional.empty();
  }

  private static List<TaskId> back(TaskId from, TaskId to, Map<TaskId, TaskId> cameFrom) {
    var way = new ArrayList<TaskId>();
    for (var at = to; !at.equals(from); at = cameFrom.getOrDefault(at, from)) {
      way.add(at);
    }
    way.add(from);
    return way.reversed();
  }

  /** The refusal of a dependency that would close a cycle; empty where it closes none. */
  static Optional<Rejection> ofDependency(TaskId dependsOn, Task task, TaskFacts facts) {
    return way(dependsOn, facts.task(), id -> facts.other(id).blockers())
        .map(way ->
            refused(
                "dependency_cycle",
                way,
                task,
                facts,
                "Remove one of these dependencies first, or add this one with a kind that does not"
                    + " block."));
  }

  /** The refusal of a parent that lies in the task itself; empty where it does not. */
  static Optional<Rejection> ofParent(TaskId parent, Task task, TaskFacts facts) {
    return way(
            parent,
            facts.task(),
            id -> Optional.ofNullable(facts.other(id).parent()).stream().toList())
        .map(way ->
            refused(
                "parent_cycle",
                way,
                task,
                facts,
                "Choose a parent that is not one of its own subtasks."));
  }

  private static Rejection refused(
      String code, List<TaskId> way, Task task, TaskFacts facts, String remedy) {
    var ids = new ArrayList<TaskId>(List.of(facts.task()));
    ids.addAll(way);
    var refs =
        ids.stream().map(id -> id.equals(facts.task()) ? task.ref() : facts.named(id)).toList();
    var details = new LinkedHashMap<String, Object>();
    details.put("cycle", refs);
    details.put("cycleIds", ids.stream().map(TaskId::text).toList());
    return Rejection.state(
        code, "That would close the cycle " + String.join(" → ", refs) + ". " + remedy, details);
  }
}
