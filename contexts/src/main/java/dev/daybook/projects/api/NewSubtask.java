package dev.daybook.projects.api;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.catalogue.Describe;
import dev.daybook.kernel.catalogue.Limit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A subtask as {@link TaskCommand.Expand} creates it. */
public record NewSubtask(
    @Describe("What it is called") @Limit(min = 1, max = Limit.NAME) String name,
    @Describe("What is to be done") @Nullable String description,
    @Describe("What kind of task it is, such as task, implementation or testing")
        @Limit(min = 1, max = Limit.NAME)
        @Nullable String type,
    @Describe("Its priority; the parent's if left out") @Nullable Priority priority,
    @Describe("Labels") @Limit(max = Limit.TAGS, each = Limit.NAME) Set<String> tags,
    @Describe("Who works on it") @Nullable Actor assignee,
    @Describe("Estimated effort, in the project's unit, hours by default") @Limit(max = 1_000_000)
        @Nullable Double estimatedEffort,
    @Describe(
            "Which subtasks of this list must be done first, by their number in it, from 1; only"
                + " such as stand before it")
        List<Integer> dependsOn,
    @Describe("Notes on how to do it") @Nullable String implementationNotes,
    @Describe("Criteria by which it is judged") @Limit(max = 200) List<String> criteria) {
  public NewSubtask {
    tags = Copy.set(tags);
    dependsOn = Copy.list(dependsOn);
    criteria = Copy.list(criteria);
  }

  /** A subtask of which only the name is known. */
  public static NewSubtask named(String name) {
    return new NewSubtask(name, null, null, null, Set.of(), null, null, List.of(), null, List.of());
  }
}
