package dev.daybook.projects.api;

import dev.daybook.kernel.catalogue.Describe;
import org.jspecify.annotations.Nullable;

/** A field that was changed here and in the file since the last import: the value here was kept. */
public record SyncConflict(
    @Describe("The field, by its name in the task's view") String field,
    @Describe("The value that was kept") @Nullable Object kept,
    @Describe("The value the file offered") @Nullable Object offered) {}
