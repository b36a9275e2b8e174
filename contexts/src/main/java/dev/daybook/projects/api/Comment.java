package dev.daybook.projects.api;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.catalogue.Describe;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What somebody said about a task; the progress notes of agents are comments. */
public record Comment(
    @Describe("Its id") CommentId id,
    @Describe("What was said") String text,
    @Describe("Who said it") Actor by,
    @Describe("When") Instant at,
    @Describe("When its text was changed last") @Nullable Instant editedAt) {}
