package dev.daybook.projects.api;

import dev.daybook.kernel.Id;
import java.util.UUID;

/** The id of a risk of a project: a UUIDv7. */
public record RiskId(UUID value) implements Id {
  public static RiskId parse(String text) {
    return new RiskId(UUID.fromString(text));
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
