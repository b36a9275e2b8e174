package dev.daybook.faults.suite;

import dev.daybook.faults.check.HistoryCheck;
import dev.daybook.faults.history.Entry;
import dev.daybook.faults.history.History;
import dev.daybook.faults.history.HistoryFile;
import dev.daybook.faults.history.Recorder;
import dev.daybook.faults.load.Load;
import dev.daybook.faults.load.Worker;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StoreProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * What happens to a log on PostgreSQL: its server dies under load and comes back, connections are
 * cut in the middle of a commit, and a node that was writing is paused while another writes on.
 */
public final class PostgresFault {
  private static final int WRITERS = 16;
  private static final int CRASHES = 2;
  private static final int PAUSES = 6;

  private final Workshop workshop;
  private final PostgresStore store;

  public PostgresFault(Workshop workshop, PostgresStore store) {
    this.workshop = workshop;
    this.store = store;
  }

  /** Something that happens while a load runs. */
  private interface Trouble {
    void run(SplittableRandom random) throws IOException, InterruptedException;
  }

  /** The server ends at once, twice a round, and is started again. */
  public Row restarts(int rounds, long seed) throws IOException, InterruptedException {
    return underLoad("server killed", rounds, seed, false);
  }

  /** Connections are cut before a statement, after it and within its answer. */
  public Row cuts(int rounds, long seed) throws IOException, InterruptedException {
    return underLoad("connection cut", rounds, seed, true);
  }

  private Row underLoad(String fault, int rounds, long seed, boolean cut)
      throws IOException, InterruptedException {
    var random = new SplittableRandom(seed);
    var tally = workshop.tally(fault, store.name(), rounds);
    var happened = 0;
    for (var round = 1; round <= rounds; round++) {
      var place = workshop.directory(fault.replace(' ', '-') + "-" + round);
      var url = store.freshUrl(place);
      try (var proxy = new CutProxy(store.server().port(), random.nextInt(1_000_000))) {
        Trouble trouble = cut ? one -> cutForAWhile(proxy, one) : this::crash;
        var through = cut ? store.through(proxy.port(), url) : url;
        var history = loaded(place, through, url, random, trouble);
        tally.add("round " + round + " in " + place, HistoryCheck.of(History.read(history)));
        happened += cut ? proxy.cuts() : CRASHES;
      }
      if (tally.row().isKept()) {
        Scratch.delete(place);
      }
    }
    return tally.row(
        happened + (cut ? " connections cut" : " crashes of the server") + ", every promise kept");
  }

  private Path loaded(
      Path place, String through, String direct, SplittableRandom random, Trouble trouble)
      throws IOException, InterruptedException {
    var file = place.resolve("history.ndjson");
    try (var history = HistoryFile.open(file)) {
      var recorder = new Recorder(history, "a");
      try (var log = StoreProvider.openUrl(through, workshop.clock(), workshop.ids())) {
        recorder.opened(log);
        var load = new Load(log, recorder, workshop.ids(), random.nextInt(1_000_000), "a");
        load.start(WRITERS, Integer.MAX_VALUE, Position.START);
        trouble.run(random);
        goesOn(file);
        load.stop();
      }
      recorder.crashed("close");
      try (var log = StoreProvider.openUrl(direct, workshop.clock(), workshop.ids())) {
        var settling = new Recorder(history, "settling");
        settling.opened(log);
        Settling.settle(History.read(file), settling, log);
        settling.ended(log);
      }
    }
    return file;
  }

  private void crash(SplittableRandom random) {
    for (var i = 0; i < CRASHES; i++) {
      pause(random, 300, 1_200);
      store.server().kill();
      pause(random, 1, 300);
      store.server().restart();
    }
  }

  private static void cutForAWhile(CutProxy proxy, SplittableRandom random) {
    pause(random, 50, 200);
    proxy.cutting(true);
    pause(random, 1_500, 2_500);
    proxy.cutting(false);
  }

  private static void pause(SplittableRandom random, int least, int most) {
    LockSupport.parkNanos(random.nextInt(least, most) * 1_000_000L);
  }

  /** After the trouble appends succeed again. */
  private static void goesOn(Path file) throws IOException {
    var before = acknowledged(file);
    var deadline = System.nanoTime() + 60_000_000_000L;
    while (acknowledged(file) < before + 50) {
      if (System.nanoTime() > deadline) {
        throw new IOException("A minute after the trouble nothing is appended yet: " + file);
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  private static long acknowledged(Path file) throws IOException {
    return History.read(file).entries().stream()
        .filter(
            entry -> entry instanceof Entry.Returned answer && answer.outcome().isAcknowledged())
        .count();
  }

  /**
   * Two programs write to one log; again and again one of them is stopped in the middle of its
   * work, the other goes on, and the first awakes believing that nothing has happened.
   */
  public Row leaders(int rounds, long seed) throws IOException, InterruptedException {
    var random = new SplittableRandom(seed);
    var tally = workshop.tally("paused leader", store.name(), rounds);
    for (var round = 1; round <= rounds; round++) {
      var place = workshop.directory("leaders-" + round);
      var url = store.freshUrl(place);
      var histories = new ArrayList<Path>();
      try (var a = node(place, url, "a", random, histories);
          var b = node(place, url, "b", random, histories)) {
        pause(random, 1_200, 1_800);
        for (var i = 0; i < PAUSES; i++) {
          var paused = random.nextBoolean() ? a : b;
          paused.signal("STOP");
          pause(random, 100, 900);
          paused.signal("CONT");
          pause(random, 50, 400);
        }
        goesOn(histories.getFirst());
        goesOn(histories.getLast());
      }
      var ending = place.resolve("final.ndjson");
      for (var history : histories) {
        try (var file = HistoryFile.mend(history)) {
          new Recorder(file, history == histories.getFirst() ? "a" : "b").crashed("kill");
        }
      }
      histories.add(ending);
      try (var file = HistoryFile.open(ending);
          var log = StoreProvider.openUrl(url, workshop.clock(), workshop.ids())) {
        var recorder = new Recorder(file, "settling");
        recorder.opened(log);
        Settling.settle(History.read(histories), recorder, log);
        recorder.ended(log);
      }
      tally.add("round " + round + " in " + place, HistoryCheck.of(History.read(histories)));
      if (tally.row().isKept()) {
        Scratch.delete(place);
      }
    }
    return tally.row(PAUSES * rounds + " pauses, every promise kept");
  }

  private static Child node(
      Path place, String url, String name, SplittableRandom random, List<Path> histories)
      throws IOException {
    var history = place.resolve("history-" + name + ".ndjson");
    histories.add(history);
    return Child.start(
        place.resolve(name + ".err"),
        Map.of(),
        Worker.class,
        url,
        history,
        name,
        random.nextInt(1_000_000),
        WRITERS / 2,
        Integer.MAX_VALUE,
        0,
        "follower-" + name);
  }
}
