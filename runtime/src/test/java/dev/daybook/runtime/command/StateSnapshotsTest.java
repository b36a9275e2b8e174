package dev.daybook.runtime.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.context.Gathering.Known;
import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.EventId;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventType;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.NewEvent;
import dev.daybook.kernel.log.Snapshot;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.Version;
import dev.daybook.kernel.memory.MemoryLog;
import dev.daybook.runtime.codec.EventCodec;
import dev.daybook.runtime.codec.JsonCodec;
import dev.daybook.runtime.notes.World;
import dev.daybook.runtime.trips.Trip;
import dev.daybook.runtime.trips.Trip.Mood;
import dev.daybook.runtime.trips.Trip.TripId;
import dev.daybook.runtime.trips.Trips;
import dev.daybook.testkit.Events;
import dev.daybook.testkit.Generator;
import dev.daybook.testkit.SeededIds;
import dev.daybook.testkit.SteppingClock;
import dev.daybook.testkit.Together;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** States kept beside the log save reading and change nothing. */
class StateSnapshotsTest {
  private static final UUID OTHER = new UUID(3, 4);

  private final SteppingClock clock = SteppingClock.stepping(Duration.ofMillis(1));
  private final SeededIds ids = new SeededIds(1);
  private final WatchedLog log = new WatchedLog(new MemoryLog(ids, clock));
  private final World world = new World(log, new Trips());

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_stream_of_ten_thousand_events_is_loaded_from_a_hundred_of_them() {
    var trip = trip();
    notes(trip, 10_098);
    assertThat(log.count()).isEqualTo(101 - 1);
    log.read();
    var loaded = load(new Trips(), trip);
    assertThat(log.read()).isEqualTo(100);
    assertThat(loaded.version()).isEqualTo(new Version(10_099));
    assertThat(loaded).isEqualTo(folded(trip, 10_099));
  }

  @Test
  void a_state_of_the_past_is_loaded_from_the_snapshot_below_it() {
    var trip = trip();
    notes(trip, 1_000);
    for (var at : List.of(1, 99, 100, 101, 199, 200, 555, 1_001)) {
      var states = states(new Trips());
      log.read();
      var known = states.load(new Trips().aggregate(), Trips.stream(trip), new Version(at));
      assertThat(log.read()).as("events read for version %s", at).isLessThanOrEqualTo(100);
      assertThat(known).isEqualTo(folded(trip, at));
    }
    assertThat(load(new Trips(), trip).version()).isEqualTo(new Version(1_001));
  }

  @Test
  void random_programs_come_to_the_same_state_with_snapshots_and_without() {
    for (var seed = 1L; seed <= 20; seed++) {
      var random = new Generator(seed);
      var every = random.between(1, 7);
      try (var small = new World(new MemoryLog(ids, clock), new Trips(every))) {
        var trip = book(small);
        for (var i = 0; i < 60; i++) {
          small.give(
              random.percent(50)
                  ? new Trip.Command.Move(trip, random.oneOf(Mood.values()))
                  : new Trip.Command.Note(
                      trip, random.text(3), random.percent(30) ? new TripId(OTHER) : null));
        }
        small.engine.snapshots().settle();
        assertThat(small.engine.snapshots().count()).as("seed %s", seed).isEqualTo(61 / every);
        var aggregate = new Trips(every).aggregate();
        var stream = Trips.stream(trip);
        for (var at = 1; at <= 61; at++) {
          var known = states(small.log, new Trips(every)).load(aggregate, stream, new Version(at));
          assertThat(known)
              .as("seed %s, every %s, version %s", seed, every, at)
              .isEqualTo(folded(small.log, trip, at));
        }
      }
    }
  }

  @Test
  void a_poisoned_or_cut_snapshot_is_passed_over_and_written_anew() {
    var trip = trip();
    notes(trip, 250);
    var good = log.latest(Trips.stream(trip)).orElseThrow();
    var text = good.state().toString();
    for (var poison :
        List.of(
            "",
            "{",
            "null",
            "{\"state\":{}}",
            text.substring(0, text.length() / 2),
            text.substring(0, text.length() - 1),
            text.replace("\"events\":200", "\"events\":201"),
            text.replace("\"word", "\"wort"),
            text.replaceFirst("\"event\":\"....", "\"event\":\"0000"))) {
      poison(good, poison);
      log.read();
      assertThat(load(new Trips(), trip)).as("with %s", poison).isEqualTo(folded(trip, 251));
      assertThat(log.latest(Trips.stream(trip)).orElseThrow().state())
          .as("after %s", poison)
          .isEqualTo(good.state());
      log.read();
      load(new Trips(), trip);
      assertThat(log.read()).isEqualTo(52);
    }
  }

  @Test
  void a_sound_snapshot_of_what_another_log_held_is_passed_over() {
    var trip = trip();
    notes(trip, 120);
    var foreign = new MemoryLog(new SeededIds(9), clock);
    try (var other = new World(foreign, new Trips())) {
      append(foreign, trip, IntStream.range(0, 150).mapToObj(_ -> "other").toList());
      load(foreign, new Trips(), trip);
      var theirs = foreign.snapshots().flatMap(all -> all.latest(Trips.stream(trip))).orElseThrow();
      poison(theirs, theirs.state().toString());
      assertThat(other.engine.snapshots().count()).isEqualTo(1);
    }
    assertThat(load(new Trips(), trip)).isEqualTo(folded(trip, 121));
    log.read();
    load(new Trips(), trip);
    assertThat(log.read()).isEqualTo(22);
  }

  @Test
  void another_state_version_takes_no_snapshot_of_the_old_one_and_replaces_it() {
    var trip = trip();
    notes(trip, 350);
    var raised = new Trips(100, 2, Trips.UPCASTERS);
    var before = log.latest(Trips.stream(trip)).orElseThrow();
    log.read();
    assertThat(load(raised, trip)).isEqualTo(folded(trip, 351));
    assertThat(log.read()).isGreaterThan(350);
    assertThat(log.latest(Trips.stream(trip)).orElseThrow().version()).isEqualTo(before.version());
    assertThat(log.latest(Trips.stream(trip)).orElseThrow().state()).isNotEqualTo(before.state());
    log.read();
    load(raised, trip);
    assertThat(log.read()).isEqualTo(52);
  }

  @Test
  void snapshots_are_dropped_and_rebuilt_with_the_same_states() {
    var trips = List.of(trip(), trip());
    trips.forEach(trip -> notes(trip, 320));
    var kept = trips.stream().map(trip -> log.latest(Trips.stream(trip)).orElseThrow()).toList();
    world.engine.snapshots().drop(Trips.stream(trips.getFirst()));
    assertThat(world.engine.snapshots().count()).isEqualTo(3);
    world.engine.snapshots().drop();
    assertThat(world.engine.snapshots().count()).isZero();
    assertThat(world.engine.rebuildSnapshots()).isEqualTo(6);
    assertThat(world.engine.rebuildSnapshots()).isZero();
    for (var each : kept) {
      assertThat(log.latest(each.stream()).orElseThrow().state()).isEqualTo(each.state());
    }
  }

  @Test
  void a_short_stream_and_an_aggregate_that_wants_none_have_no_snapshot() {
    var trip = trip();
    notes(trip, 98);
    assertThat(log.count()).isZero();
    notes(trip, 1);
    assertThat(log.count()).isEqualTo(1);
    try (var never = new World(new MemoryLog(ids, clock), new Trips(0))) {
      var other = book(never);
      for (var i = 0; i < 300; i++) {
        never.give(new Trip.Command.Note(other, "w", null));
      }
      never.engine.snapshots().settle();
      assertThat(never.engine.snapshots().count()).isZero();
      assertThat(never.engine.rebuildSnapshots()).isZero();
    }
  }

  @Test
  void older_versions_of_events_are_folded_and_kept_as_the_newest() {
    var trip = new TripId(new UUID(5, 6));
    append(log, trip, IntStream.range(0, 200).mapToObj(i -> "old " + i % 3).toList());
    var loaded = load(new Trips(), trip);
    assertThat(loaded.state().words()).containsEntry("old 1", 67);
    assertThat(log.count()).isEqualTo(1);
    log.read();
    assertThat(load(new Trips(), trip)).isEqualTo(loaded);
    assertThat(log.read()).isEqualTo(1);
  }

  @Test
  void a_state_that_does_not_read_back_equal_is_not_kept_and_nothing_else_suffers() {
    var odd = new OddTrips.OddAggregate();
    var trip = trip();
    notes(trip, 450);
    log.dropAll();
    var snapshots = snapshots(log, new Trips());
    var states = new States(log, codec(new Trips()), snapshots, 10);
    assertThat(states.load(odd, Trips.stream(trip)).state().trip())
        .isEqualTo(folded(trip, 451).state());
    snapshots.settle();
    assertThat(log.count()).isZero();
    log.read();
    assertThat(new States(log, codec(new Trips()), snapshots, 10).load(odd, Trips.stream(trip)))
        .extracting(Known::version)
        .isEqualTo(new Version(451));
    snapshots.settle();
    assertThat(log.read()).as("it is not tried again").isEqualTo(451);
  }

  @Test
  void a_store_that_fails_to_keep_or_find_snapshots_fails_no_command_and_no_load() {
    var trip = trip();
    log.trouble =
        () -> {
          throw new StoreException.RolledBack("no room for snapshots", null);
        };
    notes(trip, 250);
    assertThat(load(new Trips(), trip)).isEqualTo(folded(trip, 251));
    log.trouble = () -> {};
    assertThat(log.count()).isZero();
    notes(trip, 100);
    assertThat(log.count()).isEqualTo(1);
  }

  @Test
  void a_store_that_hangs_with_a_snapshot_holds_up_no_command() {
    var trip = trip();
    var hanging = new CountDownLatch(1);
    log.trouble =
        () -> {
          try {
            hanging.await();
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          }
        };
    give(trip, 400);
    assertThat(log.version(Trips.stream(trip))).isEqualTo(new Version(401));
    assertThat(log.count()).isZero();
    hanging.countDown();
    world.engine.snapshots().settle();
    assertThat(log.count()).isEqualTo(4);
  }

  @Test
  void sixteen_writers_and_readers_leave_sound_snapshots() {
    var trips = IntStream.range(0, 4).mapToObj(_ -> trip()).toList();
    Together.run(
        16,
        thread -> {
          var trip = trips.get(thread % 4);
          for (var i = 0; i < 100; i++) {
            world.give(new Trip.Command.Note(trip, "w" + thread, null));
            if (i % 25 == 0) {
              states(new Trips()).load(new Trips().aggregate(), Trips.stream(trip));
            }
          }
          return true;
        });
    world.engine.snapshots().settle();
    for (var trip : trips) {
      for (var at = 100; at <= 400; at += 100) {
        assertThat(log.latest(Trips.stream(trip), new Version(at)).orElseThrow().version())
            .isEqualTo(new Version(at));
      }
      log.read();
      assertThat(load(new Trips(), trip)).isEqualTo(folded(trip, 401));
      assertThat(log.read()).isLessThanOrEqualTo(401 + 2);
    }
  }

  private TripId trip() {
    return book(world);
  }

  private static TripId book(World world) {
    var booked = new Trip.Command.Book("A", "B", new BigDecimal("12.50"));
    var done = (CommandResult.Done) world.give(booked);
    return TripId.parse(done.outcomes().getFirst().stream().id());
  }

  /** So many notes, ten at once, and every snapshot that is due for them. */
  private void notes(TripId trip, int number) {
    give(trip, number);
    world.engine.snapshots().settle();
  }

  private void give(TripId trip, int number) {
    for (var i = 0; i < number; i += 10) {
      var notes =
          IntStream.range(i, Math.min(number, i + 10))
              .mapToObj(n -> new Trip.Command.Note(trip, "word " + n % 7, null));
      assertThat(world.giveAll(notes.toArray())).isInstanceOf(CommandResult.Done.class);
    }
  }

  /** Notes as a program of version 1 wrote them. */
  private void append(EventLog to, TripId trip, List<String> words) {
    var events =
        words.stream()
            .map(word ->
                new NewEvent(
                    Trips.stream(trip),
                    new EventId(ids.next()),
                    new EventType("trip.noted", 1),
                    Set.of(),
                    JsonBytes.of("{\"word\":\"" + word + "\"}"),
                    JsonBytes.EMPTY))
            .toList();
    to.append(new Append(new AppendId(ids.next()), events, List.of(), Events.SOMEBODY));
  }

  private void poison(Snapshot good, String state) {
    var stream = good.stream();
    var before = log.latest(stream, good.version()).orElse(good);
    log.save(
        new Snapshot(stream, good.version(), before.time().plusNanos(1_000), JsonBytes.of(state)));
  }

  private Known<Trip> load(Trips context, TripId trip) {
    return load(log, context, trip);
  }

  /** As a program does that has just been started; then every snapshot that is due is written. */
  private Known<Trip> load(EventLog from, Trips context, TripId trip) {
    var snapshots = snapshots(from, context);
    var known =
        new States(from, codec(context), snapshots, 10)
            .load(context.aggregate(), Trips.stream(trip));
    snapshots.settle();
    return known;
  }

  private States states(Trips context) {
    return states(log, context);
  }

  private States states(EventLog from, Trips context) {
    return new States(from, codec(context), snapshots(from, context), 10);
  }

  private StateSnapshots snapshots(EventLog from, Trips context) {
    return new StateSnapshots(from, codec(context), clock);
  }

  private static EventCodec codec(Trips context) {
    return new EventCodec(new JsonCodec(), List.of(context));
  }

  private Known<Trip> folded(TripId trip, long at) {
    return folded(log, trip, at);
  }

  /** From the first event on, without any snapshot. */
  private static Known<Trip> folded(EventLog from, TripId trip, long at) {
    return new Folding(from, codec(new Trips()))
        .whole(new Trips().aggregate(), Trips.stream(trip), new Version(at))
        .known();
  }
}
