package dev.daybook.projects.api;

import dev.daybook.kernel.Id;
import java.util.UUID;

/** The id of a link of a task: a UUIDv7. */
public record LinkId(UUID value) implements Id {
  public static LinkId parse(String text) {
    return new LinkId(UUID.fromString(text));
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
