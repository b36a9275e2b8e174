package dev.daybook.projects.task;

import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Tag;
import dev.daybook.projects.api.FieldChange;
import dev.daybook.projects.api.TaskEvent;
import dev.daybook.projects.api.TaskId;
import dev.daybook.projects.project.Project;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a task can be found by. Permanent: a tag may be added to new events, never
 * renamed.
 */
final class TaskTags {
  private static final Tag FREE = Tag.of("scope", "free");

  /** The events after which a task may lie in another project or phase than before. */
  static final String[] PLACING = {
    "task.created", "task.updated", "task.synced", "task.change_undone", "task.move_undone"
  };

  private TaskTags() {}

  static Set<Tag> of(Task after, TaskEvent event) {
    var tags = new LinkedHashSet<Tag>();
    if (after.project() != null) {
      tags.add(project(after.project()));
    }
    if (after.phase() != null) {
      tags.add(Tag.of("phase", after.phase()));
    }
    if (event instanceof TaskEvent.Created) {
      created(after, tags);
    }
    if (event instanceof TaskEvent.Changed changed) {
      changed.changes().forEach(change -> moved(change, after, tags));
    }
    return tags;
  }

  private static void created(Task after, Set<Tag> tags) {
    tags.add(reference(after.ref()));
    if (after.parent() != null) {
      tags.add(parent(after.parent()));
    } else if (after.project() == null) {
      tags.add(FREE);
    }
    if (after.external() != null && after.project() != null) {
      tags.add(after.external().label(after.project()));
    }
  }

  /** The new parent finds its subtask, and the project that a task left sees it leave. */
  private static void moved(FieldChange change, Task after, Set<Tag> tags) {
    if (change.field().equals(TaskField.PARENT.wire()) && after.parent() != null) {
      tags.add(parent(after.parent()));
    }
    if (change.field().equals(TaskField.PROJECT.wire()) && change.from() != null) {
      tags.add(project(change.from()));
    }
  }

  static Tag reference(String ref) {
    return Tag.of("ref", ref);
  }

  private static Tag parent(TaskId parent) {
    return Tag.of("parent", parent);
  }

  private static Tag project(Object project) {
    return Tag.of("project", project);
  }

  /** The events by which the subtasks of a task are found; one that left is found as well. */
  static EventQuery subtasks(TaskId parent) {
    return EventQuery.all().categories(TaskAggregate.CATEGORY).tagged(parent(parent));
  }

  /** The creations that bear the numbers of a project, of a parent, or of the free tasks. */
  static EventQuery numbered(@Nullable TaskId parent, @Nullable Project project) {
    var scope =
        parent != null
            ? parent(parent)
            : project == null ? FREE : project(Objects.requireNonNull(project).id());
    return EventQuery.all().types("task.created").tagged(scope);
  }
}
