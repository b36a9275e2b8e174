package dev.daybook.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.DaybookException;
import dev.daybook.kernel.context.Aggregate;
import dev.daybook.kernel.context.Upcaster;
import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventId;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.EventType;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.NewEvent;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.memory.MemoryLog;
import dev.daybook.kernel.view.Occurrence;
import dev.daybook.runtime.trips.Trip;
import dev.daybook.runtime.trips.Trip.Leg;
import dev.daybook.runtime.trips.Trip.Price;
import dev.daybook.runtime.trips.Trip.TripId;
import dev.daybook.runtime.trips.Trips;
import dev.daybook.testkit.Events;
import dev.daybook.testkit.SeededIds;
import dev.daybook.testkit.SteppingClock;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What programs of the past wrote is read by the program of today. */
class EvolutionTest {
  private static final TripId TRIP = TripId.parse("01980000-0000-7000-8000-000000000860");
  private static final Leg TO_ROME = new Leg("Berlin", "Rome");
  private static final Price PRICE = new Price(new BigDecimal("129.90"), "EUR");
  private static final Actor ALICE = Actor.person("alice");

  private final JsonCodec json = new JsonCodec();
  private final EventCodec codec = new EventCodec(json, List.of(new Trips()));
  private final SeededIds ids = new SeededIds(1);
  private final MemoryLog log = new MemoryLog(ids, SteppingClock.stepping(Duration.ofMillis(1)));

  @AfterEach
  void close() {
    log.close();
  }

  static List<EventType> versions() {
    var all = new ArrayList<EventType>();
    for (var event : Sealed.records(Trip.Event.class)) {
      var newest = Aggregate.typeOf(event);
      for (var version = 1; version <= newest.version(); version++) {
        all.add(new EventType(newest.name(), version));
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("versions")
  void every_version_of_every_event_has_a_golden_file_and_is_read_as_the_newest(EventType type)
      throws IOException {
    var event = codec.decode(written(type, golden(type))).event();
    assertThat(event).isInstanceOf(codec.recordOf(type.name()).orElseThrow());
    if (type.equals(codec.typeOf(event))) {
      assertThat(codec.encode(event)).hasToString(golden(type));
    }
  }

  @Test
  void three_versions_are_one_event_to_who_reads_them() throws IOException {
    assertThat(read("trip.booked", 1))
        .isEqualTo(new Trip.Event.Booked(TRIP, List.of(TO_ROME), PRICE, null));
    assertThat(read("trip.booked", 2))
        .isEqualTo(new Trip.Event.Booked(TRIP, List.of(TO_ROME), PRICE, ALICE));
    assertThat(read("trip.booked", 3))
        .isEqualTo(new Trip.Event.Booked(TRIP, List.of(TO_ROME), PRICE, ALICE));
    assertThat(read("trip.noted", 1)).isEqualTo(new Trip.Event.Noted("sunny", TRIP, 1));
    assertThat(read("trip.noted", 2)).isEqualTo(new Trip.Event.Noted("sunny", TRIP, 7));
  }

  @Test
  void what_no_step_knows_is_carried_through_in_its_place_with_every_digit() {
    var data =
        "{\"later\":{\"z\":1.10,\"a\":[1e2,null,12345678901234567890,0.1000]},\"trip\":\""
            + TRIP
            + "\",\"from\":\"A\",\"none\":null,\"to\":\"B\",\"price\":100000000000000000.010}";
    var lifted = codec.upcast(written(new EventType("trip.booked", 1), data));
    assertThat(lifted.type()).isEqualTo(new EventType("trip.booked", 3));
    assertThat(lifted.data())
        .hasToString(
            "{\"later\":{\"z\":1.10,\"a\":[1E+2,null,12345678901234567890,0.1000]},\"trip\":\""
                + TRIP
                + "\",\"none\":null,\"price\":{\"amount\":100000000000000000.010,"
                + "\"currency\":\"EUR\"},\"legs\":[{\"from\":\"A\",\"to\":\"B\"}]}");
  }

  @Test
  void the_newest_version_and_what_nobody_knows_stay_byte_for_byte() throws IOException {
    var strange = "{ \"b\" : 1.0,\n\"a\": [ ] }";
    for (var type :
        List.of(
            new EventType("trip.booked", 3),
            new EventType("trip.booked", 4),
            new EventType("stranger.came", 1))) {
      var event = written(type, type.version() == 3 ? golden(type) : strange);
      assertThat(codec.upcast(event)).isEqualTo(new EventCodec.Upcast(type, event.data()));
    }
  }

  @Test
  void a_version_newer_than_the_program_and_an_unknown_type_are_not_read() {
    assertThat(read(new EventType("trip.booked", 4), "{\"x\":1}"))
        .isEqualTo(new Occurrence.Unknown());
    assertThat(read(new EventType("stranger.came", 1), "[]")).isEqualTo(new Occurrence.Unknown());
  }

  @Test
  void reading_changes_nothing_in_the_log() throws IOException {
    var text = golden(new EventType("trip.booked", 1));
    var event = written(new EventType("trip.booked", 1), text);
    codec.decode(event);
    assertThat(log.at(event.position()).orElseThrow().data()).hasToString(text);
    assertThat(log.at(event.position()).orElseThrow().type().version()).isEqualTo(1);
  }

  @Test
  void data_that_a_step_cannot_take_is_named() {
    var event = written(new EventType("trip.booked", 1), "[1]");
    assertThatThrownBy(() -> codec.decode(event))
        .isInstanceOf(DaybookException.class)
        .hasMessageStartingWith("The data of a trip.booked.v1 could not be read as version 3: ");
  }

  @Test
  void a_version_without_a_step_from_each_version_before_it_does_not_start() {
    refused(Trips.UPCASTERS.subList(1, 3), "trip.booked is written as version 3", "version 1");
    refused(
        List.of(Trips.UPCASTERS.getFirst(), Trips.UPCASTERS.getLast()),
        "trip.booked is written as version 3",
        "upcaster from version 2");
    refused(List.of(), "could not be read");
  }

  @Test
  void a_step_that_is_there_twice_or_leads_nowhere_does_not_start() {
    refused(with("trip.booked", 1), "trip.booked from version 1 is declared twice");
    refused(with("trip.booked", 3), "leads beyond the newest version, which is 3");
    refused(with("trip.moved", 1), "leads beyond the newest version, which is 1");
    refused(with("trip.lost", 1), "trip.lost from version 1", "no context declares");
  }

  private static List<Upcaster> with(String type, int from) {
    var steps = new ArrayList<>(Trips.UPCASTERS);
    steps.add(new Upcaster(type, from, data -> data));
    return steps;
  }

  private void refused(List<Upcaster> steps, String... named) {
    assertThatIllegalStateException()
        .isThrownBy(() -> new EventCodec(json, List.of(new Trips(100, 1, steps))))
        .satisfies(it -> assertThat(it.getMessage()).contains(named));
  }

  private Object read(String name, int version) throws IOException {
    var type = new EventType(name, version);
    return read(type, golden(type));
  }

  private Object read(EventType type, String data) {
    return codec.decode(written(type, data)).event();
  }

  private RecordedEvent written(EventType type, String data) {
    var event =
        new NewEvent(
            Trips.stream(TRIP),
            new EventId(ids.next()),
            type,
            Set.of(),
            JsonBytes.of(data),
            JsonBytes.EMPTY);
    log.append(new Append(new AppendId(ids.next()), List.of(event), List.of(), Events.SOMEBODY));
    return log.read(EventQuery.all(), Position.END, Direction.BACKWARD, 1).events().getFirst();
  }

  private String golden(EventType type) throws IOException {
    var file = "/wire/" + type + ".json";
    try (var golden = getClass().getResourceAsStream(file)) {
      assertThat(golden).as("src/test/resources" + file).isNotNull();
      return new String(golden.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
