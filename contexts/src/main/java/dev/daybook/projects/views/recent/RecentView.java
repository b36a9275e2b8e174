package dev.daybook.projects.views.recent;

import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Tag;
import dev.daybook.kernel.view.Json;
import dev.daybook.kernel.view.Occurrence;
import dev.daybook.kernel.view.Tables;
import dev.daybook.kernel.view.View;
import dev.daybook.projects.api.FieldChange;
import dev.daybook.projects.api.PhaseEvent;
import dev.daybook.projects.api.ProjectEvent;
import dev.daybook.projects.api.TaskEvent;
import dev.daybook.projects.project.ProjectAggregate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newest {@value #KEPT} events of every project, its phases and its tasks, each with a line
 * that tells it. Older ones are in the log. Events of what lies in no project are in no list.
 */
public final class RecentView implements View {
  /** How many events of a project are kept. */
  static final int KEPT = 1_000;

  @Override
  public String name() {
    return "recent";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<String> schema() {
    return List.of(
        """
        create table recent_event (
          position bigint primary key,
          project text not null,
          type text not null,
          subject text not null,
          actor text not null,
          time text not null,
          summary text not null)
        """,
        "create index recent_event_by_project on recent_event (project, position)",
        "create table recent_name (subject text primary key, name text not null)");
  }

  @Override
  public List<String> tables() {
    return List.of("recent_event", "recent_name");
  }

  @Override
  public EventQuery events() {
    return EventQuery.all().categories(ProjectAggregate.CATEGORY, "task");
  }

  @Override
  public void apply(List<Occurrence> batch, Tables.Writer tables, Json json) {
    var events = new ArrayList<@Nullable Object[]>();
    var projects = new LinkedHashSet<String>();
    Map<String, String> names = new LinkedHashMap<>();
    for (var occurrence : batch) {
      names.putAll(names(occurrence));
      project(occurrence)
          .ifPresent(project -> {
            projects.add(project);
            events.add(event(project, occurrence));
          });
    }
    tables.executeAll(
        "insert into recent_event (position, project, type, subject, actor, time, summary) values"
            + " (?, ?, ?, ?, ?, ?, ?)",
        events);
    tables.executeAll(
        "insert into recent_name (subject, name) values (?, ?) on conflict (subject) do update set"
            + " name = excluded.name",
        names.entrySet().stream()
            .map(name -> new @Nullable Object[] {name.getKey(), name.getValue()})
            .toList());
    tables.executeAll(
        """
        delete from recent_event where project = ? and position <= (
          select position from recent_event where project = ? order by position desc limit 1 offset ?)
        """,
        projects.stream().map(project -> new @Nullable Object[] {project, project, KEPT}).toList());
  }

  private static @Nullable Object[] event(String project, Occurrence occurrence) {
    var envelope = occurrence.envelope();
    return new @Nullable Object[] {
      envelope.position().value(),
      project,
      envelope.type().name(),
      subject(occurrence),
      envelope.provenance().actor().toString(),
      envelope.time().toString(),
      Summaries.of(envelope.type().name(), occurrence.event())
    };
  }

  private static Optional<String> project(Occurrence occurrence) {
    return occurrence.envelope().tags().stream()
        .filter(tag -> tag.key().equals("project"))
        .map(Tag::value)
        .findFirst();
  }

  private static String subject(Occurrence occurrence) {
    return occurrence.event() instanceof PhaseEvent event
        ? event.phase().text()
        : occurrence.envelope().stream().id();
  }

  /** The names that an event gives. */
  private static Map<String, String> names(Occurrence occurrence) {
    Map<String, String> names = new LinkedHashMap<>();
    switch (occurrence.event()) {
      case ProjectEvent.Created it -> {
        names.put(it.project().text(), it.name());
        it.phases().forEach(phase -> names.put(phase.id().text(), phase.name()));
      }
      case ProjectEvent.Updated it -> rename(it.project().text(), it.changes(), "name", names);
      case ProjectEvent.Undone it -> {
        rename(it.project().text(), it.changes(), "name", names);
        it.changes()
            .forEach(change -> {
              var path = change.field().split("/");
              if (path.length == 3 && path[0].equals("phases")) {
                rename(
                    path[1], List.of(change), change.field().replaceAll("[^/]+$", "name"), names);
              }
            });
      }
      case PhaseEvent.Added it -> names.put(it.phase().text(), it.definition().name());
      case PhaseEvent.Updated it -> rename(it.phase().text(), it.changes(), "name", names);
      case TaskEvent.Created it -> names.put(occurrence.envelope().stream().id(), it.ref());
      default -> {
        // names nothing
      }
    }
    return names;
  }

  private static void rename(
      String subject, List<FieldChange> changes, String field, Map<String, String> names) {
    changes.stream()
        .filter(change -> change.field().equals(field) && change.to() != null)
        .forEach(change -> names.put(subject, String.valueOf(change.to())));
  }
}
