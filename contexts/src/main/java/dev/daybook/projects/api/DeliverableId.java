package dev.daybook.projects.api;

import dev.daybook.kernel.Id;
import java.util.UUID;

/** The id of a deliverable of a phase or a task: a UUIDv7. */
public record DeliverableId(UUID value) implements Id {
  public static DeliverableId parse(String text) {
    return new DeliverableId(UUID.fromString(text));
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
