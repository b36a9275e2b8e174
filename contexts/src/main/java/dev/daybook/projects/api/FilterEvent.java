package dev.daybook.projects.api;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.catalogue.Describe;
import dev.daybook.kernel.catalogue.EventName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can happen to a saved filter. The names are the storage format: add, never edit.
 */
public sealed interface FilterEvent {
  FilterId filter();

  @EventName(
      value = "filter.saved",
      description = "Conditions on tasks were kept under a name",
      aliases = {"filter_saved", "filter:saved", "FilterSaved"})
  record Saved(
      @Describe("The filter") FilterId filter,
      @Describe("Its name") String name,
      @Describe("Who saved it") Actor owner,
      @Describe("Whether everybody may use it") boolean shared,
      @Describe("What it looks for") FilterCriteria criteria)
      implements FilterEvent {}

  @EventName(
      value = "filter.updated",
      description = "The name, the conditions of a filter or who may use it changed",
      aliases = {"filter_updated", "filter:updated", "FilterUpdated"})
  record Updated(
      @Describe("The filter") FilterId filter,
      @Describe("The changed fields, from what to what, by their paths in its view")
          List<FieldChange> changes)
      implements FilterEvent {
    public Updated {
      changes = Copy.list(changes);
    }
  }

  @EventName(
      value = "filter.deleted",
      description = "The filter left the lists; its name is free again",
      aliases = {"filter_deleted", "filter:deleted", "FilterDeleted"})
  record Deleted(@Describe("The filter") FilterId filter, @Describe("Why") @Nullable String reason)
      implements FilterEvent {}

  @EventName(
      value = "filter.undone",
      description = "The newest change of the filter was taken back",
      aliases = {"filter_undone", "filter:undone", "FilterUndone"})
  record Undone(
      @Describe("The filter") FilterId filter,
      @Describe("The version of the event that was taken back") long undoneVersion,
      @Describe("The name of that event") String undoneType,
      @Describe("The fields as they are again, from what to what") List<FieldChange> changes,
      @Describe("Why") @Nullable String reason)
      implements FilterEvent {
    public Undone {
      changes = Copy.list(changes);
    }
  }
}
