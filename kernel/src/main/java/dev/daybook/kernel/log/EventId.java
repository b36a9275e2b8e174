package dev.daybook.kernel.log;

import java.util.UUID;

/** The id of one event, a UUIDv7. */
public record EventId(UUID value) {
  public static EventId parse(String text) {
    return new EventId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
