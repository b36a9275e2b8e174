package dev.daybook.projects.api;

import dev.daybook.kernel.catalogue.Describe;

/** That a task depends on another. */
public record Dependency(
    @Describe("The task it depends on") TaskId task,
    @Describe("What that means; only blocks makes it wait") DependencyKind kind) {
  /** A dependency that must be done first. */
  public static Dependency on(TaskId task) {
    return new Dependency(task, DependencyKind.BLOCKS);
  }
}
