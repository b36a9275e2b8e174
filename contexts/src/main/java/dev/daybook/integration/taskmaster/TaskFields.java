package dev.daybook.integration.taskmaster;

import dev.daybook.kernel.Actor;
import dev.daybook.projects.api.Priority;
import dev.daybook.projects.api.TaskId;
import dev.daybook.projects.api.TaskStatus;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of a task that Daybook and the file both know, in Daybook's terms. The same record is
 * made from the source that was imported last (the base), from the file at hand (theirs) and from
 * the task as it is now (ours).
 *
 * @param imported what only the file knows; empty in ours
 */
record TaskFields(
    String name,
    @Nullable String description,
    @Nullable String notes,
    List<String> criteria,
    TaskStatus status,
    Priority priority,
    Set<String> tags,
    @Nullable Actor assignee,
    @Nullable Double estimatedEffort,
    @Nullable Double actualEffort,
    Set<TaskId> dependencies,
    List<String> unresolved,
    Map<String, @Nullable Object> imported) {
  TaskFields {
    criteria = List.copyOf(criteria);
    tags = Collections.unmodifiableSet(new LinkedHashSet<>(tags));
    dependencies = Collections.unmodifiableSet(new LinkedHashSet<>(dependencies));
    unresolved = List.copyOf(unresolved);
    imported = Collections.unmodifiableMap(new LinkedHashMap<>(imported));
  }
}
