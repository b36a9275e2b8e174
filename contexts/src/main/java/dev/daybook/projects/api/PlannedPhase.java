package dev.daybook.projects.api;

import dev.daybook.kernel.catalogue.Describe;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A phase as it was planned. */
public record PlannedPhase(
    @Describe("Its id") PhaseId id,
    @Describe("Its name") String name,
    @Describe("What it is about") @Nullable String description,
    @Describe("What it is to achieve") @Nullable String objective,
    @Describe("How long it is planned to take") @Nullable Duration plannedDuration,
    @Describe("The phases to be completed before it starts") List<PhaseId> dependsOn,
    @Describe("What it is to deliver") List<Deliverable> deliverables,
    @Describe("By what its success is judged") List<Criterion> criteria,
    @Describe("The infrastructure it needs") List<InfrastructureRequirement> infrastructure) {
  public PlannedPhase {
    dependsOn = Copy.list(dependsOn);
    deliverables = Copy.list(deliverables);
    criteria = Copy.list(criteria);
    infrastructure = Copy.list(infrastructure);
  }
}
