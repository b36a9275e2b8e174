package dev.daybook.integration.taskmaster;

import dev.daybook.projects.api.TaskId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says in which tag, under which task and with which id every task of a project stands in its file.
 */
final class Placement {
  private static final String DEFAULT_TAG = "master";

  private final ProjectMirror mirror;
  private final Map<TaskId, Place> places = new HashMap<>();
  private final Map<String, List<DaybookTask>> tops = new LinkedHashMap<>();
  private final Map<TaskId, List<DaybookTask>> children = new HashMap<>();

  /**
   * A place in the file.
   *
   * @param parent the id of the task above; null for a task of the tag itself
   */
  record Place(String tag, @Nullable FileId parent, FileId id) {
    String path() {
      return TagIds.path(parent == null ? null : parent.text(), id);
    }
  }

  Placement(ProjectMirror mirror) {
    this.mirror = mirror;
    mirror.sync().tags().keySet().forEach(tag -> tops.put(tag, new ArrayList<>()));
    var here = mirror.tasks().stream().filter(mirror::isHere).toList();
    here.stream()
        .filter(task -> top(task) == task)
        .forEach(task -> tops.computeIfAbsent(tag(task), _ -> new ArrayList<>()).add(task));
    here.stream()
        .filter(task -> top(task) != task)
        .forEach(
            task -> children.computeIfAbsent(top(task).id(), _ -> new ArrayList<>()).add(task));
    tops.forEach((tag, tasks) -> number(tag, null, tasks));
    tops.forEach(
        (tag, tasks) -> tasks.forEach(task -> number(tag, place(task).id(), subtasks(task))));
  }

  /** Tags in the order they came. */
  Collection<String> tags() {
    return tops.keySet();
  }

  List<DaybookTask> tasks(String tag) {
    return tops.getOrDefault(tag, List.of());
  }

  /** The subtasks of a task; deeper ones stand among them, since the format has one level. */
  List<DaybookTask> subtasks(DaybookTask task) {
    return children.getOrDefault(task.id(), List.of());
  }

  Place place(DaybookTask task) {
    var place = places.get(task.id());
    if (place == null) {
      throw new IllegalStateException("The task " + task.ref() + " has no place in the file");
    }
    return place;
  }

  /** The place of a task of this project; null where it has none. */
  @Nullable Place place(TaskId task) {
    return places.get(task);
  }

  /** The highest living task above, or the task itself. */
  private DaybookTask top(DaybookTask task) {
    var seen = new HashSet<TaskId>();
    var at = task;
    while (seen.add(at.id())) {
      var parent = at.parent() == null ? null : mirror.task(at.parent());
      if (parent == null || !mirror.isHere(parent)) {
        return at;
      }
      at = parent;
    }
    return task;
  }

  /**
   * An imported task stays in its tag; a new one goes where its label says, else into the default
   * tag.
   */
  private String tag(DaybookTask task) {
    var external = external(task);
    if (external != null) {
      return external.tag();
    }
    for (var label : task.fields().tags()) {
      if (label.startsWith("tm:") && mirror.sync().tags().containsKey(label.substring(3))) {
        return label.substring(3);
      }
    }
    return tops.isEmpty() || tops.containsKey(DEFAULT_TAG)
        ? DEFAULT_TAG
        : tops.keySet().iterator().next();
  }

  static dev.daybook.projects.api.@Nullable External external(DaybookTask task) {
    var external = task.external();
    return external != null
            && external.system().equals(ProjectMirror.SYSTEM)
            && external.source() != null
        ? external
        : null;
  }

  /**
   * Ids of the file stay; new tasks get the next free whole numbers, those of a project without a
   * file their own.
   */
  private void number(String tag, @Nullable FileId parent, List<DaybookTask> tasks) {
    var fresh = new ArrayList<DaybookTask>();
    Set<String> taken = new HashSet<>();
    for (var task : mirror.imported(tag).values()) {
      taken.add(task.external() == null ? "" : task.external().path());
    }
    for (var task : tasks) {
      var external = external(task);
      if (external != null
          && external.tag().equals(tag)
          && external.path().equals(TagIds.path(text(parent), new FileId(external.id())))) {
        places.put(task.id(), new Place(tag, parent, new FileId(external.id())));
      } else {
        fresh.add(task);
      }
    }
    var next = 1 + highest(taken, parent);
    for (var task : fresh) {
      var own = mirror.sync().tags().isEmpty() && task.number() >= next ? task.number() : next;
      places.put(task.id(), new Place(tag, parent, new FileId(Long.toString(own))));
      next = own + 1;
    }
  }

  private static long highest(Set<String> paths, @Nullable FileId parent) {
    var stem = parent == null ? "" : parent.text() + ".";
    return paths.stream()
        .filter(path -> path.startsWith(stem))
        .map(path -> path.substring(stem.length()))
        .filter(rest -> rest.matches("[0-9]{1,15}"))
        .mapToLong(Long::parseLong)
        .max()
        .orElse(0);
  }

  private static @Nullable String text(@Nullable FileId id) {
    return id == null ? null : id.text();
  }
}
