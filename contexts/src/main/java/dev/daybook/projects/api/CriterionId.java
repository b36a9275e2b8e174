package dev.daybook.projects.api;

import dev.daybook.kernel.Id;
import java.util.UUID;

/** The id of a criterion by which a phase or a task is judged: a UUIDv7. */
public record CriterionId(UUID value) implements Id {
  public static CriterionId parse(String text) {
    return new CriterionId(UUID.fromString(text));
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
