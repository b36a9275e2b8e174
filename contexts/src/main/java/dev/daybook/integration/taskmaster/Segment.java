package dev.daybook.integration.taskmaster;

import dev.daybook.integration.taskmaster.SourceNode.Arr;
import dev.daybook.integration.taskmaster.SourceNode.Obj;
import dev.daybook.projects.api.TaskId;
import dev.daybook.projects.api.TaskStatus;
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
 * Writes what changed since the import into the source of one task. What did not change is not
 * looked at, so its spelling stays.
 *
 * @param spelling how a dependency on a task is written here; null where the format cannot say it
 * @param blocked whether the file knows the word {@code blocked}
 */
record Segment(
    FileTask base, Style style, Function<TaskId, @Nullable Object> spelling, boolean blocked) {
  private static final Set<String> OURS = Set.of(FileMapping.CHECKPOINT);

  /** The changes as they are made in {@code editor}, which works on the task's template. */
  void apply(
      TaskFields before,
      DaybookTask task,
      Function<String, @Nullable TaskId> resolve,
      Editor editor) {
    var now = task.fields();
    var object = base.object();
    if (!before.name().equals(now.name())) {
      editor.set(object, "title", now.name());
    }
    if (!Objects.equals(before.description(), now.description())) {
      editor.set(object, "description", Objects.requireNonNullElse(now.description(), ""));
    }
    if (!Objects.equals(before.notes(), now.notes())) {
      editor.set(object, "details", Objects.requireNonNullElse(now.notes(), ""));
    }
    if (!before.criteria().equals(now.criteria())) {
      criteria(now.criteria(), editor);
    }
    if (before.status() != now.status()) {
      status(now.status(), task.reason(), editor);
    }
    if (before.priority() != now.priority()) {
      editor.set(object, "priority", now.priority().name().toLowerCase(Locale.ROOT));
    }
    if (!before.tags().equals(now.tags())) {
      tags(before, now, editor);
    }
    if (!Objects.equals(before.assignee(), now.assignee())) {
      editor.set(object, "assignee", name(now));
    }
    if (!Objects.equals(before.estimatedEffort(), now.estimatedEffort())) {
      editor.set(object, "effort", number(now.estimatedEffort()));
    }
    if (!Objects.equals(before.actualEffort(), now.actualEffort())) {
      editor.set(object, "actualEffort", number(now.actualEffort()));
    }
    if (!before.dependencies().equals(now.dependencies())) {
      dependencies(before, now, resolve, editor);
    }
  }

  /** What stands among the acceptance criteria stays there; the rest is the test strategy. */
  private void criteria(List<String> now, Editor editor) {
    var accepted =
        base.node("acceptanceCriteria") instanceof Arr
            ? base.texts("acceptanceCriteria")
            : Criteria.split(base.text("acceptanceCriteria"));
    var rest = new ArrayList<>(now);
    var kept = accepted.stream().filter(text -> text.isBlank() || rest.remove(text)).toList();
    if (!kept.equals(accepted)) {
      editor.set(
          base.object(),
          "acceptanceCriteria",
          base.node("acceptanceCriteria") instanceof Arr ? kept : Criteria.join(kept));
    }
    if (!rest.equals(Criteria.split(base.text("testStrategy")))) {
      editor.set(base.object(), "testStrategy", rest.isEmpty() ? "" : Criteria.join(rest));
    }
  }

  private void status(TaskStatus status, @Nullable String reason, Editor editor) {
    var word = Words.status(status, blocked);
    if (!word.equals(base.text("status"))) {
      editor.set(base.object(), "status", word);
    }
    var ours = new LinkedHashMap<String, Object>();
    FileMapping.daybook(base).forEach((name, value) -> ours.put(String.valueOf(name), value));
    var had = ours.remove("status") != null | ours.remove("reason") != null;
    if (Words.isOnlyOurs(status, word)) {
      ours.put("status", status.text());
      if (reason != null && (status == TaskStatus.BLOCKED || status == TaskStatus.FAILED)) {
        ours.put("reason", reason);
      }
    } else if (!had) {
      return;
    }
    switch (base.node("metadata")) {
      case Obj metadata -> editor.set(metadata, "daybook", ours);
      case SourceNode.Scalar scalar when scalar.kind() == SourceNode.Kind.NULL ->
          editor.set(base.object(), "metadata", Map.of("daybook", ours));
      case null -> editor.set(base.object(), "metadata", Map.of("daybook", ours));
      default -> {
        // metadata of another kind are the user's; there is no room beside them
      }
    }
  }

  private void tags(TaskFields before, TaskFields now, Editor editor) {
    var there = base.texts("tags");
    var next =
        new ArrayList<>(
            there.stream().filter(tag -> tag.isBlank() || now.tags().contains(tag)).toList());
    now.tags().stream()
        .filter(
            tag -> !before.tags().contains(tag) && !OURS.contains(tag) && !tag.startsWith("tm:"))
        .forEach(next::add);
    if (!next.equals(there)) {
      editor.set(base.object(), "tags", next);
    }
    var checkpoint = now.tags().contains(FileMapping.CHECKPOINT);
    if (checkpoint != before.tags().contains(FileMapping.CHECKPOINT)) {
      editor.set(base.object(), "type", checkpoint ? FileMapping.CHECKPOINT : "standard");
    }
  }

  private void dependencies(
      TaskFields before,
      TaskFields now,
      Function<String, @Nullable TaskId> resolve,
      Editor editor) {
    var fresh = new LinkedHashSet<>(now.dependencies());
    fresh.removeAll(before.dependencies());
    var spelled = fresh.stream().map(spelling).filter(Objects::nonNull).toList();
    if (base.node("dependencies") instanceof Arr list) {
      var stays = new ArrayList<Boolean>();
      for (var source : base.dependencies()) {
        var on = resolve.apply(source);
        stays.add(
            on == null || now.dependencies().contains(on) || !before.dependencies().contains(on));
      }
      editor.list(
          list,
          stays,
          spelled.stream()
              .<Editor.Item>map(each -> (margin, style) -> style.write(each, margin))
              .toList());
    } else if (!spelled.isEmpty()) {
      editor.set(base.object(), "dependencies", spelled);
    }
  }

  /** A person by id, anybody else with the kind before it. */
  static @Nullable String name(TaskFields fields) {
    var assignee = fields.assignee();
    return assignee == null
        ? null
        : assignee.kind() == dev.daybook.kernel.Actor.Kind.PERSON
            ? assignee.id()
            : assignee.toString();
  }

  /** A number without a needless fraction. */
  static @Nullable Object number(@Nullable Double value) {
    return value == null
        ? null
        : new Style.Raw(
            new java.math.BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString());
  }
}
