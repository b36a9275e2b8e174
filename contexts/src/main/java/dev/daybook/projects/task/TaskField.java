package dev.daybook.projects.task;

import dev.daybook.kernel.Actor;
import dev.daybook.projects.api.FieldChange;
import dev.daybook.projects.api.PhaseId;
import dev.daybook.projects.api.Priority;
import dev.daybook.projects.api.ProjectId;
import dev.daybook.projects.api.TaskId;
import dev.daybook.projects.api.TaskStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields that field-level diffs speak about, each with its name on the wire and how it is read
 * and written.
 */
enum TaskField {
  NAME(
      "name",
      Task::name,
      (task, to) -> task.name = Objects.requireNonNullElse(JsonValues.text(to), "")),
  DESCRIPTION(
      "description", Task::description, (task, to) -> task.description = JsonValues.text(to)),
  TYPE(
      "type",
      Task::type,
      (task, to) -> task.type = Objects.requireNonNullElse(JsonValues.text(to), "task")),
  STATUS(
      "status",
      Task::status,
      (task, to) -> task.status = JsonValues.word(to, TaskStatus.class, TaskStatus.TODO)),
  PRIORITY(
      "priority",
      Task::priority,
      (task, to) -> task.priority = JsonValues.word(to, Priority.class, Priority.MEDIUM)),
  PROJECT(
      "project",
      Task::project,
      (task, to) -> task.project = JsonValues.parsed(to, ProjectId::parse)),
  PHASE("phase", Task::phase, (task, to) -> task.phase = JsonValues.parsed(to, PhaseId::parse)),
  PARENT("parent", Task::parent, (task, to) -> task.parent = JsonValues.parsed(to, TaskId::parse)),
  TAGS("tags", Task::tags, (task, to) -> task.tags = JsonValues.list(to, Function.identity())),
  ASSIGNEE(
      "assignee",
      Task::assignee,
      (task, to) -> task.assignee = JsonValues.parsed(to, Actor::parse)),
  COLLABORATORS(
      "collaborators",
      Task::collaborators,
      (task, to) -> task.collaborators = JsonValues.list(to, Actor::parse)),
  WATCHERS(
      "watchers", Task::watchers, (task, to) -> task.watchers = JsonValues.list(to, Actor::parse)),
  ESTIMATED_EFFORT(
      "estimatedEffort",
      Task::estimatedEffort,
      (task, to) -> task.estimatedEffort = JsonValues.decimal(to)),
  ACTUAL_EFFORT(
      "actualEffort", Task::actualEffort, (task, to) -> task.actualEffort = JsonValues.decimal(to)),
  DEPENDENCIES(
      "dependencies",
      Task::dependencies,
      (task, to) -> task.dependencies = JsonValues.dependencies(to)),
  UNRESOLVED_DEPENDENCIES(
      "unresolvedDependencies",
      Task::unresolvedDependencies,
      (task, to) -> task.unresolvedDependencies = JsonValues.list(to, Function.identity())),
  NOT_BEFORE(
      "notBefore",
      Task::notBefore,
      (task, to) -> task.notBefore = JsonValues.parsed(to, Instant::parse)),
  DUE_DATE(
      "dueDate",
      Task::dueDate,
      (task, to) -> task.dueDate = JsonValues.parsed(to, LocalDate::parse)),
  IMPLEMENTATION_NOTES(
      "implementationNotes",
      Task::implementationNotes,
      (task, to) -> task.implementationNotes = JsonValues.text(to)),
  CRITERIA("criteria", Task::criteria, (task, to) -> task.criteria = JsonValues.criteria(to)),
  DELIVERABLES(
      "deliverables",
      Task::deliverables,
      (task, to) -> task.deliverables = JsonValues.deliverables(to)),
  LINKS("links", Task::links, (task, to) -> task.links = JsonValues.links(to)),
  RESULT("result", Task::result, (task, to) -> task.result = JsonValues.text(to)),
  ERROR("error", Task::error, (task, to) -> task.error = JsonValues.text(to)),
  ATTEMPTS("attempts", Task::attempts, (task, to) -> task.attempts = JsonValues.whole(to)),
  STARTED_AT(
      "startedAt",
      Task::startedAt,
      (task, to) -> task.startedAt = JsonValues.parsed(to, Instant::parse)),
  BLOCKED_REASON(
      "blockedReason", Task::blockedReason, (task, to) -> task.blockedReason = JsonValues.text(to)),
  BLOCKED_BY(
      "blockedBy",
      Task::blockedBy,
      (task, to) -> task.blockedBy = JsonValues.list(to, TaskId::parse)),
  HELD_STATUS(
      "heldStatus",
      Task::heldStatus,
      (task, to) ->
          task.heldStatus =
              to == null ? null : JsonValues.word(to, TaskStatus.class, TaskStatus.TODO)),
  IMPORTED("imported", Task::imported, (task, to) -> task.imported = JsonValues.map(to));

  private static final Map<String, TaskField> BY_NAME = new LinkedHashMap<>();

  static {
    for (var field : values()) {
      BY_NAME.put(field.wire, field);
    }
  }

  private final String wire;
  private final Function<Task, @Nullable Object> reader;
  private final BiConsumer<TaskDraft, @Nullable Object> writer;

  TaskField(
      String wire,
      Function<Task, @Nullable Object> reader,
      BiConsumer<TaskDraft, @Nullable Object> writer) {
    this.wire = wire;
    this.reader = reader;
    this.writer = writer;
  }

  /** Its name on the wire. */
  String wire() {
    return wire;
  }

  static boolean isKnown(String name) {
    return BY_NAME.containsKey(name);
  }

  /** What differs, in the order of the fields. */
  static List<FieldChange> diff(Task before, Task after) {
    var changes = new ArrayList<FieldChange>();
    for (var field : values()) {
      var from = field.reader.apply(before);
      var to = field.reader.apply(after);
      if (!Objects.equals(from, to)) {
        changes.add(new FieldChange(field.wire, shown(from), shown(to)));
      }
    }
    return changes;
  }

  /**
   * Sets every changed field to its new value; a field that nobody knows any more is passed over.
   */
  static void apply(TaskDraft task, List<FieldChange> changes) {
    for (var change : changes) {
      var field = BY_NAME.get(change.field());
      if (field != null) {
        field.writer.accept(task, change.to());
      }
    }
  }

  /** An empty list is shown as none. */
  private static @Nullable Object shown(@Nullable Object value) {
    return value instanceof Collection<?> items && items.isEmpty() ? null : JsonValues.of(value);
  }
}
