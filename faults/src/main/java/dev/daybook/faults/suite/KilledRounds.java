package dev.daybook.faults.suite;

import dev.daybook.faults.check.HistoryCheck;
import dev.daybook.faults.history.History;
import dev.daybook.faults.history.HistoryFile;
import dev.daybook.faults.history.Recorder;
import dev.daybook.kernel.log.StoreProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Rounds in which a program is killed at a random moment and the log it left is judged. A few
 * rounds go on with one log, then a new one is begun; the place of a log that kept every promise is
 * deleted.
 *
 * @param name of the places where it is done
 * @param roundsOfALog how many go on with one log
 * @param least bytes that the history of a round holds when the program is killed
 * @param most one more than it holds at the most by then
 * @param victim what is killed
 */
record KilledRounds(
    Workshop workshop, String name, int roundsOfALog, int least, int most, Victim victim) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A program, and what is done after its death. */
  interface Victim {
    /** Starts it; it writes the history of the round. */
    Child start(Round round, SplittableRandom random) throws IOException;

    /** Sees to what the kill left, before the log is judged; nobody holds the log. */
    void afterwards(Round round, Tally tally) throws IOException;
  }

  /**
   * One of the rounds on a log.
   *
   * @param place the directory of the log
   * @param earlier the histories of the rounds before on the same log
   */
  record Round(int number, Path place, String url, List<Path> earlier) {
    Round {
      earlier = List.copyOf(earlier);
    }

    /** Names the process of this round. */
    String node() {
      return "r" + number;
    }

    Path history() {
      return place.resolve("history-" + number + ".ndjson");
    }

    Path errors() {
      return place.resolve(node() + ".err");
    }

    /** All that happened to the log up to this round. */
    List<Path> histories() {
      return Stream.concat(earlier.stream(), Stream.of(history())).toList();
    }

    @Override
    public String toString() {
      return "round " + number + " in " + place;
    }
  }

  /** Does it so many times. */
  void run(Store store, int rounds, long seed, Tally tally)
      throws IOException, InterruptedException {
    var random = new SplittableRandom(seed);
    for (var first = 1; first <= rounds; first += roundsOfALog) {
      var place = workshop.directory(name + "-" + store.name() + "-" + first);
      var last = Math.min(rounds, first + roundsOfALog - 1);
      var problems = tally.problems();
      oneLog(place, store.freshUrl(place), first, last, random.split(), tally);
      if (tally.problems() == problems) {
        Scratch.delete(place);
      }
    }
  }

  private void oneLog(
      Path place, String url, int first, int last, SplittableRandom random, Tally tally)
      throws IOException, InterruptedException {
    var earlier = new ArrayList<Path>();
    for (var number = first; number <= last; number++) {
      var round = new Round(number, place, url, earlier);
      killed(round, random);
      victim.afterwards(round, tally);
      tally.add(round.toString(), HistoryCheck.of(ended(round)));
      earlier.add(round.history());
    }
  }

  private void killed(Round round, SplittableRandom random)
      throws IOException, InterruptedException {
    var enough = random.nextLong(least, most);
    try (var child = victim.start(round, random)) {
      var deadline = System.nanoTime() + PATIENCE.toNanos();
      while (Scratch.size(round.history()) < enough) {
        if (!child.isAlive() || System.nanoTime() > deadline) {
          throw new IOException("The program under load stopped by itself: " + child.said());
        }
        LockSupport.parkNanos(500_000);
      }
      child.kill();
    }
    try (var file = HistoryFile.mend(round.history())) {
      new Recorder(file, round.node()).crashed("kill");
    }
  }

  /** Everything up to this round, and the whole of the log at its end. */
  private History ended(Round round) throws IOException {
    var ending = round.place().resolve("final-" + round.number() + ".ndjson");
    try (var file = HistoryFile.open(ending);
        var log = StoreProvider.openUrl(round.url(), workshop.clock(), workshop.ids())) {
      new Recorder(file, "end").ended(log);
    }
    var all = new ArrayList<>(round.histories());
    all.add(ending);
    return History.read(all);
  }
}
