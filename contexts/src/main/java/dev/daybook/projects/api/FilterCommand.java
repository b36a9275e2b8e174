package dev.daybook.projects.api;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.catalogue.CommandName;
import dev.daybook.kernel.catalogue.Describe;
import dev.daybook.kernel.catalogue.Limit;
import dev.daybook.kernel.catalogue.Patch;
import dev.daybook.kernel.catalogue.Shape;
import dev.daybook.kernel.catalogue.Subject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of a saved filter. Anyone may save one; only who saved it may change it.
 * Everybody may use one that is shared.
 */
public sealed interface FilterCommand {
  @CommandName(
      value = "filter.save",
      shape = Shape.CREATE,
      description =
          "Keeps conditions on tasks under a name. Anyone may. Refused where the caller has another"
              + " filter of that name.")
  record Save(
      @Describe("Its name; unique among the caller's filters, in any case")
          @Limit(min = 1, max = Limit.NAME)
          String name,
      @Describe("Whether everybody may use it") boolean shared,
      @Describe("Only where name, description or a comment holds this text, in any case")
          @Limit(min = 1, max = Limit.NAME)
          @Nullable String text,
      @Describe("Only these statuses") Set<TaskStatus> status,
      @Describe("Only this kind of task") @Limit(min = 1, max = Limit.NAME) @Nullable String type,
      @Describe("Only this priority") @Nullable Priority priority,
      @Describe("Only what this person or agent works on") @Nullable Actor assignee,
      @Describe("Only this project: its id or key") @Nullable ProjectId project,
      @Describe("Only this phase") @Nullable PhaseId phase,
      @Describe("Only subtasks of this task: its id or reference") @Nullable TaskId parent,
      @Describe("Only with this label") @Limit(min = 1, max = Limit.NAME) @Nullable String tag,
      @Describe("Only what is ready to start") boolean ready,
      @Describe("Only what waits for something") boolean blocked)
      implements FilterCommand {
    public Save {
      status = Copy.set(status);
    }

    /** Its conditions. */
    public FilterCriteria criteria() {
      return new FilterCriteria(
          text, status, type, priority, assignee, project, phase, parent, tag, ready, blocked);
    }
  }

  /** A command on a filter there is. */
  sealed interface OnFilter extends FilterCommand {
    FilterId filter();
  }

  @CommandName(
      value = "filter.update",
      shape = Shape.UPDATE,
      description =
          "Renames, shares or unshares a filter, or changes its conditions: what is left out stays,"
              + " null clears. Only its owner may.")
  record Update(
      @Describe("The filter") @Subject FilterId filter,
      @Describe("Its name; unique among the owner's filters, in any case")
          @Limit(min = 1, max = Limit.NAME)
          Patch<String> name,
      @Describe("Whether everybody may use it") Patch<Boolean> shared,
      @Describe("Only where name, description or a comment holds this text, in any case")
          @Limit(min = 1, max = Limit.NAME)
          Patch<String> text,
      @Describe("Only these statuses") Patch<Set<TaskStatus>> status,
      @Describe("Only this kind of task") @Limit(min = 1, max = Limit.NAME) Patch<String> type,
      @Describe("Only this priority") Patch<Priority> priority,
      @Describe("Only what this person or agent works on") Patch<Actor> assignee,
      @Describe("Only this project: its id or key") Patch<ProjectId> project,
      @Describe("Only this phase") Patch<PhaseId> phase,
      @Describe("Only subtasks of this task: its id or reference") Patch<TaskId> parent,
      @Describe("Only with this label") @Limit(min = 1, max = Limit.NAME) Patch<String> tag,
      @Describe("Only what is ready to start") Patch<Boolean> ready,
      @Describe("Only what waits for something") Patch<Boolean> blocked)
      implements OnFilter {
    /** An update that changes nothing yet but the name and who may use it. */
    public static Update of(FilterId filter, Patch<String> name, Patch<Boolean> shared) {
      return new Update(
          filter,
          name,
          shared,
          Patch.keep(),
          Patch.keep(),
          Patch.keep(),
          Patch.keep(),
          Patch.keep(),
          Patch.keep(),
          Patch.keep(),
          Patch.keep(),
          Patch.keep(),
          Patch.keep(),
          Patch.keep());
    }
  }

  @CommandName(
      value = "filter.delete",
      shape = Shape.DELETE,
      description =
          "Takes a filter out of the lists; its history stays and its name is free again. Only its"
              + " owner may.")
  record Delete(
      @Describe("The filter") @Subject FilterId filter,
      @Describe("Why; kept with the event") @Nullable String reason)
      implements OnFilter {}

  @CommandName(
      value = "filter.undo",
      shape = Shape.ACT,
      description =
          "Takes back the newest change of a filter that was not taken back, a deletion as well."
              + " Refused where there is none, or where its name went to another filter meanwhile.")
  record Undo(
      @Describe("The filter") @Subject FilterId filter,
      @Describe("Why; kept with the event") @Nullable String reason)
      implements OnFilter {}
}
