package dev.daybook.projects.project;

import dev.daybook.kernel.Decision;
import dev.daybook.kernel.Rejection;
import dev.daybook.projects.api.Milestone;
import dev.daybook.projects.api.MilestoneId;
import dev.daybook.projects.api.PhaseId;
import dev.daybook.projects.api.ProjectCommand;
import dev.daybook.projects.api.ProjectEvent;
import dev.daybook.projects.api.Resource;
import dev.daybook.projects.api.ResourceId;
import dev.daybook.projects.api.Risk;
import dev.daybook.projects.api.RiskId;
import dev.daybook.projects.api.RiskState;
import dev.daybook.projects.undo.Edit;

/** The rules of risks, resources and milestones, in the order of the catalogue. */
final class PartRules {
  private PartRules() {}

  static Decision<ProjectEvent> addRisk(ProjectCommand.AddRisk it, ProjectFacts facts) {
    var id = new RiskId(facts.ids().next());
    return Decision.accepted(
        new ProjectEvent.RiskIdentified(
            it.project(),
            new Risk(
                id, it.title(), it.probability(), it.impact(), it.mitigation(), RiskState.OPEN)));
  }

  static Decision<ProjectEvent> updateRisk(ProjectCommand.UpdateRisk it, Project project) {
    var risk = project.risk(it.risk());
    if (risk.isEmpty()) {
      return Decision.rejected(Rejection.notFound("risk", it.risk().text()));
    }
    if (it.title().present() && it.title().value() == null) {
      return Decision.rejected(Refusals.cannotBeCleared("title"));
    }
    if (it.state().present() && it.state().value() == null) {
      return Decision.rejected(Refusals.cannotBeCleared("state"));
    }
    var changes =
        new Edit(Project.plain(risk.get()).fields())
            .patch("title", it.title())
            .patch("probability", it.probability())
            .patch("impact", it.impact())
            .patch("mitigation", it.mitigation())
            .patch("state", it.state())
            .changes();
    return changes.isEmpty()
        ? Decision.unchanged()
        : Decision.accepted(new ProjectEvent.RiskUpdated(it.project(), it.risk(), changes));
  }

  static Decision<ProjectEvent> addResource(ProjectCommand.AddResource it, ProjectFacts facts) {
    var id = new ResourceId(facts.ids().next());
    return Decision.accepted(
        new ProjectEvent.ResourceRequired(
            it.project(), new Resource(id, it.kind(), it.amount(), it.note())));
  }

  static Decision<ProjectEvent> updateResource(ProjectCommand.UpdateResource it, Project project) {
    var resource = project.resource(it.resource());
    if (resource.isEmpty()) {
      return Decision.rejected(Rejection.notFound("resource", it.resource().text()));
    }
    if (it.kind().present() && it.kind().value() == null) {
      return Decision.rejected(Refusals.cannotBeCleared("kind"));
    }
    var changes =
        new Edit(Project.plain(resource.get()).fields())
            .patch("kind", it.kind())
            .patch("amount", it.amount())
            .patch("note", it.note())
            .changes();
    return changes.isEmpty()
        ? Decision.unchanged()
        : Decision.accepted(new ProjectEvent.ResourceUpdated(it.project(), it.resource(), changes));
  }

  static Decision<ProjectEvent> removeResource(ProjectCommand.RemoveResource it, Project project) {
    return project.resource(it.resource()).isEmpty()
        ? Decision.rejected(Rejection.notFound("resource", it.resource().text()))
        : Decision.accepted(
            new ProjectEvent.ResourceRemoved(it.project(), it.resource(), it.reason()));
  }

  static Decision<ProjectEvent> addMilestone(
      ProjectCommand.AddMilestone it, Project project, ProjectFacts facts) {
    if (it.phase() != null && project.phase(it.phase()).isEmpty()) {
      return Decision.rejected(Rejection.notFound("phase", it.phase().text()));
    }
    var id = new MilestoneId(facts.ids().next());
    return Decision.accepted(
        new ProjectEvent.MilestonePlanned(
            it.project(), new Milestone(id, it.name(), it.dueDate(), it.phase(), null)));
  }

  static Decision<ProjectEvent> updateMilestone(
      ProjectCommand.UpdateMilestone it, Project project) {
    var milestone = project.milestone(it.milestone());
    if (milestone.isEmpty()) {
      return Decision.rejected(Rejection.notFound("milestone", it.milestone().text()));
    }
    if (it.name().present() && it.name().value() == null) {
      return Decision.rejected(Refusals.cannotBeCleared("name"));
    }
    PhaseId phase = it.phase().value();
    if (phase != null && project.phase(phase).isEmpty()) {
      return Decision.rejected(Rejection.notFound("phase", phase.text()));
    }
    var changes =
        new Edit(Project.plain(milestone.get()).fields())
            .patch("name", it.name())
            .patch("dueDate", it.dueDate())
            .patch("phase", it.phase())
            .changes();
    return changes.isEmpty()
        ? Decision.unchanged()
        : Decision.accepted(
            new ProjectEvent.MilestoneUpdated(it.project(), it.milestone(), changes));
  }

  static Decision<ProjectEvent> removeMilestone(
      ProjectCommand.RemoveMilestone it, Project project) {
    return project.milestone(it.milestone()).isEmpty()
        ? Decision.rejected(Rejection.notFound("milestone", it.milestone().text()))
        : Decision.accepted(
            new ProjectEvent.MilestoneRemoved(it.project(), it.milestone(), it.reason()));
  }

  static Decision<ProjectEvent> reachMilestone(
      ProjectCommand.ReachMilestone it, Project project, ProjectFacts facts) {
    var found = project.milestone(it.milestone());
    if (found.isEmpty()) {
      return Decision.rejected(Rejection.notFound("milestone", it.milestone().text()));
    }
    if (found.get().reachedDate() != null) {
      return Decision.unchanged();
    }
    var day = it.reachedDate() == null ? facts.today() : it.reachedDate();
    return Decision.accepted(
        new ProjectEvent.MilestoneReached(it.project(), it.milestone(), found.get().name(), day));
  }
}
