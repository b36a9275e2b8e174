package dev.daybook.runtime.command;

import dev.daybook.kernel.context.Aggregate;
import dev.daybook.kernel.context.Gathering.Known;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import dev.daybook.kernel.view.Occurrence;
import dev.daybook.runtime.codec.EventCodec;
import java.util.Optional;

/** Folds streams: the only way from events to a state. */
final class Folding {
  private static final Version END = new Version(Long.MAX_VALUE);
  private static final int PAGE = 1_000;

  private final EventLog log;
  private final EventCodec codec;

  /** A state with the hash of the last event that is in it; {@link Hash#ZERO} before the first. */
  record Folded<S>(Known<S> known, Hash last) {
    Version version() {
      return known.version();
    }
  }

  Folding(EventLog log, EventCodec codec) {
    this.log = log;
    this.codec = codec;
  }

  /** The state of a stream from its first event on. */
  <S> Folded<S> whole(Aggregate<?, S, ?, ?> aggregate, StreamId stream, Version to) {
    var nothing = new Known<>(aggregate.decider().initialState(), Version.NONE);
    return after(new Folded<>(nothing, Hash.ZERO), aggregate, stream, to);
  }

  /** The state of a stream as far as it goes, from a state that is known on. */
  <S> Known<S> after(Known<S> start, Aggregate<?, S, ?, ?> aggregate, StreamId stream) {
    return after(new Folded<>(start, Hash.ZERO), aggregate, stream, END).known();
  }

  /** The state of a stream at a version, from a state that is known on. */
  <S> Folded<S> after(
      Folded<S> start, Aggregate<?, S, ?, ?> aggregate, StreamId stream, Version to) {
    var state = start.known().state();
    var version = start.version();
    var last = start.last();
    while (version.compareTo(to) < 0) {
      var most = (int) Math.min(PAGE, to.value() - version.value());
      var page = log.read(stream, version.plus(1), Direction.FORWARD, most);
      for (var event : page.events()) {
        state = evolve(aggregate, state, codec.decode(event).event());
        version = event.version();
        last = event.hash();
      }
      if (page.end()) {
        break;
      }
    }
    return new Folded<>(new Known<>(state, version), last);
  }

  /**
   * The same, from a state that somebody kept, if the log still holds the event it ended with; that
   * event is read along with those after it.
   */
  <S> Optional<Folded<S>> resumed(
      Folded<S> kept, Aggregate<?, S, ?, ?> aggregate, StreamId stream, Version to) {
    var state = kept.known().state();
    var version = kept.version();
    var last = kept.last();
    var most = (int) Math.min(PAGE, to.value() - version.value() + 1);
    var page = log.read(stream, version, Direction.FORWARD, most);
    if (page.events().isEmpty() || !page.events().getFirst().hash().equals(last)) {
      return Optional.empty();
    }
    for (var event : page.events().subList(1, page.events().size())) {
      state = evolve(aggregate, state, codec.decode(event).event());
      version = event.version();
      last = event.hash();
    }
    var first = new Folded<>(new Known<>(state, version), last);
    return Optional.of(page.end() ? first : after(first, aggregate, stream, to));
  }

  /** A state after a decoded event; what nobody declares leaves it as it is. */
  static <C, S, F, E> S evolve(Aggregate<C, S, F, E> aggregate, S state, Object event) {
    return event instanceof Occurrence.Unknown
        ? state
        : aggregate.decider().evolve(state, aggregate.events().cast(event));
  }
}
