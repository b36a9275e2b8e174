package dev.daybook.kernel.log;

import java.nio.file.Path;

/** A log that can copy its files while it is being written to. */
public interface BackupSource {
  /**
   * Writes a copy of the log as it stands at one moment; appends go on meanwhile. The copy is on
   * disk when this returns, and under its name only when it is whole.
   *
   * @param target a file or folder that does not exist, in a folder that does
   * @return where the copy stands
   * @throws StoreException.Deterministic when the target exists or cannot be written
   */
  LogHead backup(Path target);
}
