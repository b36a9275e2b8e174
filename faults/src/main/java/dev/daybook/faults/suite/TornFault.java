package dev.daybook.faults.suite;

import dev.daybook.faults.history.HistoryFile;
import dev.daybook.faults.history.Recorder;
import dev.daybook.faults.load.Load;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StoreProvider;
import dev.daybook.kernel.verify.Finding;
import dev.daybook.kernel.verify.HeadExport;
import dev.daybook.kernel.verify.RawLog;
import dev.daybook.kernel.verify.Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Flipped bits, torn sectors and cut tails in the files of a closed log. Whatever was damaged is
 * named by its position (a cut tail by a head that was exported), or the log says that it cannot be
 * opened; every other event reads as it was written; and opening it changes none of them.
 */
public final class TornFault {
  private static final int ROUNDS_OF_A_LOG = 50;
  private static final int WRITERS = 8;
  private static final int APPENDS = 25;

  private final Workshop workshop;

  public TornFault(Workshop workshop) {
    this.workshop = workshop;
  }

  /** Damages it so many times. */
  public Row run(FileStore store, int rounds, long seed) throws IOException, InterruptedException {
    var random = new SplittableRandom(seed);
    var tally = workshop.tally("torn, flipped", store.name(), rounds);
    var refused = 0;
    var named = 0;
    var harmless = 0;
    for (var first = 0; first < rounds; first += ROUNDS_OF_A_LOG) {
      var place = workshop.directory("torn-" + store.name() + "-" + first);
      var whole = place.resolve("whole");
      var events = written(store, place, whole, random.nextInt(1_000_000));
      var copy = place.resolve("damaged");
      for (var round = first; round < Math.min(rounds, first + ROUNDS_OF_A_LOG); round++) {
        Scratch.delete(copy);
        Scratch.copy(whole, copy);
        var damage = Damage.one(copy, random);
        var problems = new ArrayList<String>();
        switch (judged(store, copy, events, problems)) {
          case REFUSED -> refused++;
          case NAMED -> named++;
          case HARMLESS -> harmless++;
        }
        tally.add(events.size());
        for (var problem : problems) {
          tally.problem("round " + round + " (" + damage + ")", problem);
        }
      }
      Scratch.delete(place);
    }
    return tally.row(
        "named by position %d, refused to open %d, harmless %d"
            .formatted(named, refused, harmless));
  }

  private enum Outcome {
    REFUSED,
    NAMED,
    HARMLESS
  }

  private List<RecordedEvent> written(FileStore store, Path place, Path whole, long seed)
      throws IOException, InterruptedException {
    Scratch.fresh(whole);
    try (var history = HistoryFile.open(place.resolve("history.ndjson"));
        var log = StoreProvider.openUrl(store.quickUrl(whole), workshop.clock(), workshop.ids())) {
      var load =
          new Load(log, new Recorder(history, "a"), workshop.ids(), seed, "a")
              .start(WRITERS, APPENDS, Position.START);
      load.awaitWriters();
      load.stop();
      return all(log);
    }
  }

  private static List<RecordedEvent> all(EventLog log) {
    var events = new ArrayList<RecordedEvent>();
    for (var after = Position.START; ; ) {
      var page = log.read(EventQuery.all(), after, Direction.FORWARD, 1_000);
      events.addAll(page.events());
      after = page.next();
      if (page.end()) {
        return events;
      }
    }
  }

  private Outcome judged(
      FileStore store, Path place, List<RecordedEvent> events, List<String> problems) {
    var exported = new HeadExport(head(events));
    List<Finding> findings;
    var named = new TreeSet<Long>();
    List<Optional<RecordedEvent>> read;
    try (var log = StoreProvider.openUrl(store.quickUrl(place), workshop.clock(), workshop.ids())) {
      findings = new ArrayList<>(Verifier.of(log).verify().findings());
      var ends = log.head().position().value();
      if (ends < events.size()) {
        findings.addAll(cutTail(log, exported, ends, problems));
        for (var position = ends + 1; position <= events.size(); position++) {
          named.add(position);
        }
      }
      for (var finding : findings) {
        named.add(finding.position().value());
        if (finding
            .detail()
            .endsWith("position " + finding.position().next() + " cannot be checked")) {
          named.add(finding.position().value() + 1);
        }
      }
      read = read(log, events, named, problems);
    } catch (StoreException refused) {
      return clear(refused, problems) ? Outcome.REFUSED : Outcome.NAMED;
    } catch (RuntimeException unclear) {
      problems.add("the log does not say what is wrong, but fails with " + unclear);
      return Outcome.REFUSED;
    }
    again(store, place, events, read, problems);
    return findings.isEmpty() ? Outcome.HARMLESS : Outcome.NAMED;
  }

  private static dev.daybook.kernel.log.LogHead head(List<RecordedEvent> events) {
    var last = events.getLast();
    return new dev.daybook.kernel.log.LogHead(
        new dev.daybook.kernel.log.LogId(last.id().value()),
        1,
        last.position(),
        last.hash(),
        last.time());
  }

  private static boolean clear(StoreException refused, List<String> problems) {
    var message = refused.getMessage();
    if (message == null || message.length() < 20) {
      problems.add("the log refuses without a reason: " + message);
      return false;
    }
    return true;
  }

  /** The chain alone cannot show that its end is missing; a head that was kept elsewhere does. */
  private static List<Finding> cutTail(
      EventLog log, HeadExport exported, long ends, List<String> problems) {
    var findings = exported.check(RawLog.of(log));
    if (findings.stream()
        .noneMatch(finding ->
            finding.problem() == Finding.Problem.CUT_TAIL
                || finding.problem() == Finding.Problem.OTHER_LOG)) {
      problems.add(
          "the log ends at position "
              + ends
              + " and an exported head does not show it: "
              + findings);
    }
    return findings;
  }

  /** Every event by its position; what is not named must be as it was written. */
  private static List<Optional<RecordedEvent>> read(
      EventLog log, List<RecordedEvent> events, TreeSet<Long> named, List<String> problems) {
    var read = new ArrayList<Optional<RecordedEvent>>();
    for (var event : events) {
      var position = event.position();
      Optional<RecordedEvent> found;
      var why = "is not found";
      try {
        found = log.at(position);
      } catch (StoreException damaged) {
        found = Optional.empty();
        why = "cannot be read (" + damaged.getMessage() + ")";
      }
      read.add(found);
      if (!found.equals(Optional.of(event)) && !named.contains(position.value())) {
        problems.add(
            "position "
                + position
                + " "
                + (found.isEmpty() ? why : "reads as " + found.get())
                + ", and verification does not name it");
      }
    }
    return read;
  }

  /** Opened once more: what could be read before reads the same. */
  private void again(
      FileStore store,
      Path place,
      List<RecordedEvent> events,
      List<Optional<RecordedEvent>> before,
      List<String> problems) {
    try (var log = StoreProvider.openUrl(store.quickUrl(place), workshop.clock(), workshop.ids())) {
      for (var i = 0; i < events.size(); i++) {
        if (before.get(i).isPresent() && !log.at(events.get(i).position()).equals(before.get(i))) {
          problems.add("position " + (i + 1) + " was changed by opening the damaged log");
        }
      }
    } catch (StoreException refused) {
      problems.add("the damaged log opened once, but not again: " + refused.getMessage());
    }
  }
}
