package dev.daybook.bench;

import dev.daybook.kernel.Uuid7;
import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.NewEvent;
import dev.daybook.kernel.log.StoreProvider;
import dev.daybook.kernel.log.StreamId;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * W1 to W5 on the SQLite log with {@code synchronous=FULL}, each beside its limit: plain JDBC that
 * writes or reads the same payload in the simplest table. Ours and the limit take turns within one
 * run; what counts is the ratio.
 */
public final class LogBench {
  private static final int STREAM = 1_000;

  private final boolean quick;
  private final InstantSource clock = InstantSource.system();
  private final Uuid7 ids = new Uuid7(clock);

  /**
   * @param quick about 15 seconds instead of a minute
   */
  public LogBench(boolean quick) {
    this.quick = quick;
  }

  /** One side of one round. */
  private interface Side {
    Measured run() throws SQLException, InterruptedException;
  }

  /**
   * Measures and prints a table.
   *
   * @param dir where the files of the bench are made and removed again; the disk that is measured
   */
  public void run(Path dir, PrintWriter out)
      throws IOException, SQLException, InterruptedException {
    Files.createDirectories(dir);
    var scratch = Files.createTempDirectory(dir, "bench");
    try {
      measure(scratch, out);
    } finally {
      try (var files = Files.walk(scratch)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void measure(Path dir, PrintWriter out) throws SQLException, InterruptedException {
    var nanos = quick ? 150_000_000L : 400_000_000L;
    out.printf(
        Locale.ROOT,
        "SQLite, WAL, synchronous=FULL; payload %d bytes (data and metadata); ours and the limit in"
            + " turns%n%n",
        Payloads.bytes());
    out.println(
        "workload                               ours/s    limit/s  ratio   p50 us   p99 us  limit"
            + " p50  limit p99");
    try (var log = open(dir.resolve("write.sqlite"));
        var plain = new PlainTable(dir.resolve("plain-write.sqlite"))) {
      var loads = new WriteLoads(log, plain, ids);
      compare(
          out,
          "W1 one writer, 1 event an append",
          () -> loads.ours(1, nanos),
          () -> loads.limit(1, nanos));
      compare(
          out,
          "W2 16 writers, group commit",
          () -> loads.oursTogether(nanos),
          () -> loads.limitTogether(nanos));
      out.printf(
          Locale.ROOT,
          "   appends in one commit, mean: %.1f, the limit %.1f%n",
          loads.meanGroup(),
          loads.limitMeanGroup());
      compare(
          out,
          "W3 one writer, 100 events an append",
          () -> loads.ours(100, nanos),
          () -> loads.limit(100, nanos));
    }
    try (var log = open(dir.resolve("read.sqlite"));
        var plain = new PlainTable(dir.resolve("plain-read.sqlite"))) {
      var streams = fill(log, plain, quick ? 50 : 200);
      var loads = new ReadLoads(log, plain);
      compare(
          out,
          "W4 read a stream of 1,000, parsed",
          () -> loads.streams(streams),
          () -> loads.limitStreams(streams));
      compare(
          out,
          "W5 replay %,d, parsed".formatted(log.head().position().value()),
          loads::replay,
          loads::limitReplay);
      out.printf(
          Locale.ROOT,
          "%nlog of %,d events: %,d bytes, %d an event (%,d members parsed)%n",
          log.head().position().value(),
          log.statistics().bytes(),
          log.statistics().bytes() / log.head().position().value(),
          loads.parsed());
    }
    out.flush();
  }

  private EventLog open(Path file) {
    return StoreProvider.openUrl("sqlite:" + file, clock, ids);
  }

  /** Streams of 1,000 events each, interleaved as writers leave them, the same in both files. */
  private List<StreamId> fill(EventLog log, PlainTable plain, int count) throws SQLException {
    var streams = new ArrayList<StreamId>();
    for (var i = 0; i < count; i++) {
      streams.add(new StreamId("bench", "read-" + i));
    }
    for (var round = 0; round < STREAM / 10; round++) {
      var batch = new ArrayList<NewEvent>();
      plain.begin();
      for (var stream : streams) {
        for (var i = 0; i < 10; i++) {
          var event = Payloads.event(stream, ids, round * 10L + i);
          batch.add(event);
          plain.insert(
              stream.toString(), round * 10L + i + 1, event.data().utf8(), Payloads.rest(stream));
        }
      }
      plain.commit();
      log.append(new Append(new AppendId(ids.next()), batch, List.of(), Payloads.FROM));
    }
    return streams;
  }

  private void compare(PrintWriter out, String name, Side ours, Side limit)
      throws SQLException, InterruptedException {
    for (var warm = 0; warm < 3; warm++) {
      ours.run();
      limit.run();
    }
    var rounds = quick ? 9 : 21;
    var mine = new ArrayList<Measured>();
    var theirs = new ArrayList<Measured>();
    for (var round = 0; round < rounds; round++) {
      var oursFirst = round % 2 == 0;
      if (oursFirst) {
        mine.add(ours.run());
      }
      theirs.add(limit.run());
      if (!oursFirst) {
        mine.add(ours.run());
      }
    }
    var ratios = new ArrayList<Double>();
    for (var round = 0; round < rounds; round++) {
      ratios.add(mine.get(round).perSecond() / theirs.get(round).perSecond());
    }
    var us = middle(mine);
    var them = middle(theirs);
    ratios.sort(Comparator.naturalOrder());
    out.printf(
        Locale.ROOT,
        "%-36s %,9.0f  %,9.0f  %5.2f  %7s  %7s    %7s    %7s%n",
        name,
        us.perSecond(),
        them.perSecond(),
        ratios.get(rounds / 2),
        us.percentile(0.5),
        us.percentile(0.99),
        them.percentile(0.5),
        them.percentile(0.99));
    out.flush();
  }

  private static Measured middle(List<Measured> runs) {
    return runs.stream()
        .sorted(Comparator.comparingDouble(Measured::perSecond))
        .toList()
        .get(runs.size() / 2);
  }
}
