package dev.daybook.projects.api;

import dev.daybook.kernel.catalogue.Describe;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A milestone of a project. */
public record Milestone(
    @Describe("Its id") MilestoneId id,
    @Describe("What it is called") String name,
    @Describe("The day it is due") @Nullable LocalDate dueDate,
    @Describe("The phase it belongs to") @Nullable PhaseId phase,
    @Describe("The day it was reached") @Nullable LocalDate reachedDate) {}
