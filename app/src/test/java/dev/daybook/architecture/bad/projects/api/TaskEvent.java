package dev.daybook.architecture.bad.projects.api;

public sealed interface TaskEvent {
  /** Without an @EventName. */
  record Nameless() implements TaskEvent {}
}
