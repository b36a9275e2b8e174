package dev.daybook.bench;

import dev.daybook.bench.limit.BackEnd;
import dev.daybook.kernel.Uuid7;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.StoreProvider;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * W1 to W6 and bulk import on one durable store, each beside its limit: plain code on the same
 * driver that writes or reads the same payload in the simplest table. Ours and the limit take turns
 * within one run; what counts is the ratio.
 */
public final class LogBench {
  /** The loads there are, in the order they run. */
  public static final List<String> LOADS = List.of("W1", "W2", "W3", "W4", "W5", "W6", "import");

  private final InstantSource clock = InstantSource.system();
  private final Uuid7 ids = new Uuid7(clock);
  private final BackEnd backEnd;
  private final Rounds rounds;
  private final int streams;
  private final List<String> loads;
  private final Report report;

  /**
   * @param quick about 15 seconds instead of a minute
   * @param only the loads to run; empty: all
   */
  public LogBench(BackEnd backEnd, boolean quick, List<String> only, PrintWriter out) {
    this(
        backEnd,
        quick ? Rounds.quick() : Rounds.usual(),
        quick ? 50 : 200,
        only.isEmpty() ? LOADS : only,
        out);
  }

  LogBench(BackEnd backEnd, Rounds rounds, int streams, List<String> loads, PrintWriter out) {
    this.backEnd = backEnd;
    this.rounds = rounds;
    this.streams = streams;
    this.loads = loads;
    this.report = new Report(out);
  }

  /** What is wrong with the names of loads, if anything is. */
  public static Optional<String> fault(List<String> only) {
    return only.stream()
        .filter(name -> !LOADS.contains(name))
        .findFirst()
        .map(name -> "There is no load '" + name + "'. There are: " + String.join(", ", LOADS));
  }

  /** Measures and prints a table. */
  public void run() throws Exception {
    report.say(
        "%s; payload %d bytes (data and metadata), %d with the envelope; %d rounds, ours and the"
            + " limit in turns%n",
        backEnd.settings(),
        Payloads.bytes(),
        Payloads.data(1).length() + Payloads.rest(History.stream(0)).length,
        rounds.counted());
    report.heading();
    if (wanted("W1", "W2", "W3")) {
      writes();
    }
    if (wanted("W4", "W5")) {
      reads();
    }
    if (wanted("W6")) {
      live();
    }
    if (wanted("import")) {
      imports();
    }
  }

  private boolean wanted(String... any) {
    return List.of(any).stream().anyMatch(loads::contains);
  }

  private EventLog open(String name) throws Exception {
    return StoreProvider.openUrl(backEnd.url(name), clock, ids);
  }

  private void writes() throws Exception {
    try (var log = open("write");
        var limit = backEnd.limit("write")) {
      var load = new WriteLoads(log, limit, ids);
      var nanos = rounds.nanos();
      if (wanted("W1")) {
        report.line(
            "W1 one writer, 1 event an append",
            rounds.compare(() -> load.ours(1, nanos), () -> load.limit(1, nanos)));
      }
      if (wanted("W2")) {
        report.line(
            "W2 16 writers, group commit",
            rounds.compare(() -> load.oursTogether(nanos), () -> load.limitTogether(nanos)));
        report.say(
            "   appends in one commit, mean: %.1f, the limit %.1f",
            load.meanGroup(), load.limitMeanGroup());
      }
      if (wanted("W3")) {
        report.line(
            "W3 one writer, 100 events an append",
            rounds.compare(() -> load.ours(100, nanos), () -> load.limit(100, nanos)));
      }
      size(log);
    }
  }

  private void reads() throws Exception {
    try (var log = open("read");
        var limit = backEnd.limit("read");
        var limitOfStreams = backEnd.limitOfStreams("streams")) {
      var filled = ReadLogs.fill(log, List.of(limit, limitOfStreams), ids, streams);
      var load = new ReadLoads(log);
      if (wanted("W4")) {
        report.line(
            "W4 read a stream of 1,000, parsed",
            rounds.compare(
                () -> load.streams(filled), () -> load.limitStreams(limitOfStreams, filled)));
      }
      if (wanted("W5")) {
        report.line(
            String.format(Locale.ROOT, "W5 replay %,d, parsed", log.head().position().value()),
            rounds.compare(load::replay, () -> load.limitReplay(limit)));
      }
      report.say("   members of JSON parsed: %,d", load.parsed());
      size(log);
    }
  }

  private void live() throws Exception {
    var there = backEnd.signal();
    if (there.isEmpty()) {
      report.say("W6 is for stores that several processes share; this one has one.");
      return;
    }
    try (var signal = there.get();
        var writing = open("live");
        var handling = open("live");
        var load = new LiveLoad(writing, handling, ids)) {
      report.latencyLine(
          "W6 append to live handler, other log",
          rounds.compare(load::ours, () -> load.row(signal)));
      report.latencyLine(
          "W6 beside a bare notify there and back",
          rounds.compare(load::ours, () -> load.roundTrip(signal)));
    }
  }

  private void imports() throws Exception {
    try (var log = open("import");
        var limit = backEnd.limit("import")) {
      if (log.restoring().isEmpty()) {
        report.say("import: nothing can be restored into this store.");
        return;
      }
      var load = new ImportLoad(log, limit, ids);
      report.line(
          String.format(Locale.ROOT, "import, %,d events a call", ImportLoad.AT_ONCE),
          rounds.compare(load::ours, load::limit));
      size(log);
    }
  }

  private void size(EventLog log) {
    var statistics = log.statistics();
    report.say(
        "   log of %,d events: %,d bytes, %d an event",
        statistics.total(),
        statistics.bytes(),
        statistics.bytes() / Math.max(1, statistics.total()));
  }
}
