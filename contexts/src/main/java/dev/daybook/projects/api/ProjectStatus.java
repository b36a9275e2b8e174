package dev.daybook.projects.api;

/** The status of a project. Completed and cancelled are final. */
public enum ProjectStatus {
  PLANNED,
  IN_PROGRESS,
  PAUSED,
  COMPLETED,
  CANCELLED
}
