package dev.daybook.projects.api;

import dev.daybook.kernel.catalogue.Describe;
import org.jspecify.annotations.Nullable;

/** A deliverable where those of a phase and those of its tasks are listed together. */
public record ListedDeliverable(
    @Describe("Its id") DeliverableId id,
    @Describe("What it is called") String name,
    @Describe("What it is") @Nullable String description,
    @Describe("What kind of thing it is") @Nullable String kind,
    @Describe("Where it is: a path or a URI") @Nullable String location,
    @Describe("Planned, produced or accepted") DeliverableStatus status,
    @Describe("The phase it was made in, if any") @Nullable PhaseId phase,
    @Describe("The task it is of; none where it is the phase's own") @Nullable TaskId task) {
  /** One of a phase, or of a task that lies in a phase or in none. */
  public static ListedDeliverable of(
      Deliverable it, @Nullable PhaseId phase, @Nullable TaskId task) {
    return new ListedDeliverable(
        it.id(), it.name(), it.description(), it.kind(), it.location(), it.status(), phase, task);
  }
}
