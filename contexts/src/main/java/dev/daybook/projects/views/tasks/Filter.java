package dev.daybook.projects.views.tasks;

import dev.daybook.kernel.Actor;
import dev.daybook.projects.api.PhaseId;
import dev.daybook.projects.api.Priority;
import dev.daybook.projects.api.ProjectId;
import dev.daybook.projects.api.TaskId;
import dev.daybook.projects.api.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A condition over {@code tasks_task t}, put together part by part. */
final class Filter {
  private static final String OPEN_BLOCKER =
      "exists (select 1 from tasks_dependency d left join tasks_task x on x.id = d.depends_on where"
          + " d.task = t.id and d.kind = 'blocks' and (x.status is null or x.status <> 'done'))";

  private static final String HIDDEN =
      "not exists (select 1 from projects_project h where h.id = t.project and (h.listed = 0";

  private final StringBuilder sql = new StringBuilder("1 = 1");
  private final List<Object> parameters = new ArrayList<>();

  Filter and(String condition, Object... values) {
    sql.append(" and (").append(condition).append(")");
    parameters.addAll(List.of(values));
    return this;
  }

  Filter equal(String column, @Nullable Object value) {
    return value == null ? this : and("t." + column + " = ?", value.toString());
  }

  Filter status(Collection<TaskStatus> any) {
    return any.isEmpty()
        ? this
        : and(
            "t.status in (" + TaskRows.marks(any.size()) + ")",
            any.stream().map(TaskStatus::text).toArray());
  }

  Filter priority(@Nullable Priority priority) {
    return priority == null ? this : and("t.priority = ?", priority.ordinal());
  }

  /**
   * Where it lies. Tasks of a deleted project are gone from every list, those of an archived one
   * from the lists that do not name it.
   */
  Filter place(@Nullable ProjectId project, @Nullable PhaseId phase, @Nullable TaskId parent) {
    var where = HIDDEN + (project == null ? " or h.archived = 1))" : "))");
    return and(where).equal("project", project).equal("phase", phase).equal("parent", parent);
  }

  Filter assignee(@Nullable Actor assignee) {
    return equal("assignee", assignee);
  }

  Filter tag(@Nullable String tag) {
    return tag == null
        ? this
        : and(
            "exists (select 1 from tasks_tag g where g.task = t.id and g.tag = ?)",
            TaskRows.label(tag));
  }

  Filter text(@Nullable String text) {
    if (text == null) {
      return this;
    }
    var escaped =
        text.toLowerCase(Locale.ROOT).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    return and("t.search like ? escape '\\'", "%" + escaped + "%");
  }

  /** Nothing keeps it from being worked on now. */
  Filter free(Instant now) {
    return and(
        "t.unresolved = 0 and (t.not_before is null or t.not_before <= ?) and not " + OPEN_BLOCKER,
        TaskRows.micros(now));
  }

  Filter ready(boolean wanted, Instant now) {
    return wanted ? and("t.status in ('todo', 'queued')").free(now) : this;
  }

  Filter blocked(boolean wanted) {
    return wanted
        ? and(
            "t.status = 'blocked' or (t.status in ('todo', 'queued') and (t.unresolved > 0 or "
                + OPEN_BLOCKER
                + "))")
        : this;
  }

  String sql() {
    return sql.toString();
  }

  /** The values of its marks, followed by further ones. */
  Object[] parameters(Object... further) {
    var all = new ArrayList<>(parameters);
    all.addAll(List.of(further));
    return all.toArray();
  }
}
