package dev.daybook.faults.power;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The library that writes the trace.
 *
 * @param file the built library
 */
public record TraceLibrary(Path file) {
  private static final String SOURCE = "trace.c";
  private static final int PATIENCE_SECONDS = 120;

  /**
   * Builds it.
   *
   * @throws IOException when there is no C compiler, or it does not build; the message tells the
   *     remedy
   */
  public static TraceLibrary build(Path directory) throws IOException, InterruptedException {
    if (!System.getProperty("os.name", "").equals("Linux")) {
      throw new IOException(
          "Power cuts are traced with LD_PRELOAD, which only Linux has; run this part there.");
    }
    Files.createDirectories(directory);
    var source = directory.resolve(SOURCE);
    var library = directory.resolve("trace.so");
    var complaints = directory.resolve("cc.err");
    try (var in = Objects.requireNonNull(TraceLibrary.class.getResourceAsStream(SOURCE), SOURCE)) {
      Files.copy(in, source, StandardCopyOption.REPLACE_EXISTING);
    }
    Process compiler;
    try {
      compiler =
          new ProcessBuilder(
                  "cc",
                  "-O2",
                  "-shared",
                  "-fPIC",
                  "-o",
                  library.toString(),
                  source.toString(),
                  "-ldl")
              .redirectErrorStream(true)
              .redirectOutput(complaints.toFile())
              .start();
    } catch (IOException missing) {
      throw new IOException(
          "Power cuts need a C compiler named cc to build the library that traces writes and syncs,"
              + " and none was found: install one (`apt-get install gcc libc6-dev`).",
          missing);
    }
    if (!compiler.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || compiler.exitValue() != 0) {
      compiler.destroyForcibly();
      throw new IOException("cc did not build " + source + ": " + Files.readString(complaints));
    }
    return new TraceLibrary(library);
  }

  /**
   * The environment in which a program is traced.
   *
   * @param trace appended to
   * @param root the directory whose files are traced
   * @param acknowledgements the directory whose files hold what the program has told the world
   */
  public Map<String, String> environment(Path trace, Path root, Path acknowledgements) {
    return Map.of(
        "LD_PRELOAD", file.toAbsolutePath().toString(),
        "DAYBOOK_TRACE", trace.toAbsolutePath().toString(),
        "DAYBOOK_TRACE_ROOT", root.toAbsolutePath().toString(),
        "DAYBOOK_TRACE_ACKS", acknowledgements.toAbsolutePath().toString());
  }
}
