package dev.daybook.projects.api;

import dev.daybook.kernel.Id;
import java.util.UUID;

/** The id of a phase, unique in the log: a UUIDv7. */
public record PhaseId(UUID value) implements Id {
  public static PhaseId parse(String text) {
    return new PhaseId(UUID.fromString(text));
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
