package dev.daybook.app;

import dev.daybook.bench.LogBench;
import dev.daybook.doors.cli.BadInput;
import dev.daybook.doors.cli.BenchChoice;
import dev.daybook.doors.cli.Exit;
import dev.daybook.doors.cli.Settings;
import dev.daybook.kernel.DaybookException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;

/**
 * {@code daybook bench}: measures in a folder of its own inside the data directory, on the disk
 * that is used.
 */
final class Benches {
  private Benches() {}

  static Exit run(BenchChoice choice, Settings settings, PrintWriter out) {
    if (!choice.what().equals("log")) {
      throw new BadInput("There is no bench '" + choice.what() + "'. There is: log.");
    }
    var data = new DataDirectory(settings.data());
    data.create();
    try {
      var folder = Files.createTempDirectory(data.folder(), "bench");
      try {
        new LogBench(choice.quick()).run(folder, out);
      } finally {
        delete(folder);
      }
      return Exit.OK;
    } catch (IOException | SQLException failed) {
      throw new DaybookException("The bench failed: " + failed.getMessage(), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Exit.FAULT;
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
