package dev.daybook.projects.api;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.catalogue.Describe;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A task as the queries answer it. */
public record TaskView(
    @Describe("Its id") TaskId id,
    @Describe("Its short reference, such as HOME-7") String ref,
    @Describe("What it is called") String name,
    @Describe("What is to be done") @Nullable String description,
    @Describe("What kind of task it is") String type,
    @Describe("Where it stands") TaskStatus status,
    @Describe("Its priority") Priority priority,
    @Describe("The project it belongs to") @Nullable ProjectId project,
    @Describe("That project's key") @Nullable String projectKey,
    @Describe("The phase of the project") @Nullable PhaseId phase,
    @Describe("The task it is a subtask of") @Nullable TaskId parent,
    @Describe("Labels") List<String> tags,
    @Describe("Who works on it") @Nullable Actor assignee,
    @Describe("Who else may change it") List<Actor> collaborators,
    @Describe("Who is told about it") List<Actor> watchers,
    @Describe("Not to be started before") @Nullable Instant notBefore,
    @Describe("The day it is due") @Nullable LocalDate dueDate,
    @Describe("Estimated effort") @Nullable Double estimatedEffort,
    @Describe("Effort it took") @Nullable Double actualEffort,
    @Describe("What it depends on") List<Dependency> dependencies,
    @Describe("Dependencies on something that does not exist, as they were imported")
        List<String> unresolvedDependencies,
    @Describe("What was said about it, oldest first") List<Comment> comments,
    @Describe("Links to things outside") List<Link> links,
    @Describe("What it produces") List<Deliverable> deliverables,
    @Describe("Notes on how to do it") @Nullable String implementationNotes,
    @Describe("Criteria by which it is judged") List<Criterion> criteria,
    @Describe("What came out of it") @Nullable String result,
    @Describe("What went wrong at the last failed attempt") @Nullable String error,
    @Describe("How often it was started") int attempts,
    @Describe("What is in the way, while it is blocked") @Nullable String blockedReason,
    @Describe("The tasks that are in the way, while it is blocked") List<TaskId> blockedBy,
    @Describe("Who created it") Actor createdBy,
    @Describe("When") Instant createdAt,
    @Describe("Who changed it last") Actor updatedBy,
    @Describe("When") Instant updatedAt,
    @Describe("Version of its stream") long version,
    @Describe("By status: when it came into it last") Map<String, Instant> statusTimes,
    @Describe("What it is in the system it was imported from") @Nullable External external,
    @Describe("Further fields of the system it was imported from")
        Map<String, @Nullable Object> imported) {}
