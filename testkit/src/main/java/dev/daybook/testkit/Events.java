package dev.daybook.testkit;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendCondition;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.EventId;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.EventType;
import dev.daybook.kernel.log.Expected;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.NewEvent;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Provenance;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Builds events and appends for tests; every id is new. Safe for use by many threads. */
public final class Events {
  /** Where everything comes from unless a test says otherwise. */
  public static final Provenance SOMEBODY =
      new Provenance(Actor.person("alice"), "correlation-1", null, "test");

  private final IdSource ids;
  private final AtomicLong count = new AtomicLong();

  public Events(IdSource ids) {
    this.ids = ids;
  }

  public AppendId appendId() {
    return new AppendId(ids.next());
  }

  /** A {@code thing.happened}. */
  public NewEvent event(StreamId stream, Tag... tags) {
    return event(stream, "thing.happened", tags);
  }

  public NewEvent event(StreamId stream, String type, Tag... tags) {
    var data = JsonBytes.of("{\"n\":" + count.incrementAndGet() + "}");
    return event(stream, new EventType(type, 1), Set.of(tags), data, JsonBytes.EMPTY);
  }

  public NewEvent event(
      StreamId stream, EventType type, Set<Tag> tags, JsonBytes data, JsonBytes metadata) {
    return new NewEvent(stream, new EventId(ids.next()), type, tags, data, metadata);
  }

  public NewEvent[] several(int number, StreamId stream) {
    return IntStream.range(0, number).mapToObj(_ -> event(stream)).toArray(NewEvent[]::new);
  }

  /** An append without a condition. */
  public Append append(NewEvent... events) {
    return append(SOMEBODY, events);
  }

  public Append append(Provenance provenance, NewEvent... events) {
    return new Append(appendId(), List.of(events), List.of(), provenance);
  }

  /** An append under one condition. */
  public Append appendIf(AppendCondition condition, NewEvent... events) {
    return appendIf(List.of(condition), events);
  }

  /** An append under all of these conditions. */
  public Append appendIf(List<AppendCondition> conditions, NewEvent... events) {
    return new Append(appendId(), List.of(events), conditions, SOMEBODY);
  }

  /** The same append id with other content. */
  public Append appendAgain(AppendId id, NewEvent... events) {
    return new Append(id, List.of(events), List.of(), SOMEBODY);
  }

  public static StreamId stream(String text) {
    return StreamId.parse(text);
  }

  public static AppendCondition at(StreamId stream, Expected expected) {
    return new AppendCondition.StreamAt(stream, expected);
  }

  public static AppendCondition nothing(EventQuery query, Position since) {
    return new AppendCondition.NothingMatching(query, since);
  }
}
