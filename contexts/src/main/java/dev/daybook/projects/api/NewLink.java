package dev.daybook.projects.api;

import dev.daybook.kernel.catalogue.Describe;
import dev.daybook.kernel.catalogue.Limit;
import org.jspecify.annotations.Nullable;

/** A link as a caller hands it in. */
public record NewLink(
    @Describe("What it leads to; url if left out") @Nullable LinkKind kind,
    @Describe("A commit hash, a URL or a path") @Limit(min = 1, max = 2_000) String target,
    @Describe("What it is called") @Limit(max = Limit.NAME) @Nullable String title) {}
