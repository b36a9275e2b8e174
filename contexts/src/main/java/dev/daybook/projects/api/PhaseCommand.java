package dev.daybook.projects.api;

import dev.daybook.kernel.catalogue.CommandName;
import dev.daybook.kernel.catalogue.Describe;
import dev.daybook.kernel.catalogue.Limit;
import dev.daybook.kernel.catalogue.Patch;
import dev.daybook.kernel.catalogue.Shape;
import dev.daybook.kernel.catalogue.Subject;
import dev.daybook.kernel.catalogue.Within;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of a phase. Its creator and owner may change a project and with it its phases.
 */
public sealed interface PhaseCommand extends ProjectCommand {
  ProjectId project();

  @CommandName(
      value = "phase.add",
      shape = Shape.CREATE,
      description =
          "Adds a phase at the end of a project. Refused for a name that another phase has and in a"
              + " completed or cancelled project.")
  record Add(
      @Describe("The project") @Within ProjectId project,
      @Describe("Its name, unique in the project") @Limit(min = 1, max = Limit.NAME) String name,
      @Describe("What it is about") @Nullable String description,
      @Describe("What it is to achieve") @Nullable String objective,
      @Describe("How long it is planned to take") @Nullable Duration plannedDuration,
      @Describe("The phases to be completed before it starts: names, ids, or places counted from 1")
          @Limit(max = 200, each = Limit.NAME)
          List<String> dependsOn,
      @Describe("What it is to deliver") @Limit(max = 200) List<DeliverablePlan> deliverables,
      @Describe("By what its success is judged") @Limit(max = 200, each = 2_000)
          List<String> criteria,
      @Describe("The infrastructure it needs") @Limit(max = 100)
          List<InfrastructureRequirement> infrastructure)
      implements PhaseCommand {
    public Add {
      dependsOn = Copy.list(dependsOn);
      deliverables = Copy.list(deliverables);
      criteria = Copy.list(criteria);
      infrastructure = Copy.list(infrastructure);
    }
  }

  @CommandName(
      value = "phase.update",
      shape = Shape.UPDATE,
      description =
          "Changes fields of a phase; what is left out stays. Refused where phases would depend on"
              + " each other in a circle.")
  record Update(
      @Describe("The project") @Within ProjectId project,
      @Describe("The phase") @Subject PhaseId phase,
      @Describe("Its name, unique in the project") @Limit(min = 1, max = Limit.NAME)
          Patch<String> name,
      @Describe("What it is about") Patch<String> description,
      @Describe("What it is to achieve") Patch<String> objective,
      @Describe("How long it is planned to take") Patch<Duration> plannedDuration,
      @Describe(
              "The phases to be completed before it starts, the whole list: names, ids, or places"
                  + " counted from 1")
          @Limit(max = 200, each = Limit.NAME)
          Patch<List<String>> dependsOn,
      @Describe(
              "What it is to deliver, the whole list; a deliverable that keeps its name keeps its"
                  + " id and status")
          @Limit(max = 200)
          Patch<List<DeliverablePlan>> deliverables,
      @Describe(
              "By what its success is judged, the whole list; a criterion that keeps its text keeps"
                  + " its judgement")
          @Limit(max = 200, each = 2_000)
          Patch<List<String>> criteria,
      @Describe("The infrastructure it needs, the whole list") @Limit(max = 100)
          Patch<List<InfrastructureRequirement>> infrastructure)
      implements PhaseCommand {}

  @CommandName(
      value = "phase.remove",
      shape = Shape.DELETE,
      description =
          "Removes a pending phase. Refused while it has tasks or another phase depends on it.")
  record Remove(
      @Describe("The project") @Within ProjectId project,
      @Describe("The phase") @Subject PhaseId phase,
      @Describe("Why; kept with the event") @Nullable String reason)
      implements PhaseCommand {}

  @CommandName(
      value = "phase.start",
      shape = Shape.ACT,
      description =
          "Begins work on a phase of a project in progress. Refused while phases it depends on are"
              + " not completed.")
  record Start(
      @Describe("The project") @Within ProjectId project,
      @Describe("The phase") @Subject PhaseId phase,
      @Describe("Why; kept with the event") @Nullable String reason)
      implements PhaseCommand {}

  @CommandName(
      value = "phase.complete",
      shape = Shape.ACT,
      description =
          "Completes a phase in progress, naming what it produced. What its tasks produced is"
              + " listed with it.")
  record Complete(
      @Describe("The project") @Within ProjectId project,
      @Describe("The phase") @Subject PhaseId phase,
      @Describe("The deliverables it produced; a deliverable that is not named stays planned")
          @Limit(max = 200)
          List<DeliverableId> deliverables,
      @Describe("The success criteria that are met, beside those judged before") @Limit(max = 200)
          List<CriterionId> criteriaMet,
      @Describe("Why; kept with the event") @Nullable String reason)
      implements PhaseCommand {
    public Complete {
      deliverables = Copy.list(deliverables);
      criteriaMet = Copy.list(criteriaMet);
    }
  }

  @CommandName(
      value = "phase.block",
      shape = Shape.ACT,
      description = "Notes that a pending phase or one in progress cannot go on.")
  record Block(
      @Describe("The project") @Within ProjectId project,
      @Describe("The phase") @Subject PhaseId phase,
      @Describe("What blocks it") @Limit(min = 1, max = Limit.TEXT) String issue,
      @Describe("How long that is expected to last") @Nullable Duration estimatedDelay,
      @Describe("Why; kept with the event") @Nullable String reason)
      implements PhaseCommand {}

  @CommandName(
      value = "phase.unblock",
      shape = Shape.ACT,
      description = "Puts a blocked phase back where it was.")
  record Unblock(
      @Describe("The project") @Within ProjectId project,
      @Describe("The phase") @Subject PhaseId phase,
      @Describe("Why; kept with the event") @Nullable String reason)
      implements PhaseCommand {}

  @CommandName(
      value = "phase.defer",
      shape = Shape.ACT,
      description = "Puts off a phase that is not completed.")
  record Defer(
      @Describe("The project") @Within ProjectId project,
      @Describe("The phase") @Subject PhaseId phase,
      @Describe("Why; kept with the event") @Nullable String reason)
      implements PhaseCommand {}

  @CommandName(
      value = "phase.reactivate",
      shape = Shape.ACT,
      description =
          "Makes a deferred phase pending again. Refused in a completed or cancelled project.")
  record Reactivate(
      @Describe("The project") @Within ProjectId project,
      @Describe("The phase") @Subject PhaseId phase,
      @Describe("Why; kept with the event") @Nullable String reason)
      implements PhaseCommand {}

  @CommandName(
      value = "phase.judge_criterion",
      shape = Shape.ACT,
      description = "Judges whether a success criterion of a phase is met.")
  record JudgeCriterion(
      @Describe("The project") @Within ProjectId project,
      @Describe("The phase") @Subject PhaseId phase,
      @Describe("The criterion") CriterionId criterion,
      @Describe("Whether it is met") boolean met,
      @Describe("What the judgement rests on") @Nullable String note)
      implements PhaseCommand {}

  @CommandName(
      value = "phase.accept_deliverable",
      shape = Shape.ACT,
      description =
          "Accepts a deliverable that a phase or one of its tasks has produced; the task's is"
              + " accepted there in the same step.")
  record AcceptDeliverable(
      @Describe("The project") @Within ProjectId project,
      @Describe("The phase") @Subject PhaseId phase,
      @Describe("The deliverable of the phase or of a task in it") DeliverableId deliverable,
      @Describe("What there is to say about it") @Nullable String note)
      implements PhaseCommand {}
}
