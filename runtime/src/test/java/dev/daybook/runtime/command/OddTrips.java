package dev.daybook.runtime.command;

import dev.daybook.kernel.Decider;
import dev.daybook.kernel.Decision;
import dev.daybook.kernel.Id;
import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.context.Aggregate;
import dev.daybook.kernel.context.Gathering;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import dev.daybook.runtime.trips.Trip;
import dev.daybook.runtime.trips.Trips;
import java.util.Set;

/** Trips whose state holds an array, which is never equal to one read back. */
final class OddTrips {
  private OddTrips() {}

  @SuppressWarnings("ArrayRecordComponent") // that is what is odd
  record OddTrip(Trip trip, int[] lengths) {}

  record OddAggregate() implements Aggregate<Trip.Command, OddTrip, Trips.Facts, Trip.Event> {
    private static final Trips.TripAggregate EVEN = new Trips().aggregate();

    @Override
    public String category() {
      return EVEN.category();
    }

    @Override
    public Class<Trip.Command> commands() {
      return EVEN.commands();
    }

    @Override
    public Class<Trip.Event> events() {
      return EVEN.events();
    }

    @Override
    public Class<OddTrip> state() {
      return OddTrip.class;
    }

    @Override
    public Class<? extends Id> id() {
      return EVEN.id();
    }

    @Override
    public Decider<Trip.Command, OddTrip, Trips.Facts, Trip.Event> decider() {
      return new Decider<>() {
        @Override
        public OddTrip initialState() {
          return new OddTrip(Trip.NONE, new int[0]);
        }

        @Override
        public Decision<Trip.Event> decide(Trip.Command command, OddTrip state, Trips.Facts facts) {
          return EVEN.decider().decide(command, state.trip(), facts);
        }

        @Override
        public OddTrip evolve(OddTrip state, Trip.Event event) {
          return new OddTrip(EVEN.decider().evolve(state.trip(), event), new int[] {1});
        }
      };
    }

    @Override
    public StreamId subject(Trip.Command command, IdSource ids) {
      return EVEN.subject(command, ids);
    }

    @Override
    public Trips.Facts facts(
        Trip.Command command, StreamId subject, OddTrip state, Gathering gathering) {
      return EVEN.facts(command, subject, state.trip(), gathering);
    }

    @Override
    public Set<Tag> tags(StreamId stream, OddTrip after, Trip.Event event) {
      return EVEN.tags(stream, after.trip(), event);
    }
  }
}
