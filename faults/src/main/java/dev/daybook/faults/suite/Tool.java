package dev.daybook.faults.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Small programs of the system. */
final class Tool {
  private Tool() {}

  /**
   * Runs one to its end.
   *
   * @throws IOException when it is missing or complains; with what it said
   */
  static void run(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", List.of(command)) + ": " + said);
    }
  }
}
