package dev.daybook.projects.views.recent;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.catalogue.Listing;
import dev.daybook.kernel.view.QueryHandler;
import dev.daybook.kernel.view.Tables;
import dev.daybook.projects.api.ProjectId;
import dev.daybook.projects.api.ProjectQuery;
import dev.daybook.projects.api.RecentEvent;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answer to project.recent. */
public final class RecentEvents implements QueryHandler<ProjectQuery.Recent, Listing<RecentEvent>> {
  private static final int PAGE = 10;

  @Override
  public Class<ProjectQuery.Recent> query() {
    return ProjectQuery.Recent.class;
  }

  @Override
  public Class<?> answers() {
    return RecentEvent.class;
  }

  @Override
  public Optional<Listing<RecentEvent>> answer(ProjectQuery.Recent query, Context context) {
    var limit = query.limit() == null ? PAGE : query.limit();
    var before = before(query.after());
    var select =
        "select e.*, n.name as subject_name from recent_event e left join recent_name n on"
            + " n.subject = e.subject ";
    var order = " e.position < ? order by e.position desc limit ?";
    var found =
        query.project() == null
            ? context
                .tables()
                .query(select + "where" + order, RecentEvents::shown, before, limit + 1)
            : context
                .tables()
                .query(
                    select + "where e.project = ? and" + order,
                    RecentEvents::shown,
                    query.project().text(),
                    before,
                    limit + 1);
    var page = found.stream().limit(limit).toList();
    return Optional.of(
        new Listing<>(
            page, found.size() > limit ? Long.toString(page.getLast().position()) : null));
  }

  /** A cursor that is none begins behind everything, which is an empty page. */
  private static long before(@Nullable String cursor) {
    return cursor == null
        ? Long.MAX_VALUE
        : cursor.matches("[0-9]{1,18}") ? Long.parseLong(cursor) : 0;
  }

  private static RecentEvent shown(Tables.Row row) {
    return new RecentEvent(
        row.number("position"),
        ProjectId.parse(row.text("project")),
        row.text("type"),
        row.text("subject"),
        row.textOrNull("subject_name"),
        Actor.parse(row.text("actor")),
        Instant.parse(row.text("time")),
        row.text("summary"));
  }
}
