package dev.daybook.projects.project;

import dev.daybook.kernel.Decider;
import dev.daybook.kernel.Decision;
import dev.daybook.kernel.Rejection;
import dev.daybook.kernel.catalogue.Patch;
import dev.daybook.projects.api.PhaseCommand;
import dev.daybook.projects.api.PlannedPhase;
import dev.daybook.projects.api.Priority;
import dev.daybook.projects.api.ProjectCommand;
import dev.daybook.projects.api.ProjectEvent;
import dev.daybook.projects.api.ProjectMetadata;
import dev.daybook.projects.project.PhasePlans.Either;
import dev.daybook.projects.undo.ChangeHistory;
import dev.daybook.projects.undo.Edit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The rules of a project; those of its phases are in {@link PhaseDecider}. */
final class ProjectDecider implements Decider<ProjectCommand, Project, ProjectFacts, ProjectEvent> {
  @Override
  public Project initialState() {
    return Project.NONE;
  }

  @Override
  public Decision<ProjectEvent> decide(
      ProjectCommand command, Project project, ProjectFacts facts) {
    if (command instanceof ProjectCommand.Create it) {
      return create(it, project, facts);
    }
    if (project.version() == 0) {
      return Decision.rejected(Rejection.notFound("project", facts.project().text()));
    }
    if (!project.mayBeChangedBy(facts.actor())) {
      return Decision.rejected(Refusals.notPermitted(project, facts));
    }
    if (project.deleted() && !(command instanceof ProjectCommand.Undo)) {
      return command instanceof ProjectCommand.Delete
          ? Decision.unchanged()
          : Decision.rejected(Refusals.gone(project));
    }
    return switch (command) {
      case ProjectCommand.Create it -> create(it, project, facts);
      case ProjectCommand.Start it -> ProjectMoveRules.start(it, project, facts);
      case ProjectCommand.Pause it -> ProjectMoveRules.pause(it, project);
      case ProjectCommand.Resume it -> ProjectMoveRules.resume(it, project);
      case ProjectCommand.Complete it -> ProjectMoveRules.complete(it, project, facts);
      case ProjectCommand.Cancel it -> ProjectMoveRules.cancel(it, project);
      case ProjectCommand.Update it -> update(it, project);
      case ProjectCommand.AddRisk it -> PartRules.addRisk(it, facts);
      case ProjectCommand.UpdateRisk it -> PartRules.updateRisk(it, project);
      case ProjectCommand.AddResource it -> PartRules.addResource(it, facts);
      case ProjectCommand.UpdateResource it -> PartRules.updateResource(it, project);
      case ProjectCommand.RemoveResource it -> PartRules.removeResource(it, project);
      case ProjectCommand.AddMilestone it -> PartRules.addMilestone(it, project, facts);
      case ProjectCommand.UpdateMilestone it -> PartRules.updateMilestone(it, project);
      case ProjectCommand.RemoveMilestone it -> PartRules.removeMilestone(it, project);
      case ProjectCommand.ReachMilestone it -> PartRules.reachMilestone(it, project, facts);
      case ProjectCommand.Archive it -> archive(it, project);
      case ProjectCommand.Unarchive it -> unarchive(it, project);
      case ProjectCommand.Delete it ->
          Decision.accepted(new ProjectEvent.Deleted(it.project(), it.reason()));
      case ProjectCommand.Undo it -> undo(it, project, facts);
      case PhaseCommand it -> PhaseDecider.decide(it, project, facts);
    };
  }

  private Decision<ProjectEvent> create(
      ProjectCommand.Create it, Project project, ProjectFacts facts) {
    if (project.version() > 0) {
      return Decision.unchanged();
    }
    if (it.key() != null && facts.key().heldBy() != null) {
      return Decision.refused(
          "key_taken",
          "The key "
              + it.key()
              + " belongs to the project '"
              + facts.key().heldBy()
              + "' and is never given twice. "
              + facts.key().free()
              + " is free.",
          Moves.details(
              "key", it.key(), "heldBy", facts.key().heldBy(), "free", facts.key().free()));
    }
    if (Refusals.outOfOrder(it.startDate(), it.targetDate())) {
      return Decision.rejected(Refusals.datesOutOfOrder(it.startDate(), it.targetDate()));
    }
    return switch (PhasePlans.all(it.phases(), facts.ids())) {
      case Either.No<List<PlannedPhase>>(var why) -> Decision.rejected(why);
      case Either.Ok<List<PlannedPhase>>(var phases) ->
          Decision.accepted(
              new ProjectEvent.Created(
                  facts.project(),
                  it.key() == null ? facts.key().free() : it.key(),
                  it.name(),
                  it.description(),
                  Objects.requireNonNullElse(it.owner(), facts.actor()),
                  facts.actor(),
                  it.startDate(),
                  it.targetDate(),
                  new ProjectMetadata(
                      Objects.requireNonNullElse(it.priority(), Priority.MEDIUM),
                      it.complexity(),
                      it.impact(),
                      it.externalDependencies()),
                  sorted(it.tags()),
                  phases));
    };
  }

  private Decision<ProjectEvent> update(ProjectCommand.Update it, Project project) {
    for (var required :
        Map.<String, Patch<?>>of("name", it.name(), "priority", it.priority(), "owner", it.owner())
            .entrySet()) {
      if (required.getValue().present() && required.getValue().value() == null) {
        return Decision.rejected(Refusals.cannotBeCleared(required.getKey()));
      }
    }
    var start = it.startDate().or(project.startDate());
    var target = it.targetDate().or(project.targetDate());
    if ((it.startDate().present() || it.targetDate().present())
        && Refusals.outOfOrder(start, target)) {
      return Decision.rejected(Refusals.datesOutOfOrder(start, target));
    }
    var changes =
        new Edit(project.fields())
            .patch("name", it.name())
            .patch("description", it.description())
            .patch("startDate", it.startDate())
            .patch("targetDate", it.targetDate())
            .patch("priority", it.priority())
            .patch("complexity", it.complexity())
            .patch("impact", it.impact())
            .patch("externalDependencies", it.externalDependencies())
            .patch("tags", it.tags().map(ProjectDecider::sorted))
            .patch("owner", it.owner())
            .changes();
    return changes.isEmpty()
        ? Decision.unchanged()
        : Decision.accepted(new ProjectEvent.Updated(it.project(), changes));
  }

  private Decision<ProjectEvent> archive(ProjectCommand.Archive it, Project project) {
    return project.archived()
        ? Decision.unchanged()
        : Decision.accepted(new ProjectEvent.Archived(it.project(), it.reason()));
  }

  private Decision<ProjectEvent> unarchive(ProjectCommand.Unarchive it, Project project) {
    return project.archived()
        ? Decision.accepted(new ProjectEvent.Unarchived(it.project(), it.reason()))
        : Decision.unchanged();
  }

  /**
   * Takes the newest move back, also one that led to a final status: a slip of the finger must be
   * mendable.
   */
  private Decision<ProjectEvent> undo(ProjectCommand.Undo it, Project project, ProjectFacts facts) {
    var newest = project.history().newest();
    if (newest.isEmpty()) {
      return Decision.rejected(ChangeHistory.nothingToUndo("project"));
    }
    var entry = newest.get();
    if (!facts.tasks().isEmpty()) {
      return Decision.refused(
          "phase_has_tasks",
          "The newest change, "
              + entry.type()
              + ", cannot be undone: its phase has tasks meanwhile: "
              + String.join(", ", facts.tasks())
              + ". Move them to another phase or delete them first.",
          Moves.details("undoes", entry.type(), "tasks", facts.tasks()));
    }
    return Decision.accepted(
        new ProjectEvent.Undone(
            it.project(), entry.version(), entry.type(), entry.reversed(), it.reason()));
  }

  @Override
  public Project evolve(Project project, ProjectEvent event) {
    return ProjectEvolution.evolve(project, event);
  }

  // helpers

  private static List<String> sorted(Collection<String> tags) {
    return tags.stream()
        .map(String::strip)
        .filter(tag -> !tag.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }
}
