package dev.daybook.projects.api;

import dev.daybook.kernel.catalogue.Describe;
import org.jspecify.annotations.Nullable;

/** A resource that a project needs. */
public record Resource(
    @Describe("Its id") ResourceId id,
    @Describe("What kind of resource") String kind,
    @Describe("How much of it, with its unit") @Nullable String amount,
    @Describe("What there is to say about it") @Nullable String note) {}
