package dev.daybook.faults.suite;

import dev.daybook.faults.check.HistoryCheck;
import dev.daybook.faults.check.Verdict;
import dev.daybook.faults.history.History;
import dev.daybook.faults.history.HistoryFile;
import dev.daybook.faults.history.Recorder;
import dev.daybook.faults.power.Disk;
import dev.daybook.faults.power.Trace;
import dev.daybook.kernel.Actor;
import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.EventId;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventType;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.NewEvent;
import dev.daybook.kernel.log.Provenance;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StoreProvider;
import dev.daybook.kernel.log.StreamId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Power cuts. A program appends while its writes and syncs are traced; then the files are cut back
 * to what a power cut leaves at many moments of that one run, and at each the log is opened, goes
 * on and is judged by what had been acknowledged until then.
 */
public final class PowerFault {
  private static final int WRITERS = 16;
  private static final int CUTS_OF_A_RUN = 20;

  private final Workshop workshop;
  private final Disk.Directories directories;
  private final int appends;

  /**
   * @param appends how many appends each of sixteen writers makes in a run
   */
  public PowerFault(Workshop workshop, Disk.Directories directories, int appends) {
    this.workshop = workshop;
    this.directories = directories;
    this.appends = appends;
  }

  /** Cuts the power so many times. */
  public Row run(Store store, int rounds, long seed) throws IOException, InterruptedException {
    return tally(store, rounds, seed).row();
  }

  Tally tally(Store store, int rounds, long seed) throws IOException, InterruptedException {
    return tally(store.name(), PowerHost.of(store), rounds, seed);
  }

  /** A PostgreSQL that does not sync, which must be caught. */
  Tally withoutSyncs(PostgresStore store, int rounds, long seed)
      throws IOException, InterruptedException {
    var host = new PowerHost.Server(store.version(), "fsync=off", "on");
    return tally(store.name() + ", fsync=off", host, rounds, seed);
  }

  /** A database that is set to answer before its log is on disk: the store does not let it. */
  Tally asynchronous(PostgresStore store, int rounds, long seed)
      throws IOException, InterruptedException {
    var host = new PowerHost.Server(store.version(), "fsync=on", "off");
    return tally(store.name() + ", async commit", host, rounds, seed);
  }

  private Tally tally(String name, PowerHost host, int rounds, long seed)
      throws IOException, InterruptedException {
    var random = new SplittableRandom(seed);
    var tally = workshop.tally("power cut", name, rounds);
    for (var first = 1; first <= rounds; first += CUTS_OF_A_RUN) {
      var place = workshop.directory("power-" + name.replace(", ", "-") + "-" + first);
      oneRun(host, place, Math.min(CUTS_OF_A_RUN, rounds + 1 - first), random.split(), tally);
      if (tally.row().isKept()) {
        Scratch.delete(place);
      }
    }
    return tally;
  }

  private void oneRun(PowerHost host, Path place, int cuts, SplittableRandom random, Tally tally)
      throws IOException, InterruptedException {
    var work = new PowerHost.Work(random.nextInt(1_000_000), WRITERS, appends);
    var before = host.work(workshop, place, work);
    var trace = Trace.read(place.resolve("trace"));
    requireSeen(trace);
    var disk = new Disk(before.root(), before.base(), before.inodes(), directories, trace);
    for (var moment : moments(trace, cuts, random)) {
      disk.playTo(moment);
      var found = place.resolve("cut-" + moment);
      disk.cut(found, random);
      var round = "cut after record " + moment + " of " + trace.size() + " in " + place;
      try (var opened = host.open(found)) {
        var history = place.resolve("cut-" + moment + ".ndjson");
        var verdict = judged(opened.url(), history, trace, moment);
        tally.add(round, verdict);
        if (verdict.isClean()) {
          Scratch.delete(found);
        }
      } catch (StoreException | UncheckedIOException refused) {
        tally.add(0);
        tally.problem(round, "the log does not open or does not go on: " + refused.getMessage());
      }
    }
  }

  /** A trace that saw nothing would let every store pass. */
  private static void requireSeen(Trace trace) throws IOException {
    if (trace.acknowledgements().isEmpty() || trace.size() < 10) {
      throw new IOException(
          "The trace is empty: the library was not loaded, or the program writes past it");
    }
    var unseen = trace.mapped().stream().filter(file -> !file.endsWith("-shm")).toList();
    if (!unseen.isEmpty()) {
      throw new IOException(
          "These are written through a memory map, unseen by the trace: " + unseen);
    }
  }

  /**
   * What was not acknowledged may be gone, but the log is no longer at fault for that: it goes on.
   */
  private void goesOn(Recorder recorder, EventLog log) {
    var event =
        new NewEvent(
            new StreamId("task", "after"),
            new EventId(workshop.ids().next()),
            new EventType("task.changed", 1),
            Set.of(),
            JsonBytes.EMPTY,
            JsonBytes.EMPTY);
    var provenance = new Provenance(Actor.SYSTEM, "after", null, "faults");
    var append =
        new Append(new AppendId(workshop.ids().next()), List.of(event), List.of(), provenance);
    if (recorder.append("after", log, append) == null) {
      throw new StoreException.Deterministic("nothing can be appended any more", null);
    }
  }

  private static Iterable<Integer> moments(Trace trace, int cuts, SplittableRandom random) {
    var acknowledgements = trace.acknowledgements();
    var moments = new TreeSet<Integer>();
    while (moments.size() < Math.min(cuts, acknowledgements.size())) {
      moments.add(
          random.nextInt(4) == 0
              ? random.nextInt(1, trace.size() + 1)
              : acknowledgements.get(random.nextInt(acknowledgements.size())));
    }
    return moments;
  }

  private Verdict judged(String url, Path history, Trace trace, int moment) throws IOException {
    Files.writeString(history, trace.told(moment));
    try (var file = HistoryFile.mend(history);
        var log = StoreProvider.openUrl(url, workshop.clock(), workshop.ids())) {
      new Recorder(file, "traced").crashed("power");
      var recorder = new Recorder(file, "after");
      recorder.opened(log);
      Settling.settle(History.read(history), recorder, log);
      goesOn(recorder, log);
      recorder.ended(log);
    }
    return HistoryCheck.of(History.read(history));
  }
}
