package dev.daybook.kernel.sequencer;

import dev.daybook.kernel.log.Archive;
import dev.daybook.kernel.log.Archives;
import dev.daybook.kernel.log.Position;
import java.nio.file.Path;
import java.util.List;

/**
 * The archives of a log for as long as it is open.
 *
 * @param open throws once the log is closed
 */
record OpenArchives(Archives archives, Runnable open) implements Archives {
  @Override
  public Archive archive(Position first, Position last, Path file) {
    open.run();
    return archives.archive(first, last, file);
  }

  @Override
  public List<Archive> all() {
    open.run();
    return archives.all();
  }

  @Override
  public Archive attach(Path file) {
    open.run();
    return archives.attach(file);
  }
}
