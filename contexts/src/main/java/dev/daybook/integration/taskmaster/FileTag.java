package dev.daybook.integration.taskmaster;

import java.util.List;

/**
 * One tag of a file: an independent list of tasks.
 *
 * @param template the tag's source with a slot for each task, bearing the task's id as JSON
 * @param tasks in file order
 */
record FileTag(String name, String template, List<FileTask> tasks) {
  FileTag {
    tasks = List.copyOf(tasks);
  }

  /** The tag's source, byte for byte. */
  String source() {
    var next = tasks.iterator();
    return Template.fill(template, _ -> source(next.next()));
  }

  private static String source(FileTask task) {
    var next = task.subtasks().iterator();
    return Template.fill(task.template(), _ -> next.next().template());
  }
}
