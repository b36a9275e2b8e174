package dev.daybook.projects.views.tasks;

import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Version;
import dev.daybook.kernel.view.Json;
import dev.daybook.kernel.view.Occurrence;
import dev.daybook.kernel.view.Tables;
import dev.daybook.kernel.view.View;
import dev.daybook.projects.api.ProjectEvent;
import dev.daybook.projects.api.TaskEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One row a task, with what it depends on and its labels beside it. A deleted task leaves. */
public final class TasksView implements View {
  private final RecentDocs recent = new RecentDocs();

  @Override
  public String name() {
    return "tasks";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public List<String> schema() {
    return List.of(
        """
        create table tasks_task (
          id text primary key,
          position bigint not null,
          ref text not null,
          number bigint not null,
          project text,
          phase text,
          parent text,
          name text not null,
          status text not null,
          priority integer not null,
          type text not null,
          assignee text,
          effort bigint,
          due text,
          not_before bigint,
          waits_for integer not null,
          unresolved integer not null,
          created bigint not null,
          updated bigint not null,
          search text not null,
          doc text not null)
        """,
        "create unique index tasks_task_position on tasks_task (position)",
        "create index tasks_task_ref on tasks_task (ref)",
        "create index tasks_task_project on tasks_task (project, position)",
        "create index tasks_task_parent on tasks_task (parent)",
        "create index tasks_task_status on tasks_task (status, position)",
        """
        create table tasks_dependency (
          task text not null,
          depends_on text not null,
          kind text not null,
          primary key (task, depends_on))
        """,
        "create index tasks_dependency_on on tasks_dependency (depends_on)",
        "create table tasks_tag (task text not null, tag text not null, primary key (task, tag))",
        "create index tasks_tag_tag on tasks_tag (tag)",
        "create table tasks_project (id text primary key, project_key text not null)");
  }

  @Override
  public List<String> tables() {
    return List.of("tasks_task", "tasks_dependency", "tasks_tag", "tasks_project");
  }

  @Override
  public EventQuery events() {
    return EventQuery.all().categories("task", "project");
  }

  @Override
  public void apply(List<Occurrence> batch, Tables.Writer tables, Json json) {
    var touched = new LinkedHashMap<String, Version>();
    var projects = new ArrayList<@Nullable Object[]>();
    for (var occurrence : batch) {
      if (occurrence.event() instanceof TaskEvent) {
        touched.putIfAbsent(occurrence.envelope().stream().id(), occurrence.envelope().version());
      } else if (occurrence.event() instanceof ProjectEvent.Created created) {
        projects.add(new @Nullable Object[] {created.project().text(), created.key()});
      }
    }
    if (!projects.isEmpty()) {
      tables.executeAll(
          "insert into tasks_project (id, project_key) values (?, ?) on conflict (id) do update set"
              + " project_key = excluded.project_key",
          projects);
    }
    if (!touched.isEmpty()) {
      var before = recent.before(touched, tables, json);
      var after = folded(batch, before);
      TaskRows.write(before, after, tables, json);
      recent.keep(after);
    }
  }

  /** The documents after the batch. */
  private static List<TaskDoc> folded(List<Occurrence> batch, Map<String, TaskDoc> before) {
    var docs = new LinkedHashMap<>(before);
    for (var occurrence : batch) {
      if (occurrence.event() instanceof TaskEvent event) {
        docs.compute(
            occurrence.envelope().stream().id(),
            (_, doc) -> TaskDoc.after(doc, event, occurrence.envelope()));
      }
    }
    return docs.values().stream().filter(Objects::nonNull).toList();
  }
}
