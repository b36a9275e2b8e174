package dev.daybook.projects.api;

/**
 * Where a deliverable stands: planned with its phase or task, produced when its completion names
 * it, then accepted.
 */
public enum DeliverableStatus {
  PLANNED,
  PRODUCED,
  ACCEPTED
}
