package dev.daybook.projects.api;

import dev.daybook.kernel.catalogue.Describe;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A milestone that is not reached yet. */
public record UpcomingMilestone(
    @Describe("Its id") MilestoneId id,
    @Describe("What it is called") String name,
    @Describe("The project it belongs to") ProjectId project,
    @Describe("The key of that project") String projectKey,
    @Describe("The name of that project") String projectName,
    @Describe("The phase it belongs to") @Nullable PhaseId phase,
    @Describe("The day it is due") @Nullable LocalDate dueDate,
    @Describe("Whether that day has passed") boolean overdue) {}
