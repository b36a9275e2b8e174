package dev.daybook.integration.taskmaster;

import dev.daybook.kernel.Actor;
import dev.daybook.projects.api.Priority;
import dev.daybook.projects.api.TaskId;
import dev.daybook.projects.api.TaskStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a task of a file in Daybook's terms. */
final class FileMapping {
  /** The label that a checkpoint bears. */
  static final String CHECKPOINT = "checkpoint";

  private static final int LONGEST_ACTOR = 100;
  private static final Set<String> MAPPED =
      Set.of(
          "id",
          "title",
          "description",
          "details",
          "status",
          "priority",
          "dependencies",
          "testStrategy",
          "acceptanceCriteria",
          "subtasks",
          "effort",
          "actualEffort",
          "assignee",
          "tags");

  private final String tag;
  private final TagIds ids;

  FileMapping(String tag, TagIds ids) {
    this.tag = tag;
    this.ids = ids;
  }

  /** The label every task of a tag bears. */
  static String label(String tag) {
    return "tm:" + tag;
  }

  /**
   * The fields of a task.
   *
   * @param parent the task it is a subtask of; null for a task of the tag itself
   * @param self the task itself, which cannot wait for itself; null where it is not known yet
   * @param odd is told what is odd about it
   */
  TaskFields read(
      FileTask task, @Nullable FileTask parent, @Nullable TaskId self, Consumer<String> odd) {
    var dependencies = new LinkedHashSet<TaskId>();
    var unresolved = new ArrayList<String>();
    var parentPath = parent == null ? null : parent.id().text();
    for (var spelling : task.dependencies()) {
      var on = ids.resolve(spelling, parentPath);
      if (on == null || on.equals(self)) {
        unresolved.add(spelling);
        odd.accept(
            on == null ? "depends on " + spelling + ", which does not exist" : "depends on itself");
      } else if (!dependencies.add(on)) {
        odd.accept("depends on " + spelling + " more than once");
      }
    }
    var criteria = new ArrayList<>(Criteria.split(task.text("testStrategy")));
    if (task.node("acceptanceCriteria") instanceof SourceNode.Arr) {
      task.texts("acceptanceCriteria").stream()
          .filter(text -> !text.isBlank())
          .forEach(criteria::add);
    } else {
      criteria.addAll(Criteria.split(task.text("acceptanceCriteria")));
    }
    return new TaskFields(
        name(task, odd),
        filled(task.text("description")),
        filled(task.text("details")),
        criteria,
        status(task, odd),
        priority(task, parent, odd),
        tags(task),
        assignee(task.text("assignee"), odd),
        effort(task, "effort", odd),
        effort(task, "actualEffort", odd),
        dependencies,
        unresolved,
        imported(task));
  }

  private static String name(FileTask task, Consumer<String> odd) {
    var title = task.text("title");
    if (title == null || title.isBlank()) {
      odd.accept("has an empty title");
      return "Task " + task.id().text();
    }
    return title;
  }

  /** Empty text counts as none, so that it is not a change where Daybook has none. */
  private static @Nullable String filled(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private static TaskStatus status(FileTask task, Consumer<String> odd) {
    var word = task.text("status");
    if (word == null) {
      return TaskStatus.TODO;
    }
    var ours = daybook(task).get("status") instanceof String text ? exact(text, word) : null;
    if (ours != null) {
      return ours;
    }
    return Words.status(word)
        .orElseGet(() -> {
          odd.accept("has the unknown status '" + word + "', taken as pending");
          return TaskStatus.TODO;
        });
  }

  /** The status that an export wrote beside its word, where the two still belong together. */
  private static @Nullable TaskStatus exact(String text, String word) {
    for (var status : TaskStatus.values()) {
      if (status.text().equals(text)
          && (Words.status(status, true).equals(word)
              || Words.status(status, false).equals(word))) {
        return status;
      }
    }
    return null;
  }

  /** What an export of ours put into {@code metadata.daybook}. */
  static Map<?, ?> daybook(FileTask task) {
    return task.value("metadata") instanceof Map<?, ?> metadata
            && metadata.get("daybook") instanceof Map<?, ?> ours
        ? ours
        : Map.of();
  }

  private static Priority priority(FileTask task, @Nullable FileTask parent, Consumer<String> odd) {
    var word = task.text("priority");
    if (word == null) {
      return parent == null ? Priority.MEDIUM : priority(parent, null, _ -> {});
    }
    return Words.priority(word)
        .orElseGet(() -> {
          odd.accept("has the unknown priority '" + word + "', taken as medium");
          return Priority.MEDIUM;
        });
  }

  private Set<String> tags(FileTask task) {
    var tags = new LinkedHashSet<String>();
    task.texts("tags").stream().filter(text -> !text.isBlank()).forEach(tags::add);
    if (CHECKPOINT.equals(task.text("type"))) {
      tags.add(CHECKPOINT);
    }
    tags.add(label(tag));
    return tags;
  }

  /** A person by name becomes the person of that id; a name that is no id becomes one. */
  private static @Nullable Actor assignee(@Nullable String name, Consumer<String> odd) {
    if (name == null || name.isBlank()) {
      return null;
    }
    if (name.matches("(person|agent|token):[A-Za-z0-9][A-Za-z0-9._@-]{0,99}")) {
      return Actor.parse(name);
    }
    var id =
        name.strip()
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9._@-]+", "-")
            .replaceAll("^[^a-z0-9]+|-+$", "");
    if (id.isEmpty()) {
      odd.accept(
          "is assigned to '" + name + "', which cannot be written as an id; left unassigned");
      return null;
    }
    return Actor.person(id.substring(0, Math.min(LONGEST_ACTOR, id.length())));
  }

  private static @Nullable Double effort(FileTask task, String field, Consumer<String> odd) {
    return switch (task.value(field)) {
      case null -> null;
      case Number number when Double.isFinite(number.doubleValue()) -> number.doubleValue();
      default -> {
        odd.accept("has " + field + " that is no number; kept as it is");
        yield null;
      }
    };
  }

  private static Map<String, @Nullable Object> imported(FileTask task) {
    var rest = new LinkedHashMap<String, @Nullable Object>();
    for (var member : task.object().members()) {
      if (!MAPPED.contains(member.name())) {
        rest.put(JsonText.clean(member.name()), JsonText.value(task.json(), member.value()));
      }
    }
    if (rest.get("complexity") instanceof String word) {
      Words.complexity(word).ifPresent(score -> rest.put("complexityScore", score));
    }
    var status = task.text("status");
    if (status != null
        && !List.of("pending", "in-progress", "done", "review", "deferred", "cancelled", "blocked")
            .contains(status)) {
      rest.put("status", status);
    }
    return rest;
  }
}
