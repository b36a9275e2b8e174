package dev.daybook.projects.api;

import dev.daybook.kernel.catalogue.Describe;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a project is to be weighed. */
public record ProjectMetadata(
    @Describe("How urgent it is") Priority priority,
    @Describe("How hard it is") @Nullable Complexity complexity,
    @Describe("How much depends on it") @Nullable Impact impact,
    @Describe("What it depends on outside of Daybook") List<String> externalDependencies) {
  public ProjectMetadata {
    externalDependencies = Copy.list(externalDependencies);
  }
}
