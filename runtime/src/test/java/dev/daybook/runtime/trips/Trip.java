package dev.daybook.runtime.trips;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.Id;
import dev.daybook.kernel.catalogue.CommandName;
import dev.daybook.kernel.catalogue.EventName;
import dev.daybook.kernel.catalogue.Shape;
import dev.daybook.kernel.catalogue.Subject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A small aggregate for the tests of snapshots and of schema evolution: its first event is of
 * version 3, and its state has components of every kind.
 */
public record Trip(
    @Nullable TripId id,
    List<Leg> legs,
    @Nullable Price price,
    Stage stage,
    Map<String, Integer> words,
    Map<TripId, Mood> others,
    Set<Mood> moods,
    @Nullable Actor booker,
    long events) {
  public static final Trip NONE =
      new Trip(null, List.of(), null, new Stage.Planned(), Map.of(), Map.of(), Set.of(), null, 0);

  public enum Mood {
    HAPPY,
    VERY_SAD
  }

  public record TripId(UUID value) implements Id {
    public static TripId parse(String text) {
      return new TripId(UUID.fromString(text));
    }

    @Override
    public String text() {
      return value.toString();
    }

    @Override
    public String toString() {
      return value.toString();
    }
  }

  public record Leg(String from, String to) {}

  public record Price(BigDecimal amount, String currency) {}

  public sealed interface Stage {
    record Planned() implements Stage {}

    record Riding(Instant since, Mood mood) implements Stage {}

    record Over(Duration took, Stage before) implements Stage {}
  }

  public sealed interface Command {
    @CommandName(value = "trip.book", shape = Shape.CREATE, description = "Books a trip.")
    record Book(String from, String to, BigDecimal price) implements Command {}

    @CommandName(value = "trip.note", shape = Shape.ACT, description = "Notes a word.")
    record Note(@Subject TripId trip, String word, @Nullable TripId other) implements Command {}

    @CommandName(value = "trip.move", shape = Shape.ACT, description = "Goes on.")
    record Move(@Subject TripId trip, Mood mood) implements Command {}
  }

  /** Version 1 of booked had from, to and price; version 2 legs and price. */
  public sealed interface Event {
    @EventName(value = "trip.booked", version = 3, description = "A trip was booked.")
    record Booked(TripId trip, List<Leg> legs, Price price, @Nullable Actor booker)
        implements Event {}

    @EventName(value = "trip.noted", version = 2, description = "A word was noted.")
    record Noted(String word, @Nullable TripId other, int weight) implements Event {}

    @EventName(value = "trip.moved", description = "It went on.")
    record Moved(Mood mood, Instant at) implements Event {}
  }
}
