package dev.daybook.runtime.command;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.context.Aggregate;
import dev.daybook.kernel.context.Gathering;
import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendCondition;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventId;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Expected;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.NewEvent;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Provenance;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import dev.daybook.kernel.log.Version;
import dev.daybook.runtime.codec.EventCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a request: what its commands read, which becomes the conditions, and what they
 * decided, which becomes the events of one append. A later command of the request sees what the
 * earlier ones decided.
 */
final class UnitOfWork implements Gathering {
  private static final int PAGE = 1_000;

  private final EventLog log;
  private final EventCodec codec;
  private final States states;
  private final Numbers numbers;
  private final IdSource ids;
  private final Envelope envelope;
  private final boolean trusting;
  private final Instant now;

  private final Map<StreamId, Known<?>> working = new LinkedHashMap<>();
  private final Map<StreamId, Version> guarded = new LinkedHashMap<>();
  private final Map<StreamId, Aggregate<?, ?, ?, ?>> changed = new LinkedHashMap<>();
  private final List<AppendCondition> absent = new ArrayList<>();
  private final List<RecordedEvent> pending = new ArrayList<>();
  private boolean unproven;

  /**
   * @param trusting whether states are taken from memory without asking the log
   */
  UnitOfWork(
      EventLog log,
      EventCodec codec,
      States states,
      Numbers numbers,
      IdSource ids,
      Envelope envelope,
      boolean trusting,
      Instant now) {
    this.log = log;
    this.codec = codec;
    this.states = states;
    this.numbers = numbers;
    this.ids = ids;
    this.envelope = envelope;
    this.trusting = trusting;
    this.now = now;
  }

  @Override
  public Actor actor() {
    return envelope.actor();
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public UUID newId() {
    return ids.next();
  }

  @Override
  @SuppressWarnings("unchecked") // a stream belongs to one aggregate: the one of its category
  public <S> Known<S> state(Aggregate<?, S, ?, ?> aggregate, StreamId stream) {
    var known = working.get(stream);
    if (known == null) {
      known = trusting ? states.recall(aggregate, stream) : null;
      if (known == null) {
        known = states.load(aggregate, stream);
      } else {
        unproven = true;
      }
      working.put(stream, known);
      guarded.put(stream, known.version());
    }
    return (Known<S>) known;
  }

  @Override
  public List<StreamId> streams(EventQuery query) {
    var through = log.head().position();
    var found = new LinkedHashSet<StreamId>();
    var from = Position.START;
    while (true) {
      var page = log.read(query, from, Direction.FORWARD, PAGE);
      page.events().forEach(event -> found.add(event.stream()));
      if (page.end()) {
        break;
      }
      from = page.next();
    }
    absent.add(new AppendCondition.NothingMatching(query, through));
    pending.stream().filter(query::matches).forEach(event -> found.add(event.stream()));
    return List.copyOf(found);
  }

  @Override
  public Optional<StreamId> holder(Tag tag) {
    for (var event : pending) {
      if (event.tags().contains(tag)) {
        return Optional.of(event.stream());
      }
    }
    var query = EventQuery.all().tagged(tag);
    var first = first(log, query);
    if (first.isEmpty()) {
      absent.add(new AppendCondition.NothingMatching(query, Position.START));
    }
    return first.map(RecordedEvent::stream);
  }

  /** The first event that matches. */
  static Optional<RecordedEvent> first(EventLog log, EventQuery query) {
    var from = Position.START;
    while (true) {
      var page = log.read(query, from, Direction.FORWARD, 1);
      if (!page.events().isEmpty()) {
        return Optional.of(page.events().getFirst());
      }
      if (page.end()) {
        return Optional.empty();
      }
      from = page.next();
    }
  }

  @Override
  public void unique(Tag tag) {
    absent.add(new AppendCondition.NothingMatching(EventQuery.all().tagged(tag), Position.START));
  }

  @Override
  public long allot(String scope, EventQuery numbered, ToLongFunction<Object> number) {
    return numbers.allot(scope, numbered, number);
  }

  /** Takes up what a command decided. */
  <C, S, F, E> List<RecordedEvent> record(
      Aggregate<C, S, F, E> aggregate, StreamId stream, List<E> events, JsonBytes metadata) {
    var written = new ArrayList<RecordedEvent>();
    if (!events.isEmpty()) {
      changed.put(stream, aggregate);
    }
    for (var event : events) {
      var known = state(aggregate, stream);
      var after = aggregate.decider().evolve(known.state(), event);
      var version = known.version().plus(1);
      written.add(
          new RecordedEvent(
              Position.END,
              stream,
              version,
              new EventId(ids.next()),
              codec.typeOf(event),
              now,
              envelope.id(),
              provenance(),
              aggregate.tags(stream, after, event),
              codec.encode(event),
              metadata,
              Hash.ZERO));
      working.put(stream, new Known<>(after, version));
    }
    pending.addAll(written);
    return written;
  }

  /** Whether a state may be older than the log; an append would show it. */
  boolean isUnproven() {
    return unproven;
  }

  boolean isEmpty() {
    return pending.isEmpty();
  }

  /** The one append of this attempt. */
  Append append() {
    var conditions = new ArrayList<AppendCondition>();
    guarded.forEach((stream, version) ->
        conditions.add(new AppendCondition.StreamAt(stream, expected(version))));
    conditions.addAll(absent);
    var events =
        pending.stream()
            .map(event ->
                new NewEvent(
                    event.stream(),
                    event.id(),
                    event.type(),
                    event.tags(),
                    event.data(),
                    event.metadata()))
            .toList();
    return new Append(envelope.id(), events, conditions, provenance());
  }

  private static Expected expected(Version version) {
    return version.value() == 0 ? Expected.noStream() : Expected.exactly(version);
  }

  private Provenance provenance() {
    return new Provenance(
        envelope.actor(), envelope.correlation(), envelope.causation(), envelope.source());
  }

  /**
   * The version a stream was read at, before anything of this attempt; null when it was not read.
   */
  @Nullable Version readAt(StreamId stream) {
    return guarded.get(stream);
  }

  /** After a successful append: the new states need not be folded again. */
  void remember() {
    changed.forEach((stream, aggregate) ->
        states.written(
            aggregate,
            stream,
            Objects.requireNonNull(guarded.get(stream)),
            Objects.requireNonNull(working.get(stream))));
  }
}
