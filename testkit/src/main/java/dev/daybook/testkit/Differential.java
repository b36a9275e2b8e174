package dev.daybook.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Receipt;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs one random program of appends and reads on two logs and compares every result. What must
 * differ is left out: log id and epoch. When both logs read the same standing clock, recorded times
 * and hashes are compared too.
 */
public final class Differential {
  private static final int PAGE = 17;

  private final EventLog subject;
  private final EventLog oracle;
  private final @Nullable SteppingClock clock;
  private final Generator random;
  private final RandomAppends program;
  private final List<AppendId> known = new ArrayList<>();

  private Differential(
      EventLog subject, EventLog oracle, @Nullable SteppingClock clock, long seed) {
    this.subject = subject;
    this.oracle = oracle;
    this.clock = clock;
    this.random = new Generator(seed);
    this.program = new RandomAppends(random, oracle, clock);
  }

  /**
   * Both logs are empty; their clocks need not agree.
   *
   * @throws AssertionError naming seed and step, where the two differ
   */
  public static void run(EventLog subject, EventLog oracle, long seed, int steps) {
    new Differential(subject, oracle, null, seed).run(steps);
  }

  /**
   * Both logs are empty and read this clock; it is moved between the steps, now and then backwards.
   */
  public static void run(
      EventLog subject, EventLog oracle, SteppingClock clock, long seed, int steps) {
    new Differential(subject, oracle, clock, seed).run(steps);
  }

  private void run(int steps) {
    var doing = "beginning";
    for (var step = 1; step <= steps; step++) {
      try {
        doing = step();
      } catch (AssertionError | RuntimeException different) {
        throw told("in step " + step, different);
      }
    }
    try {
      compareAll();
    } catch (AssertionError | RuntimeException different) {
      throw told("at the end, after " + doing, different);
    }
  }

  private AssertionError told(String where, Throwable different) {
    return new AssertionError(
        "The program of seed "
            + random.seed()
            + " gives different results "
            + where
            + ": "
            + different.getMessage(),
        different);
  }

  private String step() {
    if (clock != null) {
      clock.advance(Duration.ofNanos(random.between(-2_000_000L, 10_000_000L)));
    }
    return switch (random.between(0, 9)) {
      case 0, 1, 2, 3, 4 -> append(program.next());
      case 5 -> append(program.repeated());
      case 6, 7 -> read();
      case 8 -> readStream();
      default -> lookUp();
    };
  }

  private String append(Append append) {
    known.add(append.id());
    same("append " + append, told(oracle.append(append)), told(subject.append(append)));
    same("head", oracle.head().position(), subject.head().position());
    return "append";
  }

  private String read() {
    var query = program.query();
    var from = random.oneOf(Position.START, Position.END, program.position());
    for (var direction : Direction.values()) {
      same(
          "read " + direction + " from " + from + " " + query,
          all(oracle, query, from, direction),
          all(subject, query, from, direction));
    }
    return "read";
  }

  private String readStream() {
    var stream = program.stream();
    var from = new Version(random.oneOf(0L, 1L, Long.MAX_VALUE, random.between(0L, 20L)));
    var limit = random.between(1, 8);
    same("version of " + stream, oracle.version(stream), subject.version(stream));
    for (var direction : Direction.values()) {
      var what = "read %s %s from version %s, at most %s".formatted(stream, direction, from, limit);
      var expected = oracle.read(stream, from, direction, limit);
      var actual = subject.read(stream, from, direction, limit);
      same(what, told(expected.events()), told(actual.events()));
      same(what + ": end", expected.end(), actual.end());
      if (!expected.events().isEmpty()) {
        same(what + ": next", expected.next(), actual.next());
      }
    }
    return "read of a stream";
  }

  private String lookUp() {
    var id = known.isEmpty() || random.percent(20) ? program.unknown() : random.oneOf(known);
    same(
        "lookup " + id,
        oracle.lookup(id).map(Differential::told),
        subject.lookup(id).map(Differential::told));
    var position = random.oneOf(Position.START, Position.END, program.position());
    same(
        "at " + position,
        oracle.at(position).map(this::told),
        subject.at(position).map(this::told));
    if (clock != null) {
      var time = program.time();
      same("first at or after " + time, oracle.firstAtOrAfter(time), subject.firstAtOrAfter(time));
    }
    return "look-up";
  }

  private void compareAll() {
    same(
        "the whole log",
        all(oracle, EventQuery.all(), Position.START, Direction.FORWARD),
        all(subject, EventQuery.all(), Position.START, Direction.FORWARD));
    var expected = oracle.statistics();
    var actual = subject.statistics();
    same("total", expected.total(), actual.total());
    same("by type", expected.byType(), actual.byType());
    same("by category", expected.byCategory(), actual.byCategory());
    same("streams", expected.streams(), actual.streams());
    if (clock != null) {
      same("hash of the head", oracle.head().hash(), subject.head().hash());
      same("time of the head", oracle.head().time(), subject.head().time());
    }
    known.forEach(id ->
        same(
            "lookup " + id,
            oracle.lookup(id).map(Differential::told),
            subject.lookup(id).map(Differential::told)));
  }

  private static void same(String what, Object expected, Object actual) {
    assertThat(actual).as(what).isEqualTo(expected);
  }

  private List<RecordedEvent> all(
      EventLog log, EventQuery query, Position from, Direction direction) {
    List<RecordedEvent> found = new ArrayList<>();
    for (var page = log.read(query, from, direction, PAGE);
        ;
        page = log.read(query, page.next(), direction, PAGE)) {
      found.addAll(page.events());
      if (page.end()) {
        return told(found);
      }
    }
  }

  private record ToldReceipt(AppendId append, Position first, Position last, Object versions) {}

  private record Told(String outcome, Object what) {}

  private static ToldReceipt told(Receipt receipt) {
    return new ToldReceipt(receipt.append(), receipt.first(), receipt.last(), receipt.versions());
  }

  private static Told told(AppendResult result) {
    return switch (result) {
      case AppendResult.Appended(var receipt) -> new Told("appended", told(receipt));
      case AppendResult.AlreadyAppended(var receipt) -> new Told("already appended", told(receipt));
      case AppendResult.Conflict conflict -> new Told("conflict", conflict);
    };
  }

  private List<RecordedEvent> told(List<RecordedEvent> events) {
    return events.stream().map(this::told).toList();
  }

  private RecordedEvent told(RecordedEvent event) {
    return clock != null
        ? event
        : new RecordedEvent(
            event.position(),
            event.stream(),
            event.version(),
            event.id(),
            event.type(),
            Instant.EPOCH,
            event.appendId(),
            event.provenance(),
            event.tags(),
            event.data(),
            event.metadata(),
            Hash.ZERO);
  }
}
