package dev.daybook.projects.views.projects;

import dev.daybook.kernel.view.Tables;
import dev.daybook.projects.api.PhaseId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far the tasks of a project are, weighted by effort. A task without an estimate weighs as much
 * as the average of those with one; a task that is not done counts by the share of its subtasks
 * that are. Cancelled tasks do not count.
 */
record Progress(long tasks, long done, double weight, double earned) {
  private static final Progress NONE = new Progress(0, 0, 0, 0);
  private static final String NO_PHASE = "";

  /** By phase; what lies in no phase is counted for the project only. */
  record OfProject(Progress all, Map<String, Progress> phases) {
    Progress of(PhaseId phase) {
      return phases.getOrDefault(phase.text(), NONE);
    }
  }

  static OfProject of(String project, Tables.Reader tables) {
    Map<String, Progress> phases = new LinkedHashMap<>();
    tables.query(
        """
        select phase, count(*) as tasks, sum(done) as done, sum(weight) as weight, sum(weight * share) as earned
        from (
          select coalesce(t.phase, '') as phase,
            case when t.status = 'done' then 1 else 0 end as done,
            coalesce(t.estimated_effort,
              (select avg(e.estimated_effort) from tasks_task e where e.project = ? and e.parent is null), 1.0) as weight,
            case when t.status = 'done' then 1.0 else coalesce(
              (select avg(case when s.status = 'done' then 1.0 else 0.0 end)
                from tasks_task s where s.parent = t.id and s.status <> 'cancelled'), 0.0) end as share
          from tasks_task t
          where t.project = ? and t.parent is null and t.status <> 'cancelled') as task
        group by phase
        """,
        row -> phases.put(row.text("phase"), read(row)),
        project,
        project);
    var all = phases.values().stream().reduce(NONE, Progress::plus);
    phases.remove(NO_PHASE);
    return new OfProject(all, phases);
  }

  /** 0 to 100, rounded down, so that 100 is said only when all is done. */
  int percent() {
    if (tasks > 0 && done == tasks) {
      return 100;
    }
    return weight <= 0 ? 0 : (int) Math.min(99, Math.floor(100 * earned / weight));
  }

  private Progress plus(Progress other) {
    return new Progress(
        tasks + other.tasks, done + other.done, weight + other.weight, earned + other.earned);
  }

  private static Progress read(Tables.Row row) {
    return new Progress(
        row.number("tasks"), row.number("done"), decimal(row, "weight"), decimal(row, "earned"));
  }

  private static double decimal(Tables.Row row, String column) {
    var value = row.decimalOrNull(column);
    return value == null ? 0 : value;
  }
}
