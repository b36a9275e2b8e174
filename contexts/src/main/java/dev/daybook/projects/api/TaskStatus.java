package dev.daybook.projects.api;

import java.util.Locale;

/**
 * Where a task stands. Which moves lead from one to another stands in the table of moves beside the
 * task's decider.
 */
public enum TaskStatus {
  TODO,
  /** Waiting for an agent. */
  QUEUED,
  IN_PROGRESS,
  TESTING,
  REVIEW,
  DONE,
  BLOCKED,
  FAILED,
  DEFERRED,
  CANCELLED;

  /** Todo, queued, in progress, testing or review: somebody could work on it now. */
  public boolean isOpen() {
    return ordinal() <= REVIEW.ordinal();
  }

  /** Done or cancelled: it holds up no parent. */
  public boolean isClosed() {
    return this == DONE || this == CANCELLED;
  }

  /** The wire form. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
