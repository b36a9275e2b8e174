package dev.daybook.projects.api;

import dev.daybook.kernel.catalogue.Describe;
import org.jspecify.annotations.Nullable;

/** A link from a task to something outside. */
public record Link(
    @Describe("Its id") LinkId id,
    @Describe("What it leads to") LinkKind kind,
    @Describe("A commit hash, a URL or a path") String target,
    @Describe("What it is called") @Nullable String title) {}
