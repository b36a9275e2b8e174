package dev.daybook.projects.api;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.catalogue.Describe;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event of a project, told in one line. */
public record RecentEvent(
    @Describe("Its position in the log") long position,
    @Describe("The project it belongs to") ProjectId project,
    @Describe("The name of the event") String type,
    @Describe("The id of the project, phase or task it happened to") String subject,
    @Describe("What it happened to, by name or reference") @Nullable String subjectName,
    @Describe("Who did it") Actor actor,
    @Describe("When") Instant time,
    @Describe("What happened, in one line") String summary) {}
