package dev.daybook.architecture.bad.projects.api;

import dev.daybook.kernel.catalogue.EventName;

/** An event that belongs to no sealed interface. */
@EventName(value = "task.loose", description = "Nobody knows.")
public record Loose() {}
