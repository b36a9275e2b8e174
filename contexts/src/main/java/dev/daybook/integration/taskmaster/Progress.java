package dev.daybook.integration.taskmaster;

/** Is told how far an import is. Called from the importing thread; a slow one slows the import. */
@FunctionalInterface
public interface Progress {
  /** Tells nobody. */
  Progress SILENT = (_, _, _) -> {};

  /**
   * How far one tag is.
   *
   * @param done tasks and subtasks that stand in the log
   * @param total tasks and subtasks of the tag
   */
  void at(String tag, int done, int total);
}
