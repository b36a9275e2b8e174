package dev.daybook.projects.api;

/** The status of a phase. Completed is final. */
public enum PhaseStatus {
  PENDING,
  IN_PROGRESS,
  COMPLETED,
  BLOCKED,
  DEFERRED
}
