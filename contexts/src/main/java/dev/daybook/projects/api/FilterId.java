package dev.daybook.projects.api;

import dev.daybook.kernel.Id;
import java.util.UUID;

/** The id of a saved filter: a UUIDv7. */
public record FilterId(UUID value) implements Id {
  public static FilterId parse(String text) {
    return new FilterId(UUID.fromString(text));
  }

  @Override
  public String text() {
    return value.toString();
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
