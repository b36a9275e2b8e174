package dev.daybook.projects.api;

import dev.daybook.kernel.catalogue.Describe;
import dev.daybook.kernel.catalogue.Limit;
import java.util.Map;

/** A service that a phase needs. */
public record InfrastructureRequirement(
    @Describe("What type of service, such as rag_core, vector_db or database")
        @Limit(min = 1, max = Limit.NAME)
        String serviceType,
    @Describe("Where, such as staging") @Limit(min = 1, max = Limit.NAME) String environment,
    @Describe("Settings it needs; never secrets") @Limit(max = 100, each = 2_000)
        Map<String, String> configuration) {
  public InfrastructureRequirement {
    configuration = Copy.map(configuration);
  }
}
