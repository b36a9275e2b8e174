package dev.daybook.projects.api;

/** How hard a project is, least first. */
public enum Complexity {
  LOW,
  MEDIUM,
  HIGH,
  VERY_HIGH
}
