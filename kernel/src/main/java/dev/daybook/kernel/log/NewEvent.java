package dev.daybook.kernel.log;

import java.util.Set;

/**
 * An event as a caller hands it in; the log adds position, version, time and hash.
 *
 * @param id UUIDv7, unique
 * @param tags what it can be found by, beyond type, category and stream
 * @param data the payload, a JSON object
 * @param metadata free JSON object beside the payload
 */
public record NewEvent(
    StreamId stream,
    EventId id,
    EventType type,
    Set<Tag> tags,
    JsonBytes data,
    JsonBytes metadata) {
  public NewEvent {
    tags = Set.copyOf(tags);
  }
}
