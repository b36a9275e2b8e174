package dev.daybook.projects.api;

import dev.daybook.kernel.catalogue.Describe;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task that cannot go on, and what is in its way. */
public record BlockedTask(
    @Describe("The task") TaskView task,
    @Describe("What was said to be in its way, where it is blocked") @Nullable String reason,
    @Describe("The tasks it waits for that are not done") List<TaskBrief> by,
    @Describe("Dependencies on something that does not exist, as they were imported")
        List<String> unresolved) {}
