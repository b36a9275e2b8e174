package dev.daybook.projects.api;

/** How much depends on something, least first. */
public enum Impact {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL
}
