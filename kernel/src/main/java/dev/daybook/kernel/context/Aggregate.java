package dev.daybook.kernel.context;

import dev.daybook.kernel.Decider;
import dev.daybook.kernel.Id;
import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.log.EventType;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An aggregate as the runtime sees it: its words, its decider, where its events go, and which facts
 * its decisions need.
 *
 * @param <C> commands, sealed
 * @param <S> state
 * @param <F> facts
 * @param <E> events, sealed
 */
public interface Aggregate<C, S, F, E> {
  /** The category of its streams. */
  String category();

  Class<C> commands();

  Class<E> events();

  Class<S> state();

  /** The class of its ids; {@code stream} of such an id is {@code category-id}. */
  Class<? extends Id> id();

  Decider<C, S, F, E> decider();

  /** The stream a command acts on; a create takes a new id. */
  StreamId subject(C command, IdSource ids);

  /**
   * The commands a command stands for, carried out in its place as one batch, all or nothing
   * ({@code task.expand} is one create for every subtask). Not expanded again. By default a command
   * stands for itself.
   */
  default List<C> expand(C command, IdSource ids) {
    return List.of(command);
  }

  /**
   * Commands to other aggregates that what was decided means as well: decided after it and written
   * in the same append, all or nothing. By default none.
   */
  default List<Object> follow(List<E> events) {
    return List.of();
  }

  /**
   * What the decision needs beyond the state. Everything read through {@code gathering} becomes a
   * condition.
   */
  F facts(C command, StreamId subject, S state, Gathering gathering);

  /** What an event can be found by. {@code after} is the state with the event applied. */
  Set<Tag> tags(StreamId stream, S after, E event);

  /**
   * The tag that the creating event of a subject carries for a short reference ({@code HOME-7});
   * empty: not one.
   */
  default Optional<Tag> reference(String text) {
    return Optional.empty();
  }

  /**
   * A state is kept as a snapshot when its stream grows over a multiple of this many events; 0:
   * never. A snapshot must read back equal from JSON, or it is not kept.
   */
  default int snapshotEvery() {
    return 100;
  }

  /**
   * Raised by one whenever {@code evolve} comes to another state from the same events; snapshots of
   * another version are passed over. Changes to the state's components and to the events' versions
   * are noticed without it.
   */
  default int stateVersion() {
    return 1;
  }

  /** The type and version an event of this class is written as; from its {@code @EventName}. */
  static EventType typeOf(Class<?> event) {
    var name = event.getAnnotation(dev.daybook.kernel.catalogue.EventName.class);
    if (name == null) {
      throw new IllegalArgumentException(event.getName() + " needs an @EventName");
    }
    return new EventType(name.value(), name.version());
  }
}
