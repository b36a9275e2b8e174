package dev.daybook.runtime.trips;

import dev.daybook.kernel.Decider;
import dev.daybook.kernel.Decision;
import dev.daybook.kernel.Id;
import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.context.Aggregate;
import dev.daybook.kernel.context.BoundedContext;
import dev.daybook.kernel.context.Gathering;
import dev.daybook.kernel.context.Upcaster;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import dev.daybook.kernel.view.QueryHandler;
import dev.daybook.kernel.view.View;
import dev.daybook.runtime.trips.Trip.Leg;
import dev.daybook.runtime.trips.Trip.Price;
import dev.daybook.runtime.trips.Trip.Stage;
import dev.daybook.runtime.trips.Trip.TripId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The context of {@link Trip}.
 *
 * @param every how often a snapshot is due
 * @param stateVersion what {@code evolve} says of itself
 * @param upcasters how older events are read
 */
public record Trips(int every, int stateVersion, List<Upcaster> upcasters)
    implements BoundedContext {
  /** How the program of today reads what those before it wrote. */
  public static final List<Upcaster> UPCASTERS =
      List.of(
          new Upcaster("trip.booked", 1, Trips::withLegs),
          new Upcaster("trip.booked", 2, Trips::withCurrency),
          new Upcaster("trip.noted", 1, Trips::withWeight));

  public Trips() {
    this(100);
  }

  public Trips(int every) {
    this(every, 1, UPCASTERS);
  }

  private static Map<String, @Nullable Object> withLegs(Map<String, @Nullable Object> data) {
    var leg = new LinkedHashMap<String, @Nullable Object>();
    leg.put("from", data.remove("from"));
    leg.put("to", data.remove("to"));
    data.put("legs", List.of(leg));
    return data;
  }

  private static Map<String, @Nullable Object> withCurrency(Map<String, @Nullable Object> data) {
    var price = new LinkedHashMap<String, @Nullable Object>();
    price.put("amount", data.get("price"));
    price.put("currency", "EUR");
    data.put("price", price);
    return data;
  }

  private static Map<String, @Nullable Object> withWeight(Map<String, @Nullable Object> data) {
    data.put("weight", 1);
    return data;
  }

  @Override
  public String name() {
    return "trips";
  }

  public TripAggregate aggregate() {
    return new TripAggregate(every, stateVersion);
  }

  @Override
  public List<Aggregate<?, ?, ?, ?>> aggregates() {
    return List.of(aggregate());
  }

  @Override
  public List<View> views() {
    return List.of();
  }

  @Override
  public List<QueryHandler<?, ?>> queries() {
    return List.of();
  }

  public static StreamId stream(TripId trip) {
    return new StreamId("trip", trip.text());
  }

  /** What a decision about a trip needs. */
  public record Facts(TripId trip, Instant now) {}

  /** The trip as the runtime sees it. */
  public record TripAggregate(int snapshotEvery, int stateVersion)
      implements Aggregate<Trip.Command, Trip, Facts, Trip.Event> {
    @Override
    public String category() {
      return "trip";
    }

    @Override
    public Class<Trip.Command> commands() {
      return Trip.Command.class;
    }

    @Override
    public Class<Trip.Event> events() {
      return Trip.Event.class;
    }

    @Override
    public Class<Trip> state() {
      return Trip.class;
    }

    @Override
    public Class<? extends Id> id() {
      return TripId.class;
    }

    @Override
    public Decider<Trip.Command, Trip, Facts, Trip.Event> decider() {
      return new TripDecider();
    }

    @Override
    public StreamId subject(Trip.Command command, IdSource ids) {
      return switch (command) {
        case Trip.Command.Book _ -> new StreamId("trip", ids.next().toString());
        case Trip.Command.Note(var trip, _, _) -> stream(trip);
        case Trip.Command.Move(var trip, _) -> stream(trip);
      };
    }

    @Override
    public Facts facts(Trip.Command command, StreamId subject, Trip state, Gathering gathering) {
      return new Facts(TripId.parse(subject.id()), gathering.now());
    }

    @Override
    public Set<Tag> tags(StreamId stream, Trip after, Trip.Event event) {
      return Set.of();
    }
  }

  private static final class TripDecider implements Decider<Trip.Command, Trip, Facts, Trip.Event> {
    @Override
    public Trip initialState() {
      return Trip.NONE;
    }

    @Override
    public Decision<Trip.Event> decide(Trip.Command command, Trip trip, Facts facts) {
      return Decision.accepted(
          switch (command) {
            case Trip.Command.Book(var from, var to, var price) ->
                new Trip.Event.Booked(
                    facts.trip(), List.of(new Leg(from, to)), new Price(price, "EUR"), null);
            case Trip.Command.Note(_, var word, var other) -> new Trip.Event.Noted(word, other, 1);
            case Trip.Command.Move(_, var mood) -> new Trip.Event.Moved(mood, facts.now());
          });
    }

    @Override
    public Trip evolve(Trip trip, Trip.Event event) {
      return switch (event) {
        case Trip.Event.Booked(var id, var legs, var price, var booker) ->
            new Trip(
                id,
                legs,
                price,
                trip.stage(),
                trip.words(),
                trip.others(),
                trip.moods(),
                booker,
                trip.events() + 1);
        case Trip.Event.Noted(var word, var other, var weight) -> {
          var words = new LinkedHashMap<>(trip.words());
          words.merge(word, weight, Integer::sum);
          var others = new LinkedHashMap<>(trip.others());
          if (other != null) {
            others.put(other, Trip.Mood.HAPPY);
          }
          yield with(trip, trip.stage(), words, others, trip.moods());
        }
        case Trip.Event.Moved(var mood, var at) -> {
          var moods = new LinkedHashSet<>(trip.moods());
          moods.add(mood);
          var stage =
              switch (trip.stage()) {
                case Stage.Planned _ -> new Stage.Riding(at, mood);
                case Stage.Riding riding ->
                    new Stage.Over(Duration.between(riding.since(), at), riding);
                case Stage.Over _ -> new Stage.Planned();
              };
          yield with(trip, stage, trip.words(), trip.others(), moods);
        }
      };
    }

    private static Trip with(
        Trip trip,
        Stage stage,
        Map<String, Integer> words,
        Map<TripId, Trip.Mood> others,
        Set<Trip.Mood> moods) {
      return new Trip(
          trip.id(),
          trip.legs(),
          trip.price(),
          stage,
          words,
          others,
          moods,
          trip.booker(),
          trip.events() + 1);
    }
  }
}
