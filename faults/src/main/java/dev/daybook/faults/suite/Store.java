package dev.daybook.faults.suite;

import java.nio.file.Path;

/** A store to break something under. */
public sealed interface Store permits FileStore, PostgresStore {
  /** What the table calls it. */
  String name();

  /**
   * The URL of a log that nobody has used; a store that keeps files keeps them in this directory.
   */
  String freshUrl(Path place);

  /** The same, where nothing is said about power cuts and speed counts; see {@link #freshUrl}. */
  String quickUrl(Path place);
}
