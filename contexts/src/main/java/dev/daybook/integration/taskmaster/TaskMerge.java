package dev.daybook.integration.taskmaster;

import dev.daybook.kernel.IdSource;
import dev.daybook.projects.api.Criterion;
import dev.daybook.projects.api.CriterionId;
import dev.daybook.projects.api.Dependency;
import dev.daybook.projects.api.FieldChange;
import dev.daybook.projects.api.SyncConflict;
import dev.daybook.projects.api.TaskId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The three-way merge of one task: what changed in the file alone is applied, what changed here
 * alone stays, what changed on both sides stays as it is here and is a conflict. Labels and
 * dependencies are merged one by one.
 *
 * @param dependencies all of them after the merge; null where the file changed none
 */
record TaskMerge(
    List<FieldChange> changes,
    @Nullable List<Dependency> dependencies,
    List<SyncConflict> conflicts) {
  private record Field(String name, Function<TaskFields, @Nullable Object> value) {}

  private static final List<Field> FIELDS =
      List.of(
          new Field("name", TaskFields::name),
          new Field("description", TaskFields::description),
          new Field("implementationNotes", TaskFields::notes),
          new Field("criteria", TaskFields::criteria),
          new Field("status", TaskFields::status),
          new Field("priority", TaskFields::priority),
          new Field("assignee", TaskFields::assignee),
          new Field("estimatedEffort", TaskFields::estimatedEffort),
          new Field("actualEffort", TaskFields::actualEffort));

  /**
   * Merges.
   *
   * @param base as imported last; null where the task was not imported before, then every
   *     difference is a conflict
   */
  static TaskMerge of(
      @Nullable TaskFields base, TaskFields theirs, DaybookTask task, IdSource ids) {
    var ours = task.fields();
    var changes = new ArrayList<FieldChange>();
    var conflicts = new ArrayList<SyncConflict>();
    for (var field : FIELDS) {
      var offered = field.value().apply(theirs);
      var kept = field.value().apply(ours);
      var before = base == null ? null : field.value().apply(base);
      if (Objects.equals(offered, kept) || base != null && Objects.equals(offered, before)) {
        continue;
      }
      if (base != null && Objects.equals(kept, before)) {
        changes.add(
            new FieldChange(field.name(), json(kept), written(field.name(), offered, task, ids)));
      } else {
        conflicts.add(new SyncConflict(field.name(), json(kept), json(offered)));
      }
    }
    var tags = merged(base == null ? Set.of() : base.tags(), theirs.tags(), ours.tags());
    if (!tags.equals(ours.tags())) {
      changes.add(new FieldChange("tags", List.copyOf(ours.tags()), List.copyOf(tags)));
    }
    if (base == null || !base.unresolved().equals(theirs.unresolved())) {
      changes.add(new FieldChange("unresolvedDependencies", null, theirs.unresolved()));
    }
    if (base == null || !base.imported().equals(theirs.imported())) {
      changes.add(new FieldChange("imported", null, theirs.imported()));
    }
    return new TaskMerge(changes, dependencies(base, theirs, ours, task), conflicts);
  }

  private static @Nullable List<Dependency> dependencies(
      @Nullable TaskFields base, TaskFields theirs, TaskFields ours, DaybookTask task) {
    var before = base == null ? Set.<TaskId>of() : base.dependencies();
    var waits = merged(before, theirs.dependencies(), ours.dependencies());
    if (waits.equals(ours.dependencies())) {
      return null;
    }
    var all = new ArrayList<Dependency>();
    task.dependencies().stream()
        .filter(each -> !each.kind().blocks() || waits.contains(each.task()))
        .forEach(all::add);
    waits.stream()
        .filter(on -> !ours.dependencies().contains(on))
        .map(Dependency::on)
        .forEach(all::add);
    return all;
  }

  private static <T> Set<T> merged(Set<T> base, Set<T> theirs, Set<T> ours) {
    var result = new LinkedHashSet<>(ours);
    result.removeIf(each -> base.contains(each) && !theirs.contains(each));
    theirs.stream().filter(each -> !base.contains(each)).forEach(result::add);
    return result;
  }

  private static @Nullable Object written(
      String field, @Nullable Object value, DaybookTask task, IdSource ids) {
    return field.equals("criteria") && value instanceof List<?> texts
        ? criteria(texts, task, ids)
        : json(value);
  }

  /** A criterion whose text stays keeps its id and whether it is met. */
  private static List<Map<String, Object>> criteria(List<?> texts, DaybookTask task, IdSource ids) {
    var left = new ArrayList<>(task.criteria());
    var result = new ArrayList<Map<String, Object>>();
    for (var text : texts) {
      var same = left.stream().filter(each -> each.text().equals(text)).findFirst();
      same.ifPresent(left::remove);
      var criterion =
          same.orElseGet(
              () -> new Criterion(new CriterionId(ids.next()), String.valueOf(text), false));
      var map = new LinkedHashMap<String, Object>();
      map.put("id", criterion.id().text());
      map.put("text", criterion.text());
      map.put("met", criterion.met());
      result.add(map);
    }
    return result;
  }

  private static @Nullable Object json(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Enum<?> word -> word.name().toLowerCase(Locale.ROOT);
      case dev.daybook.kernel.Actor actor -> actor.toString();
      default -> value;
    };
  }

  boolean isEmpty() {
    return changes.isEmpty() && dependencies == null && conflicts.isEmpty();
  }
}
