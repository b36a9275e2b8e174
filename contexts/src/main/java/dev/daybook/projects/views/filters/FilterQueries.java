package dev.daybook.projects.views.filters;

import dev.daybook.kernel.catalogue.BadCursorException;
import dev.daybook.kernel.catalogue.Listing;
import dev.daybook.kernel.view.QueryHandler;
import dev.daybook.projects.api.FilterId;
import dev.daybook.projects.api.FilterQuery;
import dev.daybook.projects.api.FilterView;
import dev.daybook.projects.api.TaskQuery;
import dev.daybook.projects.api.TaskView;
import dev.daybook.projects.views.tasks.TaskQueries;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The queries about saved filters, listed once. */
public final class FilterQueries {
  private FilterQueries() {}

  /** All of them. */
  public static List<QueryHandler<?, ?>> all() {
    return List.of(new All(), new One(), new Tasks());
  }

  private static final class All implements QueryHandler<FilterQuery.All, Listing<FilterView>> {
    @Override
    public Class<FilterQuery.All> query() {
      return FilterQuery.All.class;
    }

    @Override
    public Class<?> answers() {
      return FilterView.class;
    }

    @Override
    public Optional<Listing<FilterView>> answer(FilterQuery.All it, Context context) {
      var limit = it.limit() == null ? TaskQuery.USUAL : it.limit();
      var rows =
          context
              .tables()
              .query(
                  "select doc from filters_filter where listed = 1 and (owner = ?"
                      + (it.mine() ? "" : " or shared = 1")
                      + ") and position > ? order by position limit ?",
                  row -> FiltersView.doc(row, context.json()),
                  context.actor().toString(),
                  cursor(it.after()),
                  (long) limit + 1);
      var page = rows.stream().limit(limit).toList();
      return Optional.of(
          new Listing<>(
              page.stream().map(FilterDoc::view).toList(),
              rows.size() > limit ? Long.toString(page.getLast().position()) : null));
    }
  }

  private static final class One implements QueryHandler<FilterQuery.One, FilterView> {
    @Override
    public Class<FilterQuery.One> query() {
      return FilterQuery.One.class;
    }

    @Override
    public Class<?> answers() {
      return FilterView.class;
    }

    @Override
    public Optional<FilterView> answer(FilterQuery.One it, Context context) {
      return seen(it.filter(), context);
    }
  }

  private static final class Tasks implements QueryHandler<FilterQuery.Tasks, Listing<TaskView>> {
    @Override
    public Class<FilterQuery.Tasks> query() {
      return FilterQuery.Tasks.class;
    }

    @Override
    public Class<?> answers() {
      return TaskView.class;
    }

    @Override
    public Optional<Listing<TaskView>> answer(FilterQuery.Tasks it, Context context) {
      return seen(it.filter(), context)
          .map(filter -> TaskQueries.list(filter.criteria().page(it.limit(), it.after()), context));
    }
  }

  /** A filter, where it is there for the caller. */
  private static Optional<FilterView> seen(FilterId filter, QueryHandler.Context context) {
    return context
        .tables()
        .first(
            "select doc from filters_filter where id = ? and listed = 1 and (owner = ? or shared ="
                + " 1)",
            row -> FiltersView.doc(row, context.json()).view(),
            filter.text(),
            context.actor().toString());
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
}
