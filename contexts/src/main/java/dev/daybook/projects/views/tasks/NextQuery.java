package dev.daybook.projects.views.tasks;

import dev.daybook.kernel.view.QueryHandler;
import dev.daybook.projects.api.NextTask;
import dev.daybook.projects.api.TaskQuery;
import dev.daybook.projects.api.TaskStatus;
import dev.daybook.projects.api.TaskView;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The best task to take now: subtasks of tasks in progress first, then tasks that lie in no other;
 * by priority, then fewer dependencies, then age (in one project: by number).
 */
final class NextQuery {
  private static final String SELECT =
      """
      select t.doc, k.project_key, p.ref as parent_ref
      from tasks_task t
      left join tasks_task p on p.id = t.parent
      left join tasks_project k on k.id = t.project
      where t.status in ('todo', 'queued', 'in_progress') and
      """;

  private NextQuery() {}

  static NextTask answer(TaskQuery.Next it, QueryHandler.Context context) {
    return best("p.status = 'in_progress'", it, context)
        .or(() -> best("t.parent is null", it, context))
        .orElseGet(() ->
            new NextTask(
                null,
                "Nothing is ready: every open task waits for another, for its time, or for its"
                    + " parent to start. task.blocked shows what waits for what."));
  }

  private static Optional<NextTask> best(
      String candidates, TaskQuery.Next it, QueryHandler.Context context) {
    var filter =
        new Filter()
            .and(candidates)
            .place(it.project(), it.phase(), null)
            .tag(it.tag())
            .free(context.now());
    if (it.mine()) {
      filter.and("t.assignee is null or t.assignee = ?", context.actor().toString());
    }
    var age = it.project() == null ? "p.position, t.position" : "p.number, t.number, t.position";
    return context
        .tables()
        .first(
            SELECT
                + " "
                + filter.sql()
                + " order by t.priority desc, t.waits_for, "
                + age
                + " limit 1",
            row -> {
              var task =
                  TaskRows.doc(row.text("doc"), context.json()).view(row.textOrNull("project_key"));
              return new NextTask(task, reason(task, row.textOrNull("parent_ref")));
            },
            filter.parameters());
  }

  private static String reason(TaskView task, @Nullable String parent) {
    var parts = new ArrayList<String>();
    parts.add(
        task.parent() == null
            ? "no subtask of a started task is ready"
            : "parent " + parent + " in progress");
    if (task.status() == TaskStatus.IN_PROGRESS) {
      parts.add("already in progress");
    }
    parts.add(task.priority().name().toLowerCase(Locale.ROOT) + " priority");
    var blockers = task.dependencies().stream().filter(it -> it.kind().blocks()).count();
    parts.add(
        blockers == 0
            ? "no dependencies"
            : blockers == 1 ? "its dependency is done" : "all " + blockers + " dependencies done");
    return String.join("; ", parts);
  }
}
