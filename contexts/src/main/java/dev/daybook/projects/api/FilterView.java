package dev.daybook.projects.api;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.catalogue.Describe;
import java.time.Instant;

/** A saved filter as the queries answer it. */
public record FilterView(
    @Describe("Its id") FilterId id,
    @Describe("Its name") String name,
    @Describe("Who saved it and may change it") Actor owner,
    @Describe("Whether everybody may use it") boolean shared,
    @Describe("What it looks for") FilterCriteria criteria,
    @Describe("When it was saved") Instant createdAt,
    @Describe("When it was changed last") Instant updatedAt,
    @Describe("The version of its stream") long version) {}
