package dev.daybook.kernel.log;

import dev.daybook.kernel.Actor;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events. Every part that is given must hold; an empty part asks nothing. Immutable.
 *
 * @param types event type names; one of them
 * @param categories stream categories; one of them
 * @param streams one of them
 * @param tags all of them
 * @param actor exactly this one
 * @param correlation exactly this one
 * @param causation exactly this one
 * @param from recorded at or after
 * @param until recorded before
 */
public record EventQuery(
    Set<String> types,
    Set<String> categories,
    Set<StreamId> streams,
    Set<Tag> tags,
    @Nullable Actor actor,
    @Nullable String correlation,
    @Nullable String causation,
    @Nullable Instant from,
    @Nullable Instant until) {
  private static final EventQuery ALL =
      new EventQuery(Set.of(), Set.of(), Set.of(), Set.of(), null, null, null, null, null);

  public EventQuery {
    types = Set.copyOf(types);
    categories = Set.copyOf(categories);
    streams = Set.copyOf(streams);
    tags = Set.copyOf(tags);
  }

  /** Every event. */
  public static EventQuery all() {
    return ALL;
  }

  public EventQuery types(String... names) {
    return new EventQuery(
        Set.of(names), categories, streams, tags, actor, correlation, causation, from, until);
  }

  public EventQuery types(Set<String> names) {
    return new EventQuery(
        names, categories, streams, tags, actor, correlation, causation, from, until);
  }

  public EventQuery categories(String... names) {
    return new EventQuery(
        types, Set.of(names), streams, tags, actor, correlation, causation, from, until);
  }

  public EventQuery categories(Set<String> names) {
    return new EventQuery(types, names, streams, tags, actor, correlation, causation, from, until);
  }

  public EventQuery streams(StreamId... ids) {
    return new EventQuery(
        types, categories, Set.of(ids), tags, actor, correlation, causation, from, until);
  }

  public EventQuery streams(Set<StreamId> ids) {
    return new EventQuery(types, categories, ids, tags, actor, correlation, causation, from, until);
  }

  public EventQuery tagged(Tag... all) {
    return new EventQuery(
        types, categories, streams, Set.of(all), actor, correlation, causation, from, until);
  }

  public EventQuery tagged(Set<Tag> all) {
    return new EventQuery(
        types, categories, streams, all, actor, correlation, causation, from, until);
  }

  public EventQuery by(Actor who) {
    return new EventQuery(
        types, categories, streams, tags, who, correlation, causation, from, until);
  }

  public EventQuery correlatedBy(String id) {
    return new EventQuery(types, categories, streams, tags, actor, id, causation, from, until);
  }

  public EventQuery causedBy(String id) {
    return new EventQuery(types, categories, streams, tags, actor, correlation, id, from, until);
  }

  /** Recorded at or after {@code start} and before {@code end}; null leaves that side open. */
  public EventQuery between(@Nullable Instant start, @Nullable Instant end) {
    return new EventQuery(
        types, categories, streams, tags, actor, correlation, causation, start, end);
  }

  /** Whether it asks for every event. */
  public boolean isAll() {
    return equals(ALL);
  }

  public boolean matches(RecordedEvent event) {
    var who = event.provenance();
    return (types.isEmpty() || types.contains(event.type().name()))
        && (categories.isEmpty() || categories.contains(event.stream().category()))
        && (streams.isEmpty() || streams.contains(event.stream()))
        && (tags.isEmpty() || event.tags().containsAll(tags))
        && (actor == null || actor.equals(who.actor()))
        && (correlation == null || correlation.equals(who.correlation()))
        && (causation == null || causation.equals(who.causation()))
        && (from == null || !event.time().isBefore(from))
        && (until == null || event.time().isBefore(until));
  }
}
