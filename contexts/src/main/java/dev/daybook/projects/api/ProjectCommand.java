package dev.daybook.projects.api;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.catalogue.CommandName;
import dev.daybook.kernel.catalogue.Describe;
import dev.daybook.kernel.catalogue.Limit;
import dev.daybook.kernel.catalogue.Patch;
import dev.daybook.kernel.catalogue.Shape;
import dev.daybook.kernel.catalogue.Subject;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of a project; what can be asked of its phases is {@link PhaseCommand}. The
 * creator and the owner of a project may change it, anyone may create one.
 */
public sealed interface ProjectCommand
    permits ProjectCommand.Create,
        ProjectCommand.Start,
        ProjectCommand.Pause,
        ProjectCommand.Resume,
        ProjectCommand.Complete,
        ProjectCommand.Cancel,
        ProjectCommand.Update,
        ProjectCommand.AddRisk,
        ProjectCommand.UpdateRisk,
        ProjectCommand.AddResource,
        ProjectCommand.UpdateResource,
        ProjectCommand.RemoveResource,
        ProjectCommand.AddMilestone,
        ProjectCommand.UpdateMilestone,
        ProjectCommand.RemoveMilestone,
        ProjectCommand.ReachMilestone,
        ProjectCommand.Archive,
        ProjectCommand.Unarchive,
        ProjectCommand.Delete,
        ProjectCommand.Undo,
        PhaseCommand {

  @CommandName(
      value = "project.create",
      shape = Shape.CREATE,
      description =
          "Creates a project. Anyone may. Refused where the key is taken or phases depend on each"
              + " other in a circle.")
  record Create(
      @Describe("Its name") @Limit(min = 1, max = Limit.NAME) String name,
      @Describe("What it is about") @Nullable String description,
      @Describe(
              "The key its tasks' references begin with: 2 to 10 capitals and digits, a capital"
                  + " first; unique for ever. Left out: made from the first word of the name")
          @Limit(min = 2, max = 10, pattern = "[A-Z][A-Z0-9]{1,9}")
          @Nullable String key,
      @Describe("The phases it begins with, in order") @Limit(max = 200)
          List<PhaseDefinition> phases,
      @Describe("When it is planned to start") @Nullable LocalDate startDate,
      @Describe("When it is meant to be complete") @Nullable LocalDate targetDate,
      @Describe("How urgent it is; medium when left out") @Nullable Priority priority,
      @Describe("How hard it is") @Nullable Complexity complexity,
      @Describe("How much depends on it") @Nullable Impact impact,
      @Describe("What it depends on outside of Daybook") @Limit(max = 100, each = 2_000)
          List<String> externalDependencies,
      @Describe("Words to find it by") @Limit(max = Limit.TAGS, each = Limit.NAME) Set<String> tags,
      @Describe("Who answers for it; the caller when left out") @Nullable Actor owner)
      implements ProjectCommand {
    public Create {
      phases = Copy.list(phases);
      externalDependencies = Copy.list(externalDependencies);
      tags = Copy.set(tags);
    }
  }

  @CommandName(
      value = "project.start",
      shape = Shape.ACT,
      description = "Begins work on a planned project.")
  record Start(
      @Describe("The project") @Subject ProjectId project,
      @Describe("The day it starts; today when left out") @Nullable LocalDate startDate,
      @Describe("Why; kept with the event") @Nullable String reason)
      implements ProjectCommand {}

  @CommandName(
      value = "project.pause",
      shape = Shape.ACT,
      description = "Lets a project in progress stand still.")
  record Pause(
      @Describe("The project") @Subject ProjectId project,
      @Describe("Why; kept with the event") @Nullable String reason)
      implements ProjectCommand {}

  @CommandName(
      value = "project.resume",
      shape = Shape.ACT,
      description = "Goes on with a paused project.")
  record Resume(
      @Describe("The project") @Subject ProjectId project,
      @Describe("Why; kept with the event") @Nullable String reason)
      implements ProjectCommand {}

  @CommandName(
      value = "project.complete",
      shape = Shape.ACT,
      description =
          "Completes a project in progress. Refused while phases are neither completed nor"
              + " deferred, unless forced; final.")
  record Complete(
      @Describe("The project") @Subject ProjectId project,
      @Describe("The day it was completed; today when left out") @Nullable LocalDate completionDate,
      @Describe("Complete it although phases are open; kept with the event") boolean force,
      @Describe("Why; kept with the event") @Nullable String reason)
      implements ProjectCommand {}

  @CommandName(
      value = "project.cancel",
      shape = Shape.ACT,
      description = "Gives a project up; final.")
  record Cancel(
      @Describe("The project") @Subject ProjectId project,
      @Describe("Why; kept with the event") @Nullable String reason)
      implements ProjectCommand {}

  @CommandName(
      value = "project.update",
      shape = Shape.UPDATE,
      description =
          "Changes fields of a project; what is left out stays. A field that already has the value"
              + " is not recorded.")
  record Update(
      @Describe("The project") @Subject ProjectId project,
      @Describe("Its name") @Limit(min = 1, max = Limit.NAME) Patch<String> name,
      @Describe("What it is about") Patch<String> description,
      @Describe("When it starts or started") Patch<LocalDate> startDate,
      @Describe("When it is meant to be complete") Patch<LocalDate> targetDate,
      @Describe("How urgent it is") Patch<Priority> priority,
      @Describe("How hard it is") Patch<Complexity> complexity,
      @Describe("How much depends on it") Patch<Impact> impact,
      @Describe("What it depends on outside of Daybook, the whole list")
          @Limit(max = 100, each = 2_000)
          Patch<List<String>> externalDependencies,
      @Describe("Words to find it by, the whole set") @Limit(max = Limit.TAGS, each = Limit.NAME)
          Patch<Set<String>> tags,
      @Describe("Who answers for it") Patch<Actor> owner)
      implements ProjectCommand {}

  @CommandName(value = "project.add_risk", shape = Shape.ACT, description = "Notes a risk.")
  record AddRisk(
      @Describe("The project") @Subject ProjectId project,
      @Describe("What could happen") @Limit(min = 1, max = Limit.NAME) String title,
      @Describe("How likely it is") @Nullable Probability probability,
      @Describe("How much would depend on it") @Nullable Impact impact,
      @Describe("What is done against it") @Nullable String mitigation)
      implements ProjectCommand {}

  @CommandName(
      value = "project.update_risk",
      shape = Shape.ACT,
      description = "Changes fields of a risk; what is left out stays.")
  record UpdateRisk(
      @Describe("The project") @Subject ProjectId project,
      @Describe("The risk") RiskId risk,
      @Describe("What could happen") @Limit(min = 1, max = Limit.NAME) Patch<String> title,
      @Describe("How likely it is") Patch<Probability> probability,
      @Describe("How much would depend on it") Patch<Impact> impact,
      @Describe("What is done against it") Patch<String> mitigation,
      @Describe("What has become of it") Patch<RiskState> state)
      implements ProjectCommand {}

  @CommandName(
      value = "project.add_resource",
      shape = Shape.ACT,
      description = "Notes a resource the project needs.")
  record AddResource(
      @Describe("The project") @Subject ProjectId project,
      @Describe("What kind of resource, such as a role, a budget or a machine")
          @Limit(min = 1, max = Limit.NAME)
          String kind,
      @Describe("How much of it, with its unit") @Limit(min = 1, max = Limit.NAME)
          @Nullable String amount,
      @Describe("What there is to say about it") @Nullable String note)
      implements ProjectCommand {}

  @CommandName(
      value = "project.update_resource",
      shape = Shape.ACT,
      description = "Changes fields of a required resource; what is left out stays.")
  record UpdateResource(
      @Describe("The project") @Subject ProjectId project,
      @Describe("The resource") ResourceId resource,
      @Describe("What kind of resource") @Limit(min = 1, max = Limit.NAME) Patch<String> kind,
      @Describe("How much of it, with its unit") @Limit(min = 1, max = Limit.NAME)
          Patch<String> amount,
      @Describe("What there is to say about it") Patch<String> note)
      implements ProjectCommand {}

  @CommandName(
      value = "project.remove_resource",
      shape = Shape.ACT,
      description = "Removes a resource the project needs no longer.")
  record RemoveResource(
      @Describe("The project") @Subject ProjectId project,
      @Describe("The resource") ResourceId resource,
      @Describe("Why; kept with the event") @Nullable String reason)
      implements ProjectCommand {}

  @CommandName(
      value = "project.add_milestone",
      shape = Shape.ACT,
      description = "Plans a milestone.")
  record AddMilestone(
      @Describe("The project") @Subject ProjectId project,
      @Describe("What it is called") @Limit(min = 1, max = Limit.NAME) String name,
      @Describe("The day it is due") @Nullable LocalDate dueDate,
      @Describe("The phase it belongs to") @Nullable PhaseId phase)
      implements ProjectCommand {}

  @CommandName(
      value = "project.update_milestone",
      shape = Shape.ACT,
      description = "Changes fields of a milestone; what is left out stays.")
  record UpdateMilestone(
      @Describe("The project") @Subject ProjectId project,
      @Describe("The milestone") MilestoneId milestone,
      @Describe("What it is called") @Limit(min = 1, max = Limit.NAME) Patch<String> name,
      @Describe("The day it is due") Patch<LocalDate> dueDate,
      @Describe("The phase it belongs to") Patch<PhaseId> phase)
      implements ProjectCommand {}

  @CommandName(
      value = "project.remove_milestone",
      shape = Shape.ACT,
      description = "Removes a milestone.")
  record RemoveMilestone(
      @Describe("The project") @Subject ProjectId project,
      @Describe("The milestone") MilestoneId milestone,
      @Describe("Why; kept with the event") @Nullable String reason)
      implements ProjectCommand {}

  @CommandName(
      value = "project.reach_milestone",
      shape = Shape.ACT,
      description = "Notes that a milestone is reached.")
  record ReachMilestone(
      @Describe("The project") @Subject ProjectId project,
      @Describe("The milestone") MilestoneId milestone,
      @Describe("The day it was reached; today when left out") @Nullable LocalDate reachedDate)
      implements ProjectCommand {}

  @CommandName(
      value = "project.archive",
      shape = Shape.ACT,
      description = "Takes a project out of the lists; everything stays as it is.")
  record Archive(
      @Describe("The project") @Subject ProjectId project,
      @Describe("Why; kept with the event") @Nullable String reason)
      implements ProjectCommand {}

  @CommandName(
      value = "project.unarchive",
      shape = Shape.ACT,
      description = "Brings an archived project back into the lists.")
  record Unarchive(
      @Describe("The project") @Subject ProjectId project,
      @Describe("Why; kept with the event") @Nullable String reason)
      implements ProjectCommand {}

  @CommandName(
      value = "project.delete",
      shape = Shape.DELETE,
      description =
          "Deletes a project: it leaves every view, its history stays in the log, and its key stays"
              + " taken.")
  record Delete(
      @Describe("The project") @Subject ProjectId project,
      @Describe("Why; kept with the event") @Nullable String reason)
      implements ProjectCommand {}

  @CommandName(
      value = "project.undo",
      shape = Shape.ACT,
      description =
          "Takes back the newest move or change of the project or of one of its phases that was not"
              + " taken back yet; again for the one before. It also leads back from completed,"
              + " cancelled and deleted. Refused where nothing is left to take back.")
  record Undo(
      @Describe("The project") @Subject ProjectId project,
      @Describe("Why; kept with the event") @Nullable String reason)
      implements ProjectCommand {}
}
