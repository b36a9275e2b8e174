package dev.daybook.projects.api;

import dev.daybook.kernel.catalogue.Describe;

/** A criterion by which a phase or a task is judged. */
public record Criterion(
    @Describe("Its id") CriterionId id,
    @Describe("What must be true") String text,
    @Describe("Whether it was judged to be met") boolean met) {
  public Criterion judged(boolean now) {
    return new Criterion(id, text, now);
  }
}
