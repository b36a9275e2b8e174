package dev.daybook.kernel.log;

import java.time.Instant;
import java.util.Set;

/**
 * An event as the log holds it. It never changes.
 *
 * @param position global order, see {@link Position}
 * @param stream the stream it belongs to
 * @param version place in its stream, dense from 1
 * @param id UUIDv7
 * @param type name and schema version
 * @param time when it was recorded: UTC, whole microseconds, never decreasing along positions
 * @param appendId the append (command) it came with
 * @param provenance actor, correlation, causation, source
 * @param tags what it can be found by
 * @param data the payload, JSON, byte for byte as handed in
 * @param metadata free JSON
 * @param hash SHA-256 over the hash of the event before it in the log and this event's bytes
 *     ({@link EventBytes})
 */
public record RecordedEvent(
    Position position,
    StreamId stream,
    Version version,
    EventId id,
    EventType type,
    Instant time,
    AppendId appendId,
    Provenance provenance,
    Set<Tag> tags,
    JsonBytes data,
    JsonBytes metadata,
    Hash hash) {
  public RecordedEvent {
    tags = Set.copyOf(tags);
  }
}
