package dev.daybook.projects.api;

import dev.daybook.kernel.catalogue.Describe;
import dev.daybook.kernel.catalogue.Limit;
import org.jspecify.annotations.Nullable;

/** A deliverable as a caller plans it. */
public record DeliverablePlan(
    @Describe("What it is called") @Limit(min = 1, max = Limit.NAME) String name,
    @Describe("What it is") @Nullable String description,
    @Describe("What kind of thing it is, such as document, code or service")
        @Limit(min = 1, max = Limit.NAME)
        @Nullable String kind,
    @Describe("Where it is or will be: a path or a URI") @Limit(min = 1, max = 2_000)
        @Nullable String location) {}
