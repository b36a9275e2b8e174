package dev.daybook.faults.suite;

import dev.daybook.faults.load.Worker;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StoreProvider;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A second process on an embedded log is refused, and told who holds it. */
public final class HolderFault {
  private final Workshop workshop;

  public HolderFault(Workshop workshop) {
    this.workshop = workshop;
  }

  /** Tries it so many times, once with each holder. */
  public Row run(FileStore store, int rounds, long seed) throws IOException, InterruptedException {
    var tally = workshop.tally("two processes", store.name(), rounds);
    for (var round = 1; round <= rounds; round++) {
      var place = workshop.directory("holder-" + store.name());
      var history = place.resolve("history.ndjson");
      try (var child =
          Child.start(
              place.resolve("child.err"),
              Map.of(),
              Worker.class,
              store.url(place),
              history,
              "holder",
              seed + round,
              2,
              Integer.MAX_VALUE,
              0)) {
        while (Scratch.size(history) == 0) {
          if (!child.isAlive()) {
            throw new IOException("The holder stopped by itself: " + child.said());
          }
          LockSupport.parkNanos(1_000_000);
        }
        var problem = refusal(store.impatientUrl(place), child.pid());
        if (!problem.isEmpty()) {
          tally.problem("round " + round, problem);
        }
      }
      StoreProvider.openUrl(store.url(place), workshop.clock(), workshop.ids()).close();
      tally.add(0);
      Scratch.delete(place);
    }
    return tally.row("the second is refused and told the pid of the first");
  }

  private String refusal(String url, long pid) {
    try (var log = StoreProvider.openUrl(url, workshop.clock(), workshop.ids())) {
      return "a second process opened the log at position " + log.head().position();
    } catch (StoreException.Held held) {
      var message = String.valueOf(held.getMessage());
      return message.contains("pid " + pid)
          ? ""
          : "the refusal does not name the holder: " + message;
    } catch (StoreException other) {
      return "the second process was told something else: " + other.getMessage();
    }
  }
}
