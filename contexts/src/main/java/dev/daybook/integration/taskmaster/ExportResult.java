package dev.daybook.integration.taskmaster;

import dev.daybook.projects.api.ProjectId;

/** What became of an export. */
public sealed interface ExportResult {
  /** The file's bytes. They are the caller's to keep. */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Exported(ProjectId project, String key, byte[] bytes) implements ExportResult {}

  /** There is no such project, or several to choose from: {@code message} says what to do. */
  record Refused(String message) implements ExportResult {}
}
