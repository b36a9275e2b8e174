package dev.daybook.bench;

import dev.daybook.bench.limit.BackEnd;
import dev.daybook.kernel.Uuid7;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StoreProvider;
import dev.daybook.kernel.log.Subscription;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the same calls cost on longer and longer logs of one store. The logs are filled by bulk
 * import, then take turns; what counts is the ratio of the median to that of the shortest.
 */
public final class GrowthBench {
  /** The sizes compared when none are named. */
  public static final List<Integer> USUAL = List.of(10_000, 100_000, 1_000_000);

  /** The smallest size. */
  public static final int STEP = ImportLoad.AT_ONCE;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final double MEBI = 1 << 20;

  private final InstantSource clock = InstantSource.system();
  private final Uuid7 ids = new Uuid7(clock);
  private final BackEnd backEnd;
  private final List<Integer> sizes;
  private final int rounds;
  private final int calls;
  private final Report report;

  /**
   * @param sizes how many events each log holds, at least {@link #STEP}; empty: the usual ones
   */
  public GrowthBench(BackEnd backEnd, List<Integer> sizes, boolean quick, PrintWriter out) {
    this(backEnd, sizes.isEmpty() ? USUAL : sizes, quick ? 5 : 15, 200, out);
  }

  GrowthBench(BackEnd backEnd, List<Integer> sizes, int rounds, int calls, PrintWriter out) {
    this.backEnd = backEnd;
    this.sizes = sizes;
    this.rounds = rounds;
    this.calls = calls;
    this.report = new Report(out);
  }

  /** Measures and prints. */
  public void run() throws Exception {
    report.say(
        "%s; payload %d bytes; logs filled by import, %d rounds of %d calls in turns%n",
        backEnd.settings(), Payloads.bytes(), rounds, calls);
    for (var size : sizes) {
      fill(size);
    }
    report.say("");
    ask();
    report.say("");
    for (var size : sizes) {
      replay(size);
    }
  }

  private String url(int size) throws Exception {
    return backEnd.url("growth" + size);
  }

  private EventLog open(int size) throws Exception {
    return StoreProvider.openUrl(url(size), clock, ids);
  }

  private void fill(int size) throws Exception {
    var start = System.nanoTime();
    try (var log = open(size)) {
      var target =
          log.restoring()
              .orElseThrow(() -> new IllegalStateException("This store cannot be restored into"));
      var history = new History(ids, true);
      target.begin(history.log());
      for (var left = size; left > 0; left -= ImportLoad.AT_ONCE) {
        target.restore(history.next(Math.min(left, ImportLoad.AT_ONCE)));
      }
      target.finish(history.head());
      var bytes = log.statistics().bytes();
      report.say(
          "%,12d events: filled in %,.1f s, %,d MiB, %d bytes an event",
          size, (System.nanoTime() - start) / 1e9, Math.round(bytes / MEBI), bytes / size);
    }
  }

  private void ask() throws Exception {
    var logs = new ArrayList<EventLog>();
    try {
      var grown = new LinkedHashMap<Integer, Grown>();
      var opened = new LinkedHashMap<Integer, Latencies>();
      for (var size : sizes) {
        opened.put(size, opening(size));
        logs.add(open(size));
        grown.put(size, new Grown(logs.getLast(), ids, size));
      }
      report.say(
          "%-34s %12s %10s %10s  %s", "call", "events", "p50 us", "p99 us", "p50 to the shortest");
      print("opening the store", opened);
      compare("append one event", grown, Grown::append);
      compare("read a stream of 100", grown, Grown::readStream);
      compare("next page of 100, anywhere", grown, Grown::readPage);
      compare("next page of 100, of a type", grown, Grown::readPageOfType);
      compare("the newest 100", grown, Grown::newest);
      compare("the one event with a tag", grown, Grown::findTag);
    } finally {
      for (var log : logs) {
        log.close();
      }
    }
  }

  private Latencies opening(int size) throws Exception {
    var latencies = new Latencies();
    for (var i = 0; i < rounds; i++) {
      var before = System.nanoTime();
      var log = open(size);
      latencies.add(System.nanoTime() - before);
      log.close();
    }
    return latencies;
  }

  private void compare(String call, Map<Integer, Grown> grown, Grown.Question question) {
    var all = new LinkedHashMap<Integer, Latencies>();
    for (var round = -2; round < rounds; round++) {
      for (var log : grown.entrySet()) {
        var latencies = log.getValue().ask(question, calls);
        if (round >= 0) {
          all.computeIfAbsent(log.getKey(), _ -> new Latencies()).addAll(latencies);
        }
      }
    }
    print(call, all);
  }

  private void print(String call, Map<Integer, Latencies> all) {
    var shortest = all.values().iterator().next().micros(0.5)[0];
    all.forEach((size, latencies) -> {
      var micros = latencies.micros(0.5, 0.99);
      report.say(
          "%-34s %,12d %,10.0f %,10.0f  %.2f",
          call, size, micros[0], micros[1], micros[0] / shortest);
    });
  }

  private void replay(int size) throws Exception {
    try (var log = open(size)) {
      var atRest = Memory.live();
      var besideAtRest = Memory.beside();
      var halfWay = 0L;
      var besideHalfWay = 0L;
      var events = 0L;
      var start = System.nanoTime();
      try (var subscription = log.subscribe(EventQuery.all(), Position.START)) {
        while (subscription.next(PATIENCE) instanceof Subscription.Delivery.Events some) {
          var before = events;
          events += some.events().size();
          if (before < size / 2 && events >= size / 2) {
            halfWay = Memory.live();
            besideHalfWay = Memory.beside();
          }
        }
      }
      report.say(
          "%,12d events replayed at %,.0f/s; heap in use at rest %.0f MiB, half way %.0f MiB;"
              + " beside the heap %.0f and %.0f MiB",
          size,
          events * 1e9 / (System.nanoTime() - start),
          atRest / MEBI,
          halfWay / MEBI,
          besideAtRest / MEBI,
          besideHalfWay / MEBI);
    }
  }
}
