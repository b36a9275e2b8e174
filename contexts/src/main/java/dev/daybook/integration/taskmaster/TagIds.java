package dev.daybook.integration.taskmaster;

import dev.daybook.projects.api.TaskId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which task of Daybook stands for which path ({@code 7}, {@code 7.2}) of one tag. */
final class TagIds {
  private final Map<String, TaskId> tasks = new HashMap<>();

  void put(String path, TaskId task) {
    tasks.put(path, task);
  }

  @Nullable TaskId at(String path) {
    return tasks.get(path);
  }

  /** The path of a task: its own id, or its parent's and its own. */
  static String path(@Nullable String parent, FileId id) {
    return parent == null ? id.text() : parent + "." + id.text();
  }

  /**
   * What an entry of {@code dependencies} means; null where there is no such task.
   *
   * @param spelling JSON source of the entry
   * @param parent the parent's path on a subtask, where a number alone is a sibling; null on a task
   */
  @Nullable TaskId resolve(String spelling, @Nullable String parent) {
    var text = new FileId(spelling).text().strip();
    if (parent != null) {
      var sibling = tasks.get(parent + "." + text);
      return sibling != null ? sibling : text.contains(".") ? tasks.get(text) : null;
    }
    return tasks.get(text);
  }
}
