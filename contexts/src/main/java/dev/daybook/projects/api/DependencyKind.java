package dev.daybook.projects.api;

/**
 * What a dependency means. Only {@link #BLOCKS} keeps a task from starting and is checked for
 * cycles.
 */
public enum DependencyKind {
  /** The other task must be done first. */
  BLOCKS,
  RELATED,
  /** This task was found while working on the other. */
  DISCOVERED_FROM,
  /** This task replaces the other. */
  SUPERSEDES;

  /** Whether the task waits for the other one. */
  public boolean blocks() {
    return this == BLOCKS;
  }
}
