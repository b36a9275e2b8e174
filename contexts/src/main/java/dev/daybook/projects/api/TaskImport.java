package dev.daybook.projects.api;

import dev.daybook.kernel.Actor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an importer tells the tasks. No door offers it. It records facts as they stand in the other
 * system: every status is taken over as it is, cycles are kept, nobody's permission is asked.
 * Telling the same twice writes nothing.
 */
public sealed interface TaskImport extends TaskCommand {
  /** The task, with an id that the importer made. */
  TaskId task();

  /**
   * A task as the other system has it.
   *
   * @param ref its short reference ({@code HOME-7}, {@code HOME-7.2}); refused where it was given
   *     to another task
   * @param number the last number of the reference, counted within the project or the parent
   * @param criteria texts with whether they are met
   * @param unresolved dependencies on something that does not exist, as they were spelled
   * @param imported every other field, in order, as JSON-like values
   */
  record Create(
      TaskId task,
      String ref,
      long number,
      String name,
      @Nullable String description,
      @Nullable String type,
      @Nullable Priority priority,
      TaskStatus status,
      @Nullable ProjectId project,
      @Nullable PhaseId phase,
      @Nullable TaskId parent,
      List<String> tags,
      @Nullable Actor assignee,
      @Nullable Double estimatedEffort,
      @Nullable Double actualEffort,
      List<Dependency> dependencies,
      List<String> unresolved,
      @Nullable Instant notBefore,
      @Nullable LocalDate dueDate,
      @Nullable String implementationNotes,
      List<Criterion> criteria,
      External external,
      Map<String, @Nullable Object> imported)
      implements TaskImport {
    public Create {
      tags = Copy.list(tags);
      dependencies = Copy.list(dependencies);
      unresolved = Copy.list(unresolved);
      criteria = Copy.list(criteria);
      imported = Copy.map(imported);
    }
  }

  /**
   * What is different in the file since the last import. A {@code status} among the changes is
   * recorded as the move it is; {@code dependencies} go through their own component.
   *
   * @param changes fields by their names in {@link TaskView}, values as JSON; {@code from} is
   *     ignored
   * @param dependencies all dependencies as the file has them now; null: they did not change
   * @param external as the file has it now
   * @param conflicts fields that changed on both sides and were kept
   */
  record Sync(
      TaskId task,
      List<FieldChange> changes,
      @Nullable List<Dependency> dependencies,
      External external,
      List<SyncConflict> conflicts)
      implements TaskImport {
    public Sync {
      changes = Copy.list(changes);
      dependencies = dependencies == null ? null : Copy.list(dependencies);
      conflicts = Copy.list(conflicts);
    }
  }
}
