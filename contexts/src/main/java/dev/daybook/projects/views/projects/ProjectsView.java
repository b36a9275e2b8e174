package dev.daybook.projects.views.projects;

import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.view.Json;
import dev.daybook.kernel.view.Occurrence;
import dev.daybook.kernel.view.Tables;
import dev.daybook.kernel.view.View;
import dev.daybook.projects.api.ProjectEvent;
import dev.daybook.projects.project.Project;
import dev.daybook.projects.project.ProjectAggregate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Projects as the decider sees them: the folded state as JSON, beside it the columns that are
 * searched. A milestone has a row of its own, so that those that come next are found without
 * opening every project.
 */
public final class ProjectsView implements View {
  @Override
  public String name() {
    return "projects";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<String> schema() {
    return List.of(
        """
        create table projects_project (
          id text primary key,
          project_key text not null,
          name text not null,
          status text not null,
          listed integer not null,
          archived integer not null,
          search text not null,
          version bigint not null,
          created_by text not null,
          created_at text not null,
          updated_by text not null,
          updated_at text not null,
          doc text not null)
        """,
        "create index projects_project_by_key on projects_project (project_key)",
        """
        create table projects_tag (
          project text not null,
          tag text not null,
          primary key (project, tag))
        """,
        """
        create table projects_milestone (
          id text primary key,
          project text not null,
          name text not null,
          due text not null,
          phase text)
        """,
        "create index projects_milestone_by_due on projects_milestone (due, id)",
        "create index projects_milestone_by_project on projects_milestone (project)");
  }

  @Override
  public List<String> tables() {
    return List.of("projects_project", "projects_tag", "projects_milestone");
  }

  @Override
  public EventQuery events() {
    return EventQuery.all().categories(ProjectAggregate.CATEGORY);
  }

  @Override
  public void apply(List<Occurrence> batch, Tables.Writer tables, Json json) {
    Map<String, ProjectRow> rows = new LinkedHashMap<>();
    for (var occurrence : batch) {
      if (occurrence.event() instanceof ProjectEvent event) {
        var id = occurrence.envelope().stream().id();
        var row =
            rows.containsKey(id) ? Objects.requireNonNull(rows.get(id)) : load(id, tables, json);
        var state = ProjectAggregate.INSTANCE.decider().evolve(row.project(), event);
        rows.put(id, row.at(state, occurrence.envelope()));
      }
    }
    save(rows, tables, json);
  }

  private static ProjectRow load(String id, Tables.Reader tables, Json json) {
    return tables
        .first("select * from projects_project where id = ?", row -> ProjectRow.of(row, json), id)
        .orElseGet(() -> ProjectRow.NEW);
  }

  private static void save(Map<String, ProjectRow> rows, Tables.Writer tables, Json json) {
    var ids = rows.keySet().stream().map(id -> new @Nullable Object[] {id}).toList();
    tables.executeAll("delete from projects_project where id = ?", ids);
    tables.executeAll("delete from projects_tag where project = ?", ids);
    tables.executeAll("delete from projects_milestone where project = ?", ids);
    tables.executeAll(
        """
        insert into projects_project (id, project_key, name, status, listed, archived, search, version, created_by, created_at,
          updated_by, updated_at, doc) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        all(rows, (id, row) -> Stream.<@Nullable Object[]>of(values(id, row, json))));
    tables.executeAll(
        "insert into projects_tag (project, tag) values (?, ?)",
        all(
            rows,
            (id, row) ->
                row.project().tags().stream().map(tag -> new @Nullable Object[] {id, tag})));
    tables.executeAll(
        "insert into projects_milestone (id, project, name, due, phase) values (?, ?, ?, ?, ?)",
        all(rows, ProjectsView::milestones));
  }

  private static List<@Nullable Object[]> all(
      Map<String, ProjectRow> rows,
      BiFunction<String, ProjectRow, Stream<@Nullable Object[]>> each) {
    return rows.entrySet().stream()
        .flatMap(row -> each.apply(row.getKey(), row.getValue()))
        .toList();
  }

  private static @Nullable Object[] values(String id, ProjectRow row, Json json) {
    var project = row.project();
    return new @Nullable Object[] {
      id,
      project.key(),
      project.name(),
      project.status().name().toLowerCase(Locale.ROOT),
      project.exists(),
      project.archived(),
      searched(project),
      row.version(),
      row.createdBy().toString(),
      row.createdAt().toString(),
      row.updatedBy().toString(),
      row.updatedAt().toString(),
      json.write(project.withoutHistory()).toString()
    };
  }

  /** Those that are still to come. */
  private static Stream<@Nullable Object[]> milestones(String id, ProjectRow row) {
    var project = row.project();
    return project.exists() && !project.archived() && !project.isFinal()
        ? project.milestones().stream()
            .filter(milestone -> milestone.reachedDate() == null)
            .map(milestone ->
                new @Nullable Object[] {
                  milestone.id().text(),
                  id,
                  milestone.name(),
                  milestone.dueDate() == null ? ProjectRow.NO_DAY : milestone.dueDate().toString(),
                  milestone.phase() == null ? null : milestone.phase().text()
                })
        : Stream.empty();
  }

  private static String searched(Project project) {
    var description = Objects.requireNonNullElse(project.description(), "");
    return (project.key() + "\n" + project.name() + "\n" + description).toLowerCase(Locale.ROOT);
  }

  /** The state of a row. */
  static Project project(Tables.Row row, Json json) {
    return json.read(JsonBytes.of(row.text("doc")), Project.class);
  }
}
