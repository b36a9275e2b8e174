package dev.daybook.integration.taskmaster;

import dev.daybook.projects.api.TaskId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Allots short references. Into an empty project from a file of one tag with numeric ids, a task's
 * own id is its number; otherwise numbers follow the order of the file, each higher than every one
 * before.
 */
final class References {
  private static final Pattern NUMERIC = Pattern.compile("[1-9][0-9]{0,8}");
  private static final Pattern REFERENCE = Pattern.compile("[^-]+-(\\d+)(?:\\.(\\d+))?");

  private final String key;
  private final boolean byId;
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Long> highest = new HashMap<>();
  private final Map<TaskId, String> refs = new HashMap<>();

  /** A reference and the number it ends with. */
  record Reference(String text, long number) {}

  References(String key, ProjectMirror mirror, TaskmasterFile file) {
    this.key = key;
    this.byId =
        file.tags().size() == 1
            && isNumeric(file.tags().getFirst())
            && (mirror.tasks().isEmpty() || mirror.sync().imports() > 0);
    mirror.tasks().forEach(task -> take(task.id(), task.ref()));
  }

  private static boolean isNumeric(FileTag tag) {
    return tag.tasks().stream()
        .allMatch(task ->
            NUMERIC.matcher(task.id().text()).matches()
                && task.subtasks().stream()
                    .allMatch(sub -> NUMERIC.matcher(sub.id().text()).matches()));
  }

  private void take(TaskId task, String ref) {
    taken.add(ref);
    refs.put(task, ref);
    var matcher = REFERENCE.matcher(ref);
    if (matcher.matches()) {
      highest.merge("", Long.parseLong(matcher.group(1)), Math::max);
      if (matcher.group(2) != null) {
        highest.merge(
            ref.substring(0, ref.lastIndexOf('.')), Long.parseLong(matcher.group(2)), Math::max);
      }
    }
  }

  /** A reference for a new task, or subtask where a parent is given. */
  Reference allot(TaskId task, FileId id, @Nullable TaskId parent) {
    var parentRef = parent == null ? null : refs.get(parent);
    var scope = parentRef == null ? "" : parentRef;
    var stem = parentRef == null ? key + "-" : parentRef + ".";
    var top = highest.getOrDefault(scope, 0L);
    var number = top + 1;
    if (byId && NUMERIC.matcher(id.text()).matches()) {
      var own = Long.parseLong(id.text());
      number = taken.contains(stem + own) ? number : own;
    }
    var reference = new Reference(stem + number, number);
    take(task, reference.text());
    return reference;
  }

  @Nullable String of(TaskId task) {
    return refs.get(task);
  }
}
