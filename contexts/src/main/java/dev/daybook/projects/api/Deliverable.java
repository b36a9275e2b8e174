package dev.daybook.projects.api;

import dev.daybook.kernel.catalogue.Describe;
import org.jspecify.annotations.Nullable;

/** A deliverable of a phase or a task. */
public record Deliverable(
    @Describe("Its id") DeliverableId id,
    @Describe("What it is called") String name,
    @Describe("What it is") @Nullable String description,
    @Describe("What kind of thing it is") @Nullable String kind,
    @Describe("Where it is: a path or a URI") @Nullable String location,
    @Describe("Planned, produced or accepted") DeliverableStatus status) {
  /** A new one, as planned. */
  public static Deliverable planned(DeliverableId id, DeliverablePlan plan) {
    return new Deliverable(
        id,
        plan.name(),
        plan.description(),
        plan.kind(),
        plan.location(),
        DeliverableStatus.PLANNED);
  }

  public Deliverable withStatus(DeliverableStatus now) {
    return new Deliverable(id, name, description, kind, location, now);
  }
}
