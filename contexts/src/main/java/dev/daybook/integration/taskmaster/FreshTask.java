package dev.daybook.integration.taskmaster;

import dev.daybook.projects.api.TaskStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A task that no file has yet, as the format writes one. */
final class FreshTask {
  private FreshTask() {}

  /** The members of the object, without its subtasks. */
  static Map<String, @Nullable Object> of(
      DaybookTask task, FileId id, List<Object> dependencies, boolean blocked, boolean top) {
    var fields = task.fields();
    var word = Words.status(fields.status(), blocked);
    var object = new LinkedHashMap<String, @Nullable Object>();
    object.put("id", new Style.Raw(id.json()));
    object.put("title", fields.name());
    object.put("description", Objects.requireNonNullElse(fields.description(), ""));
    object.put("details", Objects.requireNonNullElse(fields.notes(), ""));
    object.put("testStrategy", fields.criteria().isEmpty() ? "" : Criteria.join(fields.criteria()));
    object.put("status", word);
    object.put("dependencies", dependencies);
    object.put("priority", fields.priority().name().toLowerCase(Locale.ROOT));
    if (fields.estimatedEffort() != null) {
      object.put("effort", Segment.number(fields.estimatedEffort()));
    }
    if (fields.actualEffort() != null) {
      object.put("actualEffort", Segment.number(fields.actualEffort()));
    }
    if (fields.assignee() != null) {
      object.put("assignee", Segment.name(fields));
    }
    var tags =
        fields.tags().stream()
            .filter(tag -> !tag.equals(FileMapping.CHECKPOINT) && !tag.startsWith("tm:"))
            .toList();
    if (top && !tags.isEmpty()) {
      object.put("tags", tags);
    }
    if (fields.tags().contains(FileMapping.CHECKPOINT)) {
      object.put("type", FileMapping.CHECKPOINT);
    }
    object.put("metadata", Map.of("daybook", daybook(task, fields.status(), word)));
    return object;
  }

  private static Map<String, Object> daybook(DaybookTask task, TaskStatus status, String word) {
    var ours = new LinkedHashMap<String, Object>();
    ours.put("ref", task.ref());
    if (Words.isOnlyOurs(status, word)) {
      ours.put("status", status.text());
      var reason = task.reason();
      if (reason != null && (status == TaskStatus.BLOCKED || status == TaskStatus.FAILED)) {
        ours.put("reason", reason);
      }
    }
    return ours;
  }
}
