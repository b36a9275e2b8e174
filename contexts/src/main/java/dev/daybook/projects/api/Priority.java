package dev.daybook.projects.api;

/** How urgent something is, least urgent first. */
public enum Priority {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL
}
