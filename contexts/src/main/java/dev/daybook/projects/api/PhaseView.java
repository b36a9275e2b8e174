package dev.daybook.projects.api;

import dev.daybook.kernel.catalogue.Describe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A phase as the views show it. */
public record PhaseView(
    @Describe("Its id") PhaseId id,
    @Describe("The project it belongs to") ProjectId project,
    @Describe("Its name") String name,
    @Describe("What it is about") @Nullable String description,
    @Describe("What it is to achieve") @Nullable String objective,
    @Describe("Its status") PhaseStatus status,
    @Describe("How far its tasks are, 0 to 100, weighted by effort") int progress,
    @Describe("How many tasks it has, without cancelled ones") int tasks,
    @Describe("How many of them are done") int tasksDone,
    @Describe("How long it is planned to take") @Nullable Duration plannedDuration,
    @Describe("How long it took") @Nullable Duration actualDuration,
    @Describe("When it started") @Nullable Instant startedAt,
    @Describe("When it was completed") @Nullable Instant completedAt,
    @Describe("The phases to be completed before it starts") List<PhaseId> dependsOn,
    @Describe("Those of them that are not completed") List<PhaseId> openDependencies,
    @Describe("What it delivers") List<Deliverable> deliverables,
    @Describe("By what its success is judged") List<Criterion> criteria,
    @Describe("The infrastructure it needs") List<InfrastructureRequirement> infrastructure,
    @Describe("What blocks it") @Nullable String blockingIssue,
    @Describe("How long that is expected to last") @Nullable Duration estimatedDelay) {}
