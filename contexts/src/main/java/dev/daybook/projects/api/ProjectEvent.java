package dev.daybook.projects.api;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.catalogue.Describe;
import dev.daybook.kernel.catalogue.EventName;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can happen to a project; what happens to its phases is {@link PhaseEvent}. The
 * names are the storage format: add, never edit. Every move carries the status before and after and
 * the reason, and answers to {@code project.status_changed}.
 */
public sealed interface ProjectEvent
    permits ProjectEvent.Created,
        ProjectEvent.Started,
        ProjectEvent.Paused,
        ProjectEvent.Resumed,
        ProjectEvent.Completed,
        ProjectEvent.Cancelled,
        ProjectEvent.Updated,
        ProjectEvent.RiskIdentified,
        ProjectEvent.RiskUpdated,
        ProjectEvent.ResourceRequired,
        ProjectEvent.ResourceUpdated,
        ProjectEvent.ResourceRemoved,
        ProjectEvent.MilestonePlanned,
        ProjectEvent.MilestoneUpdated,
        ProjectEvent.MilestoneRemoved,
        ProjectEvent.MilestoneReached,
        ProjectEvent.Archived,
        ProjectEvent.Unarchived,
        ProjectEvent.Deleted,
        ProjectEvent.Undone,
        PhaseEvent {
  ProjectId project();

  @EventName(
      value = "project.created",
      description = "A project was created, with the phases it was planned with",
      aliases = {"project_created", "project:created", "ProjectCreated"})
  record Created(
      @Describe("The project") ProjectId project,
      @Describe("Its key, the beginning of its tasks' references") String key,
      @Describe("Its name") String name,
      @Describe("What it is about") @Nullable String description,
      @Describe("Who answers for it") Actor owner,
      @Describe("Who created it") Actor createdBy,
      @Describe("When it is planned to start") @Nullable LocalDate startDate,
      @Describe("When it is meant to be complete") @Nullable LocalDate targetDate,
      @Describe("Priority, complexity, impact, external dependencies") ProjectMetadata metadata,
      @Describe("Words it is found by") List<String> tags,
      @Describe("The phases it begins with") List<PlannedPhase> phases)
      implements ProjectEvent {
    public Created {
      tags = Copy.list(tags);
      phases = Copy.list(phases);
    }
  }

  @EventName(
      value = "project.started",
      description = "Work on the project began",
      aliases = {"project_started", "project:started", "ProjectStarted"},
      answersTo = {
        "project.status_changed",
        "project_status_changed",
        "project:status_changed",
        "ProjectStatusChanged"
      })
  record Started(
      @Describe("The project") ProjectId project,
      @Describe("The status before") ProjectStatus previousStatus,
      @Describe("The status from now on") ProjectStatus newStatus,
      @Describe("The day it started") LocalDate startDate,
      @Describe("Why") @Nullable String reason)
      implements ProjectEvent {}

  @EventName(
      value = "project.paused",
      description = "Work on the project stands still",
      aliases = {"project_paused", "project:paused", "ProjectPaused"},
      answersTo = {
        "project.status_changed",
        "project_status_changed",
        "project:status_changed",
        "ProjectStatusChanged"
      })
  record Paused(
      @Describe("The project") ProjectId project,
      @Describe("The status before") ProjectStatus previousStatus,
      @Describe("The status from now on") ProjectStatus newStatus,
      @Describe("Why") @Nullable String reason)
      implements ProjectEvent {}

  @EventName(
      value = "project.resumed",
      description = "Work on the project goes on",
      aliases = {"project_resumed", "project:resumed", "ProjectResumed"},
      answersTo = {
        "project.status_changed",
        "project_status_changed",
        "project:status_changed",
        "ProjectStatusChanged"
      })
  record Resumed(
      @Describe("The project") ProjectId project,
      @Describe("The status before") ProjectStatus previousStatus,
      @Describe("The status from now on") ProjectStatus newStatus,
      @Describe("Why") @Nullable String reason)
      implements ProjectEvent {}

  @EventName(
      value = "project.completed",
      description = "The project is complete",
      aliases = {"project_completed", "project:completed", "ProjectCompleted"},
      answersTo = {
        "project.status_changed",
        "project_status_changed",
        "project:status_changed",
        "ProjectStatusChanged"
      })
  record Completed(
      @Describe("The project") ProjectId project,
      @Describe("The status before") ProjectStatus previousStatus,
      @Describe("The status from now on") ProjectStatus newStatus,
      @Describe("The day it was completed") LocalDate completionDate,
      @Describe("What its phases and its tasks produced") List<ListedDeliverable> deliverables,
      @Describe("Whether it was completed although phases were open") boolean forced,
      @Describe("The phases that were open") List<PhaseId> openPhases,
      @Describe("Why") @Nullable String reason)
      implements ProjectEvent {
    public Completed {
      deliverables = Copy.list(deliverables);
      openPhases = Copy.list(openPhases);
    }
  }

  @EventName(
      value = "project.cancelled",
      description = "The project was given up",
      aliases = {
        "project_cancelled",
        "project:cancelled",
        "ProjectCancelled",
        "project_canceled",
        "project:canceled"
      },
      answersTo = {
        "project.status_changed",
        "project_status_changed",
        "project:status_changed",
        "ProjectStatusChanged"
      })
  record Cancelled(
      @Describe("The project") ProjectId project,
      @Describe("The status before") ProjectStatus previousStatus,
      @Describe("The status from now on") ProjectStatus newStatus,
      @Describe("Why") @Nullable String reason)
      implements ProjectEvent {}

  @EventName(
      value = "project.updated",
      description = "Fields of the project were changed",
      aliases = {"project_updated", "project:updated", "ProjectUpdated"})
  record Updated(
      @Describe("The project") ProjectId project,
      @Describe("The fields that changed, from what to what") List<FieldChange> changes)
      implements ProjectEvent {
    public Updated {
      changes = Copy.list(changes);
    }
  }

  @EventName(
      value = "project.risk_identified",
      description = "A risk was found",
      aliases = {"project_risk_identified", "project:risk_identified", "ProjectRiskIdentified"})
  record RiskIdentified(@Describe("The project") ProjectId project, @Describe("The risk") Risk risk)
      implements ProjectEvent {}

  @EventName(
      value = "project.risk_updated",
      description = "A risk is seen differently",
      aliases = {"project_risk_updated", "project:risk_updated", "ProjectRiskUpdated"})
  record RiskUpdated(
      @Describe("The project") ProjectId project,
      @Describe("The risk") RiskId risk,
      @Describe("The fields that changed, from what to what") List<FieldChange> changes)
      implements ProjectEvent {
    public RiskUpdated {
      changes = Copy.list(changes);
    }
  }

  @EventName(
      value = "project.resource_required",
      description = "The project needs a resource",
      aliases = {
        "project_resource_required",
        "project:resource_required",
        "ProjectResourceRequired"
      })
  record ResourceRequired(
      @Describe("The project") ProjectId project, @Describe("The resource") Resource resource)
      implements ProjectEvent {}

  @EventName(
      value = "project.resource_updated",
      description = "A required resource was changed",
      aliases = {"project_resource_updated", "project:resource_updated", "ProjectResourceUpdated"})
  record ResourceUpdated(
      @Describe("The project") ProjectId project,
      @Describe("The resource") ResourceId resource,
      @Describe("The fields that changed, from what to what") List<FieldChange> changes)
      implements ProjectEvent {
    public ResourceUpdated {
      changes = Copy.list(changes);
    }
  }

  @EventName(
      value = "project.resource_removed",
      description = "The project needs a resource no longer",
      aliases = {"project_resource_removed", "project:resource_removed", "ProjectResourceRemoved"})
  record ResourceRemoved(
      @Describe("The project") ProjectId project,
      @Describe("The resource") ResourceId resource,
      @Describe("Why") @Nullable String reason)
      implements ProjectEvent {}

  @EventName(
      value = "project.milestone_planned",
      description = "A milestone was planned",
      aliases = {
        "project_milestone_planned",
        "project:milestone_planned",
        "ProjectMilestonePlanned"
      })
  record MilestonePlanned(
      @Describe("The project") ProjectId project, @Describe("The milestone") Milestone milestone)
      implements ProjectEvent {}

  @EventName(
      value = "project.milestone_updated",
      description = "A milestone was changed",
      aliases = {
        "project_milestone_updated",
        "project:milestone_updated",
        "ProjectMilestoneUpdated"
      })
  record MilestoneUpdated(
      @Describe("The project") ProjectId project,
      @Describe("The milestone") MilestoneId milestone,
      @Describe("The fields that changed, from what to what") List<FieldChange> changes)
      implements ProjectEvent {
    public MilestoneUpdated {
      changes = Copy.list(changes);
    }
  }

  @EventName(
      value = "project.milestone_removed",
      description = "A milestone is no longer planned",
      aliases = {
        "project_milestone_removed",
        "project:milestone_removed",
        "ProjectMilestoneRemoved"
      })
  record MilestoneRemoved(
      @Describe("The project") ProjectId project,
      @Describe("The milestone") MilestoneId milestone,
      @Describe("Why") @Nullable String reason)
      implements ProjectEvent {}

  @EventName(
      value = "project.milestone_reached",
      description = "A milestone was reached",
      aliases = {
        "project_milestone_reached",
        "project:milestone_reached",
        "ProjectMilestoneReached"
      })
  record MilestoneReached(
      @Describe("The project") ProjectId project,
      @Describe("The milestone") MilestoneId milestone,
      @Describe("What it is called") String name,
      @Describe("The day it was reached") LocalDate reachedDate)
      implements ProjectEvent {}

  @EventName(
      value = "project.archived",
      description = "The project left the lists",
      aliases = {"project_archived", "project:archived", "ProjectArchived"})
  record Archived(
      @Describe("The project") ProjectId project, @Describe("Why") @Nullable String reason)
      implements ProjectEvent {}

  @EventName(
      value = "project.unarchived",
      description = "The project is back in the lists",
      aliases = {"project_unarchived", "project:unarchived", "ProjectUnarchived"})
  record Unarchived(
      @Describe("The project") ProjectId project, @Describe("Why") @Nullable String reason)
      implements ProjectEvent {}

  @EventName(
      value = "project.deleted",
      description = "The project was deleted; its history stays",
      aliases = {"project_deleted", "project:deleted", "ProjectDeleted"})
  record Deleted(
      @Describe("The project") ProjectId project, @Describe("Why") @Nullable String reason)
      implements ProjectEvent {}

  @EventName(
      value = "project.undone",
      description =
          "The newest move or change of the project or of one of its phases was taken back",
      aliases = {"project_undone", "project:undone", "ProjectUndone"})
  record Undone(
      @Describe("The project") ProjectId project,
      @Describe("The version of the event that was taken back") long undoneVersion,
      @Describe("The name of that event") String undoneType,
      @Describe("What the undo changed, from what to what") List<FieldChange> changes,
      @Describe("Why") @Nullable String reason)
      implements ProjectEvent {
    public Undone {
      changes = Copy.list(changes);
    }
  }
}
