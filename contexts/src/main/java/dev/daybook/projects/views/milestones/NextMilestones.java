package dev.daybook.projects.views.milestones;

import dev.daybook.kernel.catalogue.Listing;
import dev.daybook.kernel.view.QueryHandler;
import dev.daybook.kernel.view.Tables;
import dev.daybook.projects.api.MilestoneId;
import dev.daybook.projects.api.PhaseId;
import dev.daybook.projects.api.ProjectId;
import dev.daybook.projects.api.ProjectQuery;
import dev.daybook.projects.api.UpcomingMilestone;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answer to project.next_milestones, from the milestones that the view of projects keeps. */
public final class NextMilestones
    implements QueryHandler<ProjectQuery.NextMilestones, Listing<UpcomingMilestone>> {
  private static final int PAGE = 50;
  private static final String NO_DAY = "9999-12-31";
  private static final String DIVIDER = "~";

  @Override
  public Class<ProjectQuery.NextMilestones> query() {
    return ProjectQuery.NextMilestones.class;
  }

  @Override
  public Class<?> answers() {
    return UpcomingMilestone.class;
  }

  @Override
  public Optional<Listing<UpcomingMilestone>> answer(
      ProjectQuery.NextMilestones query, Context context) {
    var today = LocalDate.ofInstant(context.now(), ZoneOffset.UTC);
    var limit = query.limit() == null ? PAGE : query.limit();
    var sql =
        new StringBuilder(
            """
            select m.id, m.name, m.project, m.due, m.phase, p.project_key, p.name as project_name
            from projects_milestone m join projects_project p on p.id = m.project where 1 = 1
            """);
    var parameters = new ArrayList<@Nullable Object>();
    if (query.project() != null) {
      sql.append(" and m.project = ?");
      parameters.add(query.project().text());
    }
    if (query.days() != null) {
      sql.append(" and m.due <= ?");
      parameters.add(today.plusDays(query.days()).toString());
    }
    if (query.after() != null) {
      var cursor = query.after().split(DIVIDER, 2);
      sql.append(" and (m.due > ? or (m.due = ? and m.id > ?))");
      parameters.add(cursor[0]);
      parameters.add(cursor[0]);
      parameters.add(cursor.length > 1 ? cursor[1] : "");
    }
    sql.append(" order by m.due, m.id limit ?");
    parameters.add(limit + 1);
    var found =
        context.tables().query(sql.toString(), row -> shown(row, today), parameters.toArray());
    var page = found.stream().limit(limit).toList();
    return Optional.of(new Listing<>(page, found.size() > limit ? cursor(page.getLast()) : null));
  }

  private static String cursor(UpcomingMilestone last) {
    return (last.dueDate() == null ? NO_DAY : last.dueDate().toString()) + DIVIDER + last.id();
  }

  private static UpcomingMilestone shown(Tables.Row row, LocalDate today) {
    var due = row.text("due").equals(NO_DAY) ? null : LocalDate.parse(row.text("due"));
    var phase = row.textOrNull("phase");
    return new UpcomingMilestone(
        MilestoneId.parse(row.text("id")),
        row.text("name"),
        ProjectId.parse(row.text("project")),
        row.text("project_key"),
        row.text("project_name"),
        phase == null ? null : PhaseId.parse(phase),
        due,
        due != null && due.isBefore(today));
  }
}
