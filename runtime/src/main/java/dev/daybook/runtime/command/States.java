package dev.daybook.runtime.command;

import dev.daybook.kernel.context.Aggregate;
import dev.daybook.kernel.context.Gathering.Known;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import dev.daybook.runtime.codec.EventCodec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Folded states of aggregates, the most recently used ones kept in memory, long ones also as
 * snapshots. What {@link #load} gives is as fresh as the log at the time of the call: the stream's
 * version is asked for and the tail that is missing is folded.
 */
public final class States {
  private final EventLog log;
  private final Folding folding;
  private final StateSnapshots snapshots;
  private final Map<StreamId, Known<?>> kept;

  /**
   * @param snapshots of the same log
   * @param capacity how many states are kept in memory
   */
  public States(EventLog log, EventCodec codec, StateSnapshots snapshots, int capacity) {
    this.log = log;
    this.folding = new Folding(log, codec);
    this.snapshots = snapshots;
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
    if (known == null) {
      var loaded = snapshots.load(aggregate, stream, current);
      keep(stream, loaded);
      return loaded;
    }
    var caughtUp = folding.after(known, aggregate, stream);
    written(aggregate, stream, known.version(), caughtUp);
    return caughtUp;
  }

  /**
   * The state of a stream as it stood at a version; as it stands now where the stream is shorter.
   */
  public <S> Known<S> load(Aggregate<?, S, ?, ?> aggregate, StreamId stream, Version at) {
    return snapshots.load(aggregate, stream, at);
  }

  /** Remembers a state that was reached from an earlier version. */
  void written(Aggregate<?, ?, ?, ?> aggregate, StreamId stream, Version before, Known<?> known) {
    keep(stream, known);
    snapshots.grown(aggregate, stream, before, known.version());
  }

  private void keep(StreamId stream, Known<?> known) {
    synchronized (kept) {
      var before = kept.get(stream);
      if (before == null || before.version().compareTo(known.version()) < 0) {
        kept.put(stream, known);
      }
    }
  }

  /** The state of a stream as it was last seen here; null when it was not. It may be old. */
  @SuppressWarnings("unchecked") // a stream belongs to one aggregate: the one of its category
  <S> @Nullable Known<S> recall(Aggregate<?, S, ?, ?> aggregate, StreamId stream) {
    synchronized (kept) {
      var known = kept.get(stream);
      return known != null && aggregate.state().isInstance(known.state()) ? (Known<S>) known : null;
    }
  }
}
