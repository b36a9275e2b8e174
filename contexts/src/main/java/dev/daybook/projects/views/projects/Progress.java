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

  /** What a task weighs where none has an estimate. */
  private static final double HOUR = 1_000_000;

  /** By phase; what lies in no phase is counted for the project only. */
  record OfProject(Progress all, Map<String, Progress> phases) {
    Progress of(PhaseId phase) {
      return phases.getOrDefault(phase.text(), NONE);
    }
  }

  /** Tasks that lie alike: in the same phase, and as far. */
  private record Alike(
      String phase,
      boolean done,
      boolean cancelled,
      long parts,
      long partsDone,
      long tasks,
      long estimated,
      long effort) {
    static Alike of(Tables.Row row) {
      return new Alike(
          row.text("phase"),
          row.flag("done"),
          row.flag("cancelled"),
          row.number("parts"),
          row.number("parts_done"),
          row.number("tasks"),
          row.number("estimated"),
          row.number("effort"));
    }

    Progress progress(double usual) {
      var weight = effort + (tasks - estimated) * usual;
      var share = done ? 1.0 : parts == 0 ? 0.0 : (double) partsDone / parts;
      return new Progress(tasks, done ? tasks : 0, weight, weight * share);
    }
  }

  /** Whole numbers come from SQL, fractions are made here: so every database gives the same. */
  static OfProject of(String project, Tables.Reader tables) {
    var alike =
        tables.query(
            """
            select phase, done, cancelled, parts, parts_done, count(*) as tasks, count(effort) as estimated,
              cast(coalesce(sum(effort), 0) as bigint) as effort
            from (
              select coalesce(t.phase, '') as phase, t.effort,
                case when t.status = 'done' then 1 else 0 end as done,
                case when t.status = 'cancelled' then 1 else 0 end as cancelled,
                (select count(*) from tasks_task s where s.parent = t.id and s.status <> 'cancelled') as parts,
                (select count(*) from tasks_task s where s.parent = t.id and s.status = 'done') as parts_done
              from tasks_task t
              where t.project = ? and t.parent is null) as task
            group by phase, done, cancelled, parts, parts_done
            order by phase, done, cancelled, parts, parts_done
            """,
            Alike::of,
            project);
    var estimated = alike.stream().mapToLong(Alike::estimated).sum();
    var effort = alike.stream().mapToLong(Alike::effort).sum();
    var usual = estimated == 0 ? HOUR : (double) effort / estimated;
    Map<String, Progress> phases = new LinkedHashMap<>();
    alike.stream()
        .filter(some -> !some.cancelled())
        .forEach(some -> phases.merge(some.phase(), some.progress(usual), Progress::plus));
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
}
