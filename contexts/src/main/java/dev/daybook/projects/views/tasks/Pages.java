package dev.daybook.projects.views.tasks;

import dev.daybook.kernel.catalogue.BadCursorException;
import dev.daybook.kernel.catalogue.Listing;
import dev.daybook.kernel.view.QueryHandler;
import dev.daybook.kernel.view.Tables;
import dev.daybook.projects.api.TaskQuery;
import dev.daybook.projects.api.TaskView;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads pages of tasks. */
final class Pages {
  /** What {@link #view} needs. */
  static final String SELECT =
      "select t.doc, t.position, k.project_key from tasks_task t left join tasks_project k on k.id"
          + " = t.project where ";

  private Pages() {}

  /** Oldest first; the cursor is the position of the last item. */
  static Listing<TaskView> oldestFirst(
      Filter filter,
      @Nullable Integer limit,
      @Nullable String after,
      QueryHandler.Context context) {
    var many = limit(limit);
    var rows =
        context
            .tables()
            .query(
                SELECT
                    + filter.and("t.position > ?", cursor(after)).sql()
                    + " order by t.position limit ?",
                row -> new Item(row.number("position"), view(context).apply(row)),
                filter.parameters((long) many + 1));
    var items = rows.stream().limit(many).toList();
    return new Listing<>(
        items.stream().map(Item::task).toList(),
        rows.size() > many ? Long.toString(items.getLast().position()) : null);
  }

  /** The best first; the cursor counts the items before. */
  static Listing<TaskView> bestFirst(
      Filter filter,
      @Nullable Integer limit,
      @Nullable String after,
      QueryHandler.Context context) {
    var many = limit(limit);
    var from = cursor(after);
    var rows =
        context
            .tables()
            .query(
                SELECT
                    + filter.sql()
                    + " order by t.priority desc, t.waits_for, t.position limit ? offset ?",
                view(context),
                filter.parameters((long) many + 1, from));
    return new Listing<>(
        rows.stream().limit(many).toList(), rows.size() > many ? Long.toString(from + many) : null);
  }

  static Function<Tables.Row, TaskView> view(QueryHandler.Context context) {
    return row -> TaskRows.doc(row.text("doc"), context.json()).view(row.textOrNull("project_key"));
  }

  private static int limit(@Nullable Integer asked) {
    return asked == null ? TaskQuery.USUAL : Math.clamp(asked, 1, TaskQuery.MOST);
  }

  private static long cursor(@Nullable String after) {
    if (after == null) {
      return 0;
    }
    try {
      return Long.parseLong(after);
    } catch (NumberFormatException _) {
      throw new BadCursorException(after);
    }
  }

  private record Item(long position, TaskView task) {}
}
