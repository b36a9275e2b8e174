package dev.daybook.app;

import dev.daybook.bench.BackEnds;
import dev.daybook.bench.GrowthBench;
import dev.daybook.bench.HttpBench;
import dev.daybook.bench.LoadBench;
import dev.daybook.bench.LogBench;
import dev.daybook.bench.RebuildBench;
import dev.daybook.bench.limit.BackEnd;
import dev.daybook.doors.cli.BadInput;
import dev.daybook.doors.cli.BenchChoice;
import dev.daybook.doors.cli.Exit;
import dev.daybook.doors.cli.Settings;
import dev.daybook.doors.security.Tokens;
import dev.daybook.kernel.DaybookException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * {@code daybook bench}: sends to the server that runs, or measures in a folder of its own inside
 * the data directory, on the disk that is used, or in databases of its own on the server that is
 * used.
 */
final class Benches {

  private static final List<String> KINDS = List.of("log", "growth", "rebuild", "http", "load");
  private static final int MOST_CLIENTS = 1_000;

  private Benches() {}

  static Exit run(BenchChoice choice, Settings settings, PrintWriter out) {
    var store = settings.store().orElse("sqlite:");
    fault(choice, store)
        .ifPresent(fault -> {
          throw new BadInput(fault);
        });
    var data = new DataDirectory(settings.data());
    data.create();
    try {
      if (choice.what().equals("load")) {
        load(choice, data, out);
        return Exit.OK;
      }
      var folder = Files.createTempDirectory(data.folder(), "bench");
      try (var backEnd = BackEnds.of(store, folder)) {
        measure(choice, backEnd, folder, out);
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

  private static Optional<String> fault(BenchChoice choice, String store) {
    if (!KINDS.contains(choice.what())) {
      return Optional.of(
          "There is no bench '"
              + choice.what()
              + "'. There are: "
              + String.join(", ", KINDS)
              + ".");
    }
    if (choice.clients() < 1 || choice.clients() > MOST_CLIENTS) {
      return Optional.of("--clients is 1 to " + MOST_CLIENTS + ", not " + choice.clients() + ".");
    }
    if (choice.what().equals("rebuild")) {
      if (choice.events().size() > 1
          || choice.events().stream().anyMatch(size -> size < RebuildBench.FEWEST)) {
        return Optional.of(
            "--events of rebuild is one number of "
                + RebuildBench.FEWEST
                + " or more, not "
                + choice.events());
      }
    } else if (choice.events().stream().anyMatch(size -> size < GrowthBench.STEP)) {
      return Optional.of(
          "--events holds sizes of "
              + GrowthBench.STEP
              + " events and more, not all of these: "
              + choice.events());
    }
    return BackEnds.fault(store).or(() -> LogBench.fault(choice.only()));
  }

  private static void load(BenchChoice choice, DataDirectory data, PrintWriter out)
      throws Exception {
    var port = data.runningServer().port();
    var token = Tokens.of(data.folder(), Daybook.CLOCK).ownerToken();
    var time = Duration.ofSeconds(choice.quick() ? 8 : 15);
    new LoadBench(port, token, choice.clients(), time, out).run();
  }

  private static void measure(BenchChoice choice, BackEnd backEnd, Path folder, PrintWriter out)
      throws Exception {
    switch (choice.what()) {
      case "log" -> new LogBench(backEnd, choice.quick(), choice.only(), out).run();
      case "growth" -> new GrowthBench(backEnd, choice.events(), choice.quick(), out).run();
      case "rebuild" -> {
        var events =
            choice.events().stream()
                .findFirst()
                .orElse(choice.quick() ? RebuildBench.QUICK : RebuildBench.USUAL);
        new RebuildBench(backEnd, folder, new RebuiltTasks(), events, choice.quick(), out).run();
      }
      default ->
          new HttpBench(
                  backEnd,
                  (store, clients) -> ServedBench.start(folder.resolve("data"), store, clients),
                  choice.clients(),
                  choice.quick(),
                  out)
              .run();
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
