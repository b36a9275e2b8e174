package dev.daybook.runtime.command;

import dev.daybook.kernel.context.Aggregate;
import dev.daybook.kernel.context.Gathering.Known;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import dev.daybook.kernel.view.Occurrence;
import dev.daybook.runtime.codec.EventCodec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Folded states of aggregates, the most recently used ones kept. What is kept is never trusted: the
 * stream's version is asked for and the tail that is missing is folded, so a state is as fresh as
 * the log at the time of the call.
 */
public final class States {
  private static final int PAGE = 1_000;

  private final EventLog log;
  private final EventCodec codec;
  private final Map<StreamId, Known<?>> kept;

  /**
   * @param capacity how many states are kept in memory
   */
  public States(EventLog log, EventCodec codec, int capacity) {
    this.log = log;
    this.codec = codec;
    this.kept =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<StreamId, Known<?>> eldest) {
            return size() > capacity;
          }
        };
  }

  /** The state of a stream now, with its version. */
  public <S> Known<S> load(Aggregate<?, S, ?, ?> aggregate, StreamId stream) {
    var current = log.version(stream);
    var known = recall(aggregate, stream);
    if (known != null && known.version().compareTo(current) >= 0) {
      return known;
    }
    var folded =
        known == null ? new Known<>(aggregate.decider().initialState(), Version.NONE) : known;
    folded = fold(aggregate, stream, folded);
    keep(stream, folded);
    return folded;
  }

  /** The state of a stream as it stood at a version. */
  public <S> Known<S> load(Aggregate<?, S, ?, ?> aggregate, StreamId stream, Version at) {
    var state = aggregate.decider().initialState();
    var version = Version.NONE;
    while (version.compareTo(at) < 0) {
      var page = log.read(stream, version.plus(1), Direction.FORWARD, PAGE);
      for (var event : page.events()) {
        if (event.version().compareTo(at) <= 0) {
          state = evolve(aggregate, state, codec.decode(event).event());
          version = event.version();
        }
      }
      if (page.end()) {
        break;
      }
    }
    return new Known<>(state, version);
  }

  /** Remembers a state that the caller has just written. */
  void keep(StreamId stream, Known<?> known) {
    synchronized (kept) {
      var before = kept.get(stream);
      if (before == null || before.version().compareTo(known.version()) < 0) {
        kept.put(stream, known);
      }
    }
  }

  @SuppressWarnings("unchecked") // a stream belongs to one aggregate: the one of its category
  private <S> @Nullable Known<S> recall(Aggregate<?, S, ?, ?> aggregate, StreamId stream) {
    synchronized (kept) {
      var known = kept.get(stream);
      return known != null && aggregate.state().isInstance(known.state()) ? (Known<S>) known : null;
    }
  }

  private <S> Known<S> fold(Aggregate<?, S, ?, ?> aggregate, StreamId stream, Known<S> from) {
    var state = from.state();
    var version = from.version();
    while (true) {
      var page = log.read(stream, version.plus(1), Direction.FORWARD, PAGE);
      for (var event : page.events()) {
        state = evolve(aggregate, state, codec.decode(event).event());
        version = event.version();
      }
      if (page.end()) {
        return new Known<>(state, version);
      }
    }
  }

  /** A state after a decoded event; what nobody declares leaves it as it is. */
  static <C, S, F, E> S evolve(Aggregate<C, S, F, E> aggregate, S state, Object event) {
    return event instanceof Occurrence.Unknown
        ? state
        : aggregate.decider().evolve(state, aggregate.events().cast(event));
  }
}
