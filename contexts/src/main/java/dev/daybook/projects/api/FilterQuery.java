package dev.daybook.projects.api;

import dev.daybook.kernel.catalogue.Describe;
import dev.daybook.kernel.catalogue.Limit;
import dev.daybook.kernel.catalogue.QueryName;
import dev.daybook.kernel.catalogue.Subject;
import org.jspecify.annotations.Nullable;

/** What can be asked about saved filters. One that is not shared is there for its owner only. */
public sealed interface FilterQuery {
  @QueryName(
      value = "filter.list",
      description = "The caller's filters and those that are shared, oldest first.")
  record All(
      @Describe("Only the caller's own") boolean mine,
      @Describe("At most this many") @Limit(min = 1, max = TaskQuery.MOST) @Nullable Integer limit,
      @Describe("Where to go on: next of the page before") @Nullable String after)
      implements FilterQuery {}

  @QueryName(value = "filter.get", description = "One filter with what it looks for.")
  record One(@Describe("The filter") @Subject FilterId filter) implements FilterQuery {}

  @QueryName(
      value = "filter.tasks",
      description = "The tasks and subtasks that a filter finds now, oldest first.")
  record Tasks(
      @Describe("The filter") @Subject FilterId filter,
      @Describe("At most this many") @Limit(min = 1, max = TaskQuery.MOST) @Nullable Integer limit,
      @Describe("Where to go on: next of the page before") @Nullable String after)
      implements FilterQuery {}
}
