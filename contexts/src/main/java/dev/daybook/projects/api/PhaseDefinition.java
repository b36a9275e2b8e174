package dev.daybook.projects.api;

import dev.daybook.kernel.catalogue.Describe;
import dev.daybook.kernel.catalogue.Limit;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A phase as a caller plans it with its project. */
public record PhaseDefinition(
    @Describe("Its name, unique in the project") @Limit(min = 1, max = Limit.NAME) String name,
    @Describe("What it is about") @Nullable String description,
    @Describe("What it is to achieve") @Nullable String objective,
    @Describe("How long it is planned to take") @Nullable Duration plannedDuration,
    @Describe(
            "The phases to be completed before it starts: names, or places in this list counted"
                + " from 1")
        @Limit(max = 200, each = Limit.NAME)
        List<String> dependsOn,
    @Describe("What it is to deliver") @Limit(max = 200) List<DeliverablePlan> deliverables,
    @Describe("By what its success is judged") @Limit(max = 200, each = 2_000)
        List<String> criteria,
    @Describe("The infrastructure it needs") @Limit(max = 100)
        List<InfrastructureRequirement> infrastructure) {
  public PhaseDefinition {
    dependsOn = Copy.list(dependsOn);
    deliverables = Copy.list(deliverables);
    criteria = Copy.list(criteria);
    infrastructure = Copy.list(infrastructure);
  }
}
