package dev.daybook.projects.api;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.catalogue.Describe;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A project as the views show it. */
public record ProjectView(
    @Describe("Its id") ProjectId id,
    @Describe("Its key") String key,
    @Describe("Its name") String name,
    @Describe("What it is about") @Nullable String description,
    @Describe("Its status") ProjectStatus status,
    @Describe("Who answers for it") Actor owner,
    @Describe("How urgent it is") Priority priority,
    @Describe("How hard it is") @Nullable Complexity complexity,
    @Describe("How much depends on it") @Nullable Impact impact,
    @Describe("Words to find it by") List<String> tags,
    @Describe("The phase in progress") @Nullable PhaseId currentPhase,
    @Describe("Its name") @Nullable String currentPhaseName,
    @Describe("How far its tasks are, 0 to 100, weighted by effort") int progress,
    @Describe("How many tasks it has, without cancelled ones") int tasks,
    @Describe("How many of them are done") int tasksDone,
    @Describe("The day it starts or started") @Nullable LocalDate startDate,
    @Describe("The day it is meant to be complete") @Nullable LocalDate targetDate,
    @Describe("The day it was completed") @Nullable LocalDate completionDate,
    @Describe("Whether its target has passed and it is not final") boolean overdue,
    @Describe("Whether it left the lists") boolean archived,
    @Describe("Its phases in order") List<PhaseView> phases,
    @Describe("What it depends on outside of Daybook") List<String> externalDependencies,
    @Describe("Its milestones") List<Milestone> milestones,
    @Describe("Its risks") List<Risk> risks,
    @Describe("What it needs") List<Resource> resources,
    @Describe("Who created it") Actor createdBy,
    @Describe("When it was created") Instant createdAt,
    @Describe("Who changed it last") Actor updatedBy,
    @Describe("When it was changed last") Instant updatedAt,
    @Describe("The version of its stream") long version) {}
