package dev.daybook.faults.suite;

import dev.daybook.faults.power.TraceLibrary;
import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.Uuid7;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What all faults work with. */
public final class Workshop {
  private final Path directory;
  private final Consumer<String> progress;
  private final InstantSource clock = InstantSource.system();
  private final IdSource ids = new Uuid7(clock);
  private @Nullable TraceLibrary library;

  /**
   * @param directory where everything is done; what failed stays there
   * @param progress told now and then how far it is
   */
  public Workshop(Path directory, Consumer<String> progress) {
    this.directory = directory;
    this.progress = progress;
  }

  Path directory(String name) throws IOException {
    return Scratch.fresh(directory.resolve(name));
  }

  /** For so many rounds of a fault on a store. */
  Tally tally(String fault, String store, int rounds) {
    return new Tally(fault, store, rounds, progress);
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
