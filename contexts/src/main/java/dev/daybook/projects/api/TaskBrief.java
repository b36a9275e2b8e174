package dev.daybook.projects.api;

import dev.daybook.kernel.catalogue.Describe;

/** A task as others mention it. */
public record TaskBrief(
    @Describe("Its id") TaskId id,
    @Describe("Its short reference") String ref,
    @Describe("What it is called") String name,
    @Describe("Where it stands") TaskStatus status) {}
