package dev.daybook.projects.api;

import dev.daybook.kernel.catalogue.Describe;
import dev.daybook.kernel.catalogue.EventName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can happen to a phase, in the stream of its project. Every move answers to {@code
 * phase.status_changed}.
 */
public sealed interface PhaseEvent extends ProjectEvent {
  PhaseId phase();

  @EventName(
      value = "phase.added",
      description = "The project got a further phase",
      aliases = {"phase_added", "phase:added", "PhaseAdded"})
  record Added(
      @Describe("The project") ProjectId project,
      @Describe("The phase") PhaseId phase,
      @Describe("The phase as it was planned") PlannedPhase definition)
      implements PhaseEvent {}

  @EventName(
      value = "phase.updated",
      description = "Fields of the phase were changed",
      aliases = {"phase_updated", "phase:updated", "PhaseUpdated"})
  record Updated(
      @Describe("The project") ProjectId project,
      @Describe("The phase") PhaseId phase,
      @Describe("The fields that changed, from what to what") List<FieldChange> changes)
      implements PhaseEvent {
    public Updated {
      changes = Copy.list(changes);
    }
  }

  @EventName(
      value = "phase.removed",
      description = "The phase is no longer part of the project",
      aliases = {"phase_removed", "phase:removed", "PhaseRemoved"})
  record Removed(
      @Describe("The project") ProjectId project,
      @Describe("The phase") PhaseId phase,
      @Describe("Why") @Nullable String reason)
      implements PhaseEvent {}

  @EventName(
      value = "phase.started",
      description = "Work on the phase began",
      aliases = {"phase_started", "phase:started", "PhaseStarted"},
      answersTo = {
        "phase.status_changed",
        "phase_status_changed",
        "phase:status_changed",
        "PhaseStatusChanged"
      })
  record Started(
      @Describe("The project") ProjectId project,
      @Describe("The phase") PhaseId phase,
      @Describe("The status before") PhaseStatus previousStatus,
      @Describe("The status from now on") PhaseStatus newStatus,
      @Describe("When it started") Instant startedAt,
      @Describe("How long it is planned to take") @Nullable Duration plannedDuration,
      @Describe("Why") @Nullable String reason)
      implements PhaseEvent {}

  @EventName(
      value = "phase.completed",
      description = "The phase is complete",
      aliases = {"phase_completed", "phase:completed", "PhaseCompleted"},
      answersTo = {
        "phase.status_changed",
        "phase_status_changed",
        "phase:status_changed",
        "PhaseStatusChanged"
      })
  record Completed(
      @Describe("The project") ProjectId project,
      @Describe("The phase") PhaseId phase,
      @Describe("The status before") PhaseStatus previousStatus,
      @Describe("The status from now on") PhaseStatus newStatus,
      @Describe("When it was completed") Instant completedAt,
      @Describe("How long it took") @Nullable Duration actualDuration,
      @Describe("The deliverables it produced") List<DeliverableId> deliverables,
      @Describe("What its tasks produced") List<ListedDeliverable> taskDeliverables,
      @Describe("The success criteria that are met") List<CriterionId> criteriaMet,
      @Describe("Why") @Nullable String reason)
      implements PhaseEvent {
    public Completed {
      deliverables = Copy.list(deliverables);
      taskDeliverables = Copy.list(taskDeliverables);
      criteriaMet = Copy.list(criteriaMet);
    }
  }

  @EventName(
      value = "phase.blocked",
      description = "The phase cannot go on",
      aliases = {"phase_blocked", "phase:blocked", "PhaseBlocked"},
      answersTo = {
        "phase.status_changed",
        "phase_status_changed",
        "phase:status_changed",
        "PhaseStatusChanged"
      })
  record Blocked(
      @Describe("The project") ProjectId project,
      @Describe("The phase") PhaseId phase,
      @Describe("The status before") PhaseStatus previousStatus,
      @Describe("The status from now on") PhaseStatus newStatus,
      @Describe("What blocks it") String issue,
      @Describe("How long that is expected to last") @Nullable Duration estimatedDelay,
      @Describe("Why") @Nullable String reason)
      implements PhaseEvent {}

  @EventName(
      value = "phase.unblocked",
      description = "The phase is back where it was before it was blocked",
      aliases = {"phase_unblocked", "phase:unblocked", "PhaseUnblocked"},
      answersTo = {
        "phase.status_changed",
        "phase_status_changed",
        "phase:status_changed",
        "PhaseStatusChanged"
      })
  record Unblocked(
      @Describe("The project") ProjectId project,
      @Describe("The phase") PhaseId phase,
      @Describe("The status before") PhaseStatus previousStatus,
      @Describe("The status from now on") PhaseStatus newStatus,
      @Describe("Why") @Nullable String reason)
      implements PhaseEvent {}

  @EventName(
      value = "phase.deferred",
      description = "The phase was put off",
      aliases = {"phase_deferred", "phase:deferred", "PhaseDeferred"},
      answersTo = {
        "phase.status_changed",
        "phase_status_changed",
        "phase:status_changed",
        "PhaseStatusChanged"
      })
  record Deferred(
      @Describe("The project") ProjectId project,
      @Describe("The phase") PhaseId phase,
      @Describe("The status before") PhaseStatus previousStatus,
      @Describe("The status from now on") PhaseStatus newStatus,
      @Describe("Why") @Nullable String reason)
      implements PhaseEvent {}

  @EventName(
      value = "phase.reactivated",
      description = "The phase that was put off is pending again",
      aliases = {"phase_reactivated", "phase:reactivated", "PhaseReactivated"},
      answersTo = {
        "phase.status_changed",
        "phase_status_changed",
        "phase:status_changed",
        "PhaseStatusChanged"
      })
  record Reactivated(
      @Describe("The project") ProjectId project,
      @Describe("The phase") PhaseId phase,
      @Describe("The status before") PhaseStatus previousStatus,
      @Describe("The status from now on") PhaseStatus newStatus,
      @Describe("Why") @Nullable String reason)
      implements PhaseEvent {}

  @EventName(
      value = "phase.criterion_judged",
      description = "A success criterion was judged",
      aliases = {"phase_criterion_judged", "phase:criterion_judged", "PhaseCriterionJudged"})
  record CriterionJudged(
      @Describe("The project") ProjectId project,
      @Describe("The phase") PhaseId phase,
      @Describe("The criterion") CriterionId criterion,
      @Describe("What must be true") String text,
      @Describe("Whether it is met") boolean met,
      @Describe("What the judgement rests on") @Nullable String note)
      implements PhaseEvent {}

  @EventName(
      value = "phase.deliverable_accepted",
      description = "A deliverable of the phase or of a task in it was accepted",
      aliases = {
        "phase_deliverable_accepted",
        "phase:deliverable_accepted",
        "PhaseDeliverableAccepted"
      })
  record DeliverableAccepted(
      @Describe("The project") ProjectId project,
      @Describe("The phase") PhaseId phase,
      @Describe("The deliverable") DeliverableId deliverable,
      @Describe("What it is called") String name,
      @Describe("The task it is of; none where it is the phase's own") @Nullable TaskId task,
      @Describe("What there is to say about it") @Nullable String note)
      implements PhaseEvent {}
}
