package dev.daybook.projects.api;

import dev.daybook.kernel.Id;
import java.util.UUID;

/** The id of a project: a UUIDv7. */
public record ProjectId(UUID value) implements Id {
  public static ProjectId parse(String text) {
    return new ProjectId(UUID.fromString(text));
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
