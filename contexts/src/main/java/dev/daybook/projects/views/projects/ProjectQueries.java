package dev.daybook.projects.views.projects;

import dev.daybook.kernel.catalogue.Listing;
import dev.daybook.kernel.view.QueryHandler;
import dev.daybook.projects.api.PhaseView;
import dev.daybook.projects.api.ProjectQuery;
import dev.daybook.projects.api.ProjectView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answers to project.list, project.get and phase.list. */
public final class ProjectQueries {
  private static final int PAGE = 50;

  private ProjectQueries() {}

  /** All of them. */
  public static List<QueryHandler<?, ?>> all() {
    return List.of(new All(), new One(), new Phases());
  }

  private static final class All implements QueryHandler<ProjectQuery.List, Listing<ProjectView>> {
    @Override
    public Class<ProjectQuery.List> query() {
      return ProjectQuery.List.class;
    }

    @Override
    public Class<?> answers() {
      return ProjectView.class;
    }

    @Override
    public Optional<Listing<ProjectView>> answer(ProjectQuery.List query, Context context) {
      var limit = query.limit() == null ? PAGE : query.limit();
      var sql = new StringBuilder("select * from projects_project where listed = 1");
      var parameters = new ArrayList<@Nullable Object>();
      if (!query.archived()) {
        sql.append(" and archived = 0");
      }
      if (query.status() != null) {
        sql.append(" and status = ?");
        parameters.add(query.status().name().toLowerCase(Locale.ROOT));
      }
      if (query.tag() != null) {
        sql.append(" and id in (select project from projects_tag where tag = ?)");
        parameters.add(query.tag());
      }
      if (query.text() != null) {
        sql.append(" and search like ? escape '\\'");
        parameters.add(
            "%" + query.text().toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%");
      }
      if (query.after() != null) {
        sql.append(" and project_key > ?");
        parameters.add(query.after());
      }
      sql.append(" order by project_key limit ?");
      parameters.add(limit + 1);
      var found =
          context
              .tables()
              .query(
                  sql.toString(), row -> ProjectRow.of(row, context.json()), parameters.toArray());
      var page = found.stream().limit(limit).map(row -> Shown.project(row, context)).toList();
      return Optional.of(new Listing<>(page, found.size() > limit ? page.getLast().key() : null));
    }
  }

  private static final class One implements QueryHandler<ProjectQuery.Get, ProjectView> {
    @Override
    public Class<ProjectQuery.Get> query() {
      return ProjectQuery.Get.class;
    }

    @Override
    public Class<?> answers() {
      return ProjectView.class;
    }

    @Override
    public Optional<ProjectView> answer(ProjectQuery.Get query, Context context) {
      return row(query.project().text(), context).map(row -> Shown.project(row, context));
    }
  }

  private static final class Phases
      implements QueryHandler<ProjectQuery.Phases, Listing<PhaseView>> {
    @Override
    public Class<ProjectQuery.Phases> query() {
      return ProjectQuery.Phases.class;
    }

    @Override
    public Class<?> answers() {
      return PhaseView.class;
    }

    @Override
    public Optional<Listing<PhaseView>> answer(ProjectQuery.Phases query, Context context) {
      return row(query.project().text(), context)
          .map(row -> {
            var progress = Progress.of(query.project().text(), context.tables());
            var phases =
                Shown.phases(row.project(), progress).stream()
                    .filter(phase -> query.status() == null || phase.status() == query.status())
                    .toList();
            return new Listing<>(phases, null);
          });
    }
  }

  private static Optional<ProjectRow> row(String id, QueryHandler.Context context) {
    return context
        .tables()
        .first(
            "select * from projects_project where id = ? and listed = 1",
            row -> ProjectRow.of(row, context.json()),
            id);
  }
}
