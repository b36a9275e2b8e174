package dev.daybook.integration.sync;

import dev.daybook.integration.api.Shape;
import dev.daybook.projects.api.ProjectId;

/**
 * What an importer notes down about its source. No door offers it. Noting the same twice writes
 * nothing.
 */
public sealed interface SyncCommand {
  ProjectId project();

  /**
   * Goes with the tasks of one tag, in one append.
   *
   * @param after how many notes the importer had seen when it planned; refused where there are more
   *     by now
   */
  record NoteTag(
      ProjectId project,
      int after,
      String tag,
      String template,
      String sha256,
      int created,
      int changed,
      int conflicts)
      implements SyncCommand {}

  /** Ends an import. */
  record NoteFile(
      ProjectId project,
      String taskmasterId,
      int syncedTasks,
      int syncedDeliverables,
      Shape shape,
      String template,
      String sha256)
      implements SyncCommand {}
}
