package dev.daybook.faults.suite;

import dev.daybook.faults.power.TraceLibrary;
import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.Uuid7;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What all faults work with. */
public final class Workshop {
  private final Path directory;
  private final InstantSource clock = InstantSource.system();
  private final IdSource ids = new Uuid7(clock);
  private @Nullable TraceLibrary library;

  /**
   * @param directory where everything is done; what failed stays there
   */
  public Workshop(Path directory) {
    this.directory = directory;
  }

  Path directory(String name) throws IOException {
    return Scratch.fresh(directory.resolve(name));
  }

  InstantSource clock() {
    return clock;
  }

  IdSource ids() {
    return ids;
  }

  TraceLibrary library() throws IOException, InterruptedException {
    var built = library;
    if (built == null) {
      built = TraceLibrary.build(directory.resolve("trace"));
      library = built;
    }
    return built;
  }
}
