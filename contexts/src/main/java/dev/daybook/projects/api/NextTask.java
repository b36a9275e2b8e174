package dev.daybook.projects.api;

import dev.daybook.kernel.catalogue.Describe;
import org.jspecify.annotations.Nullable;

/** The task to take next. */
public record NextTask(
    @Describe("The task; left out where none is ready") @Nullable TaskView task,
    @Describe("Why this one, or why none") String reason) {}
