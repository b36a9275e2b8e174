package dev.daybook.integration.taskmaster;

import dev.daybook.kernel.Actor;
import dev.daybook.projects.api.Criterion;
import dev.daybook.projects.api.Dependency;
import dev.daybook.projects.api.DependencyKind;
import dev.daybook.projects.api.External;
import dev.daybook.projects.api.FieldChange;
import dev.daybook.projects.api.Priority;
import dev.daybook.projects.api.TaskEvent;
import dev.daybook.projects.api.TaskId;
import dev.daybook.projects.api.TaskStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A task as the log has it, as far as a file can speak of it. Folds the events of one task. */
final class DaybookTask {
  private final TaskId id;
  private String ref = "";
  private long number;
  private boolean deleted;
  private @Nullable External external;
  private @Nullable String reason;
  private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
  private final Set<Dependency> dependencies = new LinkedHashSet<>();
  private List<Criterion> criteria = List.of();

  DaybookTask(TaskId id) {
    this.id = id;
  }

  void apply(TaskEvent event) {
    switch (event) {
      case TaskEvent.Created created -> create(created);
      case TaskEvent.MoveUndone undone -> {
        change(undone.changes());
        move(undone);
      }
      case TaskEvent.Completed completed -> {
        move(completed);
        if (completed.actualEffort() != null) {
          fields.put("actualEffort", completed.actualEffort());
        }
      }
      case TaskEvent.Started started -> {
        move(started);
        fields.put("assignee", started.assignee().toString());
      }
      case TaskEvent.Moved moved -> move(moved);
      case TaskEvent.Synced synced -> {
        external = synced.external();
        change(synced.changes());
      }
      case TaskEvent.Changed changed -> change(changed.changes());
      case TaskEvent.PriorityChanged changed -> fields.put("priority", changed.to().name());
      case TaskEvent.Assigned assigned -> fields.put("assignee", assigned.to().toString());
      case TaskEvent.Unassigned _ -> fields.remove("assignee");
      case TaskEvent.DependencyAdded added ->
          dependencies.add(new Dependency(added.dependsOn(), added.kind()));
      case TaskEvent.DependencyRemoved removed ->
          dependencies.remove(new Dependency(removed.dependsOn(), removed.kind()));
      case TaskEvent.CriterionJudged judged ->
          criteria =
              criteria.stream()
                  .map(each ->
                      each.id().equals(judged.criterion()) ? each.judged(judged.met()) : each)
                  .toList();
      case TaskEvent.Deleted _ -> deleted = true;
      case TaskEvent.CollaboratorsUpdated _ -> {}
      case TaskEvent.WatchersUpdated _ -> {}
      case TaskEvent.DeliverableAccepted _ -> {}
      case TaskEvent.Commented _ -> {}
      case TaskEvent.CommentEdited _ -> {}
      case TaskEvent.Linked _ -> {}
      case TaskEvent.Unlinked _ -> {}
    }
  }

  private void create(TaskEvent.Created created) {
    ref = created.ref();
    number = created.number();
    external = created.external();
    fields.put("name", created.name());
    fields.put("description", created.description());
    fields.put("implementationNotes", created.implementationNotes());
    fields.put("status", created.status().name());
    fields.put("priority", created.priority().name());
    fields.put("tags", created.tags());
    fields.put("assignee", created.assignee());
    fields.put("estimatedEffort", created.estimatedEffort());
    fields.put("actualEffort", created.actualEffort());
    fields.put("project", created.project());
    fields.put("parent", created.parent());
    criteria = created.criteria();
    dependencies.addAll(created.dependencies());
  }

  private void move(TaskEvent.Moved moved) {
    fields.put("status", moved.newStatus().name());
    reason = moved.reason();
  }

  private void change(List<FieldChange> changes) {
    for (var change : changes) {
      switch (change.field()) {
        case "criteria" ->
            criteria = items(change.to()).stream().map(DaybookTask::criterion).toList();
        case "dependencies" -> {
          dependencies.clear();
          items(change.to()).forEach(item -> dependencies.add(dependency(item)));
        }
        default -> fields.put(change.field(), change.to());
      }
    }
  }

  private static Criterion criterion(Object value) {
    var map = (Map<?, ?>) value;
    return new Criterion(
        dev.daybook.projects.api.CriterionId.parse(String.valueOf(map.get("id"))),
        String.valueOf(map.get("text")),
        Boolean.TRUE.equals(map.get("met")));
  }

  private static Dependency dependency(Object value) {
    var map = (Map<?, ?>) value;
    var kind = map.get("kind");
    return new Dependency(
        TaskId.parse(String.valueOf(map.get("task"))),
        kind == null
            ? DependencyKind.BLOCKS
            : DependencyKind.valueOf(kind.toString().toUpperCase(Locale.ROOT)));
  }

  private static List<Object> items(@Nullable Object value) {
    return value instanceof Collection<?> items ? new ArrayList<>(items) : List.of();
  }

  /** Ours, for a merge. */
  TaskFields fields() {
    var waits = new LinkedHashSet<TaskId>();
    dependencies.stream()
        .filter(each -> each.kind().blocks())
        .forEach(each -> waits.add(each.task()));
    var tags = new LinkedHashSet<String>();
    items(fields.get("tags")).forEach(each -> tags.add(each.toString()));
    var assignee = text("assignee");
    return new TaskFields(
        Objects.requireNonNullElse(text("name"), ""),
        filled(text("description")),
        filled(text("implementationNotes")),
        criteria.stream().map(Criterion::text).toList(),
        status(),
        Priority.valueOf(
            Objects.requireNonNullElse(text("priority"), "MEDIUM").toUpperCase(Locale.ROOT)),
        tags,
        assignee == null ? null : Actor.parse(assignee),
        decimal("estimatedEffort"),
        decimal("actualEffort"),
        waits,
        List.of(),
        Map.of());
  }

  TaskId id() {
    return id;
  }

  String ref() {
    return ref;
  }

  long number() {
    return number;
  }

  boolean isDeleted() {
    return deleted;
  }

  @Nullable External external() {
    return external;
  }

  /** Everything it depends on, of every kind. */
  Set<Dependency> dependencies() {
    return dependencies;
  }

  List<Criterion> criteria() {
    return criteria;
  }

  TaskStatus status() {
    return TaskStatus.valueOf(
        Objects.requireNonNullElse(text("status"), "TODO").toUpperCase(Locale.ROOT));
  }

  /** Why it is in its status, as the last move says. */
  @Nullable String reason() {
    return reason;
  }

  @Nullable String project() {
    return text("project");
  }

  @Nullable TaskId parent() {
    var text = text("parent");
    return text == null ? null : TaskId.parse(text);
  }

  private @Nullable String text(String field) {
    var value = fields.get(field);
    return value == null ? null : value.toString();
  }

  private static @Nullable String filled(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private @Nullable Double decimal(String field) {
    return fields.get(field) instanceof Number number ? Double.valueOf(number.doubleValue()) : null;
  }
}
