package dev.daybook.projects.api;

import dev.daybook.kernel.Id;
import java.util.UUID;

/** The id of a resource that a project requires: a UUIDv7. */
public record ResourceId(UUID value) implements Id {
  public static ResourceId parse(String text) {
    return new ResourceId(UUID.fromString(text));
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
