package dev.daybook.runtime.command;

import dev.daybook.kernel.context.Aggregate;
import dev.daybook.kernel.context.Gathering.Known;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Snapshot;
import dev.daybook.kernel.log.Snapshots;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import dev.daybook.runtime.codec.EventCodec;
import dev.daybook.runtime.codec.StateCodec;
import dev.daybook.runtime.command.Folding.Folded;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kept states of a log's streams: a long stream is loaded from the nearest of them and the
 * events after it.
 *
 * <p>They only ever save time. They are written off the path of the commands by one writer, from
 * what the log holds and never from a state in memory; trouble with one is a line in the program's
 * log, and a state that does not read back equal is not kept. One that is damaged, of another shape
 * of the state, or of an event that the log does not hold, is passed over and written anew. Where
 * the log keeps no snapshots, nothing of this happens.
 */
public final class StateSnapshots implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StateSnapshots.class);
  private static final int TRIES = 4;
  private static final int PAGE = 1_000;
  private static final int MOST_UNFIT = 1_000;

  private final EventLog log;
  private final Optional<Snapshots> kept;
  private final Folding folding;
  private final SnapshotForm form;
  private final InstantSource clock;
  private final SnapshotWriter writer = new SnapshotWriter();
  private final Set<StreamId> unfit = ConcurrentHashMap.newKeySet();
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /**
   * @param clock for the time that stands on a snapshot
   */
  public StateSnapshots(EventLog log, EventCodec codec, InstantSource clock) {
    this.log = log;
    this.kept = log.snapshots();
    this.folding = new Folding(log, codec);
    this.form = new SnapshotForm(new StateCodec(codec.json()));
    this.clock = clock;
  }

  /** The state of a stream at a version, or as far as the stream goes. */
  <S> Known<S> load(Aggregate<?, S, ?, ?> aggregate, StreamId stream, Version at) {
    var start = nearest(aggregate, stream, at);
    var folded = fold(start, aggregate, stream, at);
    grown(aggregate, stream, start.map(Folded::version).orElse(Version.NONE), folded.version());
    return folded.known();
  }

  private <S> Folded<S> fold(
      Optional<Folded<S>> start, Aggregate<?, S, ?, ?> aggregate, StreamId stream, Version at) {
    var folded = start.flatMap(from -> folding.resumed(from, aggregate, stream, at));
    if (folded.isEmpty() && start.isPresent()) {
      LOG.warn("The log does not hold what the snapshot of {} is of; all is read anew", stream);
      later(aggregate, stream, start.get().version());
    }
    return folded.orElseGet(() -> folding.whole(aggregate, stream, at));
  }

  /** The snapshot of the highest version not above {@code at} that can be used. */
  private <S> Optional<Folded<S>> nearest(
      Aggregate<?, S, ?, ?> aggregate, StreamId stream, Version at) {
    if (kept.isEmpty() || !isDue(aggregate, Version.NONE, at)) {
      return Optional.empty();
    }
    try {
      var below = at;
      for (var i = 0; i < TRIES; i++) {
        var snapshot = kept.get().latest(stream, below);
        if (snapshot.isEmpty()) {
          break;
        }
        var state = form.read(aggregate, snapshot.get());
        if (state.isPresent()) {
          return state;
        }
        passedOver(aggregate, snapshot.get());
        below = new Version(snapshot.get().version().value() - 1);
      }
    } catch (RuntimeException trouble) {
      LOG.warn(
          "The snapshots of {} cannot be read, so all its events are: {}", stream, told(trouble));
    }
    return Optional.empty();
  }

  /** Keeps the state that a stream had at the last multiple of its aggregate's number, if new. */
  void grown(Aggregate<?, ?, ?, ?> aggregate, StreamId stream, Version from, Version to) {
    if (kept.isPresent() && isDue(aggregate, from, to)) {
      var due = new Version(to.value() - to.value() % aggregate.snapshotEvery());
      later(aggregate, stream, due);
    }
  }

  private void later(Aggregate<?, ?, ?, ?> aggregate, StreamId stream, Version at) {
    if (!unfit.contains(stream)) {
      writer.later(stream, at, () -> take(aggregate, stream, at));
    }
  }

  private void passedOver(Aggregate<?, ?, ?, ?> aggregate, Snapshot snapshot) {
    if (form.isOutdated(aggregate, snapshot)) {
      LOG.debug("A snapshot of {} is of another program; it is made anew", snapshot.stream());
    } else {
      LOG.warn(
          "The snapshot of {} at version {} is damaged; it is made anew",
          snapshot.stream(),
          snapshot.version());
    }
    later(aggregate, snapshot.stream(), snapshot.version());
  }

  private static boolean isDue(Aggregate<?, ?, ?, ?> aggregate, Version from, Version to) {
    var every = aggregate.snapshotEvery();
    return every > 0 && to.value() / every > from.value() / every;
  }

  /** Keeps the state of a stream at a version, unless it is kept already. */
  private <S> boolean take(Aggregate<?, S, ?, ?> aggregate, StreamId stream, Version at) {
    try {
      var before = kept.orElseThrow().latest(stream, at).filter(it -> it.version().equals(at));
      if (before.filter(it -> isSound(aggregate, it)).isPresent()) {
        return false;
      }
      var below = new Version(at.value() - 1);
      var start = fold(nearest(aggregate, stream, below), aggregate, stream, below);
      var folded = folding.after(start, aggregate, stream, at);
      var written =
          folded.version().equals(at)
              ? form.write(aggregate, stream, folded, time(before))
              : Optional.<Snapshot>empty();
      if (written.isPresent()) {
        kept.orElseThrow().save(written.get());
        return true;
      }
      unfit(aggregate, stream);
    } catch (RuntimeException trouble) {
      LOG.warn("The snapshot of {} at version {} is left out: {}", stream, at, told(trouble));
    }
    return false;
  }

  private <S> boolean isSound(Aggregate<?, S, ?, ?> aggregate, Snapshot snapshot) {
    return form.read(aggregate, snapshot)
        .flatMap(it -> folding.resumed(it, aggregate, snapshot.stream(), snapshot.version()))
        .isPresent();
  }

  /** A later time than that of the one it replaces, as an older one replaces none. */
  private Instant time(Optional<Snapshot> before) {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return before.map(it -> it.time().plus(1, ChronoUnit.MICROS)).filter(now::isBefore).orElse(now);
  }

  /** What cannot be kept of a stream is not tried again, and what is kept of it is of no use. */
  private void unfit(Aggregate<?, ?, ?, ?> aggregate, StreamId stream) {
    if (unfit.size() >= MOST_UNFIT) {
      unfit.clear();
    }
    unfit.add(stream);
    kept.orElseThrow().drop(stream);
    if (told.add(aggregate.category())) {
      LOG.warn(
          "The state of {} does not read back equal from JSON, so no snapshot of it is kept. This"
              + " is said once a category; compare the components of {}",
          stream,
          aggregate.state().getName());
    }
  }

  private static String told(RuntimeException trouble) {
    return String.valueOf(trouble.getMessage());
  }

  /** How many the log keeps. */
  public long count() {
    return kept.map(Snapshots::count).orElse(0L);
  }

  /** Forgets all of them; they come back as streams are used and grow. */
  public void drop() {
    kept.ifPresent(Snapshots::dropAll);
  }

  /** Forgets those of one stream. */
  public void drop(StreamId stream) {
    kept.ifPresent(all -> all.drop(stream));
  }

  /**
   * Reads the whole log and keeps every snapshot that is due and not there.
   *
   * @return how many were written
   */
  public long rebuild(Collection<Aggregate<?, ?, ?, ?>> aggregates) {
    return kept.isEmpty()
        ? 0
        : aggregates.stream()
            .filter(aggregate -> aggregate.snapshotEvery() > 0)
            .mapToLong(this::rebuild)
            .sum();
  }

  private long rebuild(Aggregate<?, ?, ?, ?> aggregate) {
    var query = EventQuery.all().categories(aggregate.category());
    var written = 0L;
    var from = Position.START;
    while (true) {
      var page = log.read(query, from, Direction.FORWARD, PAGE);
      for (var event : page.events()) {
        if (event.version().value() % aggregate.snapshotEvery() == 0
            && take(aggregate, event.stream(), event.version())) {
          written++;
        }
      }
      if (page.end()) {
        return written;
      }
      from = page.next();
    }
  }

  /** Returns when everything that was due by now is written or given up. */
  public void settle() {
    writer.settle();
  }

  /** Gives up what is not begun and ends what is; the log is still open meanwhile. */
  @Override
  public void close() {
    writer.close();
  }
}
