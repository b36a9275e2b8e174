package dev.daybook.app;

import dev.daybook.bench.BackEnds;
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
import java.util.Comparator;

/**
 * {@code daybook bench}: measures in a folder of its own inside the data directory, on the disk
 * that is used, or in databases of its own on the server that is used.
 */
final class Benches {
  private Benches() {}

  static Exit run(BenchChoice choice, Settings settings, PrintWriter out) {
    if (!choice.what().equals("log")) {
      throw new BadInput("There is no bench '" + choice.what() + "'. There is: log.");
    }
    var store = settings.store().orElse("sqlite:");
    var fault = BackEnds.fault(store).or(() -> LogBench.fault(choice.only()));
    if (fault.isPresent()) {
      throw new BadInput(fault.get());
    }
    var data = new DataDirectory(settings.data());
    data.create();
    try {
      var folder = Files.createTempDirectory(data.folder(), "bench");
      try (var backEnd = BackEnds.of(store, folder)) {
        new LogBench(backEnd, choice.quick(), choice.only(), out).run();
      } finally {
        delete(folder);
      }
      return Exit.OK;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Exit.FAULT;
    } catch (DaybookException told) {
      throw told;
    } catch (Exception failed) {
      throw new DaybookException("The bench failed: " + failed.getMessage(), failed);
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
