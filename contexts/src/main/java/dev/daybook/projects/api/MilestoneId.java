package dev.daybook.projects.api;

import dev.daybook.kernel.Id;
import java.util.UUID;

/** The id of a milestone of a project: a UUIDv7. */
public record MilestoneId(UUID value) implements Id {
  public static MilestoneId parse(String text) {
    return new MilestoneId(UUID.fromString(text));
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
