package dev.daybook.integration.api;

import dev.daybook.kernel.Id;
import dev.daybook.projects.api.ProjectId;
import java.util.UUID;

/** The id of what is known about a project's ties to other systems: the project's own UUID. */
public record IntegrationId(UUID value) implements Id {
  public static IntegrationId of(ProjectId project) {
    return new IntegrationId(project.value());
  }

  public static IntegrationId parse(String text) {
    return new IntegrationId(UUID.fromString(text));
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
