package dev.daybook.projects.project;

import dev.daybook.kernel.Decider;
import dev.daybook.kernel.Decision;
import dev.daybook.kernel.Rejection;
import dev.daybook.kernel.catalogue.Patch;
import dev.daybook.projects.api.DeliverableStatus;
import dev.daybook.projects.api.Milestone;
import dev.daybook.projects.api.MilestoneId;
import dev.daybook.projects.api.PhaseCommand;
import dev.daybook.projects.api.PhaseId;
import dev.daybook.projects.api.PlannedPhase;
import dev.daybook.projects.api.Priority;
import dev.daybook.projects.api.ProjectCommand;
import dev.daybook.projects.api.ProjectEvent;
import dev.daybook.projects.api.ProjectMetadata;
import dev.daybook.projects.api.ProjectStatus;
import dev.daybook.projects.api.Resource;
import dev.daybook.projects.api.ResourceId;
import dev.daybook.projects.api.Risk;
import dev.daybook.projects.api.RiskId;
import dev.daybook.projects.api.RiskState;
import dev.daybook.projects.project.PhasePlans.Either;
import dev.daybook.projects.undo.ChangeHistory;
import dev.daybook.projects.undo.Edit;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
      return Decision.rejected(notPermitted(project, facts));
    }
    if (project.deleted() && !(command instanceof ProjectCommand.Undo)) {
      return command instanceof ProjectCommand.Delete
          ? Decision.unchanged()
          : Decision.rejected(gone(project));
    }
    return switch (command) {
      case ProjectCommand.Create it -> create(it, project, facts);
      case ProjectCommand.Start it -> start(it, project, facts);
      case ProjectCommand.Pause it -> pause(it, project);
      case ProjectCommand.Resume it -> resume(it, project);
      case ProjectCommand.Complete it -> complete(it, project, facts);
      case ProjectCommand.Cancel it -> cancel(it, project);
      case ProjectCommand.Update it -> update(it, project);
      case ProjectCommand.AddRisk it -> addRisk(it, facts);
      case ProjectCommand.UpdateRisk it -> updateRisk(it, project);
      case ProjectCommand.AddResource it -> addResource(it, facts);
      case ProjectCommand.UpdateResource it -> updateResource(it, project);
      case ProjectCommand.RemoveResource it -> removeResource(it, project);
      case ProjectCommand.AddMilestone it -> addMilestone(it, project, facts);
      case ProjectCommand.UpdateMilestone it -> updateMilestone(it, project);
      case ProjectCommand.RemoveMilestone it -> removeMilestone(it, project);
      case ProjectCommand.ReachMilestone it -> reachMilestone(it, project, facts);
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
    if (outOfOrder(it.startDate(), it.targetDate())) {
      return Decision.rejected(datesOutOfOrder(it.startDate(), it.targetDate()));
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

  private Decision<ProjectEvent> start(
      ProjectCommand.Start it, Project project, ProjectFacts facts) {
    var day = it.startDate() == null ? facts.today() : it.startDate();
    if (outOfOrder(day, project.targetDate()) && it.startDate() != null) {
      return Decision.rejected(datesOutOfOrder(day, project.targetDate()));
    }
    return move(
        "start",
        ProjectStatus.IN_PROGRESS,
        project,
        new ProjectEvent.Started(
            it.project(), project.status(), ProjectStatus.IN_PROGRESS, day, it.reason()));
  }

  private Decision<ProjectEvent> pause(ProjectCommand.Pause it, Project project) {
    return move(
        "pause",
        ProjectStatus.PAUSED,
        project,
        new ProjectEvent.Paused(it.project(), project.status(), ProjectStatus.PAUSED, it.reason()));
  }

  private Decision<ProjectEvent> resume(ProjectCommand.Resume it, Project project) {
    return move(
        "resume",
        ProjectStatus.IN_PROGRESS,
        project,
        new ProjectEvent.Resumed(
            it.project(), project.status(), ProjectStatus.IN_PROGRESS, it.reason()));
  }

  private Decision<ProjectEvent> complete(
      ProjectCommand.Complete it, Project project, ProjectFacts facts) {
    var open = project.openPhases();
    if (project.status() == ProjectStatus.IN_PROGRESS && !open.isEmpty() && !it.force()) {
      return Decision.refused(
          "phases_open",
          "The project '"
              + project.name()
              + "' has phases that are neither completed nor deferred: "
              + PhaseDecider.named(open)
              + ". Complete or defer them, or say force, which is recorded.",
          Moves.details("openPhases", PhaseDecider.listing(open)));
    }
    var deliverables =
        project.phases().stream()
            .flatMap(phase -> phase.deliverables().stream())
            .filter(each -> each.status() != DeliverableStatus.PLANNED)
            .toList();
    return move(
        "complete",
        ProjectStatus.COMPLETED,
        project,
        new ProjectEvent.Completed(
            it.project(),
            project.status(),
            ProjectStatus.COMPLETED,
            it.completionDate() == null ? facts.today() : it.completionDate(),
            deliverables,
            it.force() && !open.isEmpty(),
            open.stream().map(Phase::id).toList(),
            it.reason()));
  }

  private Decision<ProjectEvent> cancel(ProjectCommand.Cancel it, Project project) {
    return move(
        "cancel",
        ProjectStatus.CANCELLED,
        project,
        new ProjectEvent.Cancelled(
            it.project(), project.status(), ProjectStatus.CANCELLED, it.reason()));
  }

  private Decision<ProjectEvent> update(ProjectCommand.Update it, Project project) {
    for (var required :
        Map.<String, Patch<?>>of("name", it.name(), "priority", it.priority(), "owner", it.owner())
            .entrySet()) {
      if (required.getValue().present() && required.getValue().value() == null) {
        return Decision.rejected(cannotBeCleared(required.getKey()));
      }
    }
    var start = it.startDate().or(project.startDate());
    var target = it.targetDate().or(project.targetDate());
    if ((it.startDate().present() || it.targetDate().present()) && outOfOrder(start, target)) {
      return Decision.rejected(datesOutOfOrder(start, target));
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

  private Decision<ProjectEvent> addRisk(ProjectCommand.AddRisk it, ProjectFacts facts) {
    var id = new RiskId(facts.ids().next());
    return Decision.accepted(
        new ProjectEvent.RiskIdentified(
            it.project(),
            new Risk(
                id, it.title(), it.probability(), it.impact(), it.mitigation(), RiskState.OPEN)));
  }

  private Decision<ProjectEvent> updateRisk(ProjectCommand.UpdateRisk it, Project project) {
    var risk = project.risk(it.risk());
    if (risk.isEmpty()) {
      return Decision.rejected(Rejection.notFound("risk", it.risk().text()));
    }
    if (it.title().present() && it.title().value() == null) {
      return Decision.rejected(cannotBeCleared("title"));
    }
    if (it.state().present() && it.state().value() == null) {
      return Decision.rejected(cannotBeCleared("state"));
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

  private Decision<ProjectEvent> addResource(ProjectCommand.AddResource it, ProjectFacts facts) {
    var id = new ResourceId(facts.ids().next());
    return Decision.accepted(
        new ProjectEvent.ResourceRequired(
            it.project(), new Resource(id, it.kind(), it.amount(), it.note())));
  }

  private Decision<ProjectEvent> updateResource(ProjectCommand.UpdateResource it, Project project) {
    var resource = project.resource(it.resource());
    if (resource.isEmpty()) {
      return Decision.rejected(Rejection.notFound("resource", it.resource().text()));
    }
    if (it.kind().present() && it.kind().value() == null) {
      return Decision.rejected(cannotBeCleared("kind"));
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

  private Decision<ProjectEvent> removeResource(ProjectCommand.RemoveResource it, Project project) {
    return project.resource(it.resource()).isEmpty()
        ? Decision.rejected(Rejection.notFound("resource", it.resource().text()))
        : Decision.accepted(
            new ProjectEvent.ResourceRemoved(it.project(), it.resource(), it.reason()));
  }

  private Decision<ProjectEvent> addMilestone(
      ProjectCommand.AddMilestone it, Project project, ProjectFacts facts) {
    if (it.phase() != null && project.phase(it.phase()).isEmpty()) {
      return Decision.rejected(Rejection.notFound("phase", it.phase().text()));
    }
    var id = new MilestoneId(facts.ids().next());
    return Decision.accepted(
        new ProjectEvent.MilestonePlanned(
            it.project(), new Milestone(id, it.name(), it.dueDate(), it.phase(), null)));
  }

  private Decision<ProjectEvent> updateMilestone(
      ProjectCommand.UpdateMilestone it, Project project) {
    var milestone = project.milestone(it.milestone());
    if (milestone.isEmpty()) {
      return Decision.rejected(Rejection.notFound("milestone", it.milestone().text()));
    }
    if (it.name().present() && it.name().value() == null) {
      return Decision.rejected(cannotBeCleared("name"));
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

  private Decision<ProjectEvent> removeMilestone(
      ProjectCommand.RemoveMilestone it, Project project) {
    return project.milestone(it.milestone()).isEmpty()
        ? Decision.rejected(Rejection.notFound("milestone", it.milestone().text()))
        : Decision.accepted(
            new ProjectEvent.MilestoneRemoved(it.project(), it.milestone(), it.reason()));
  }

  private Decision<ProjectEvent> reachMilestone(
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

  private static Decision<ProjectEvent> move(
      String command, ProjectStatus to, Project project, ProjectEvent event) {
    if (project.status() == to) {
      return Decision.unchanged();
    }
    return Moves.allowed(project.status(), command)
        ? Decision.accepted(event)
        : Decision.rejected(Moves.refused(project.status(), command));
  }

  static Rejection cannotBeCleared(String field) {
    return Rejection.content(
        "field_required",
        "The field " + field + " cannot be cleared. Give it a value or leave it out.",
        Map.of("field", field));
  }

  private static Rejection notPermitted(Project project, ProjectFacts facts) {
    var may =
        Stream.of(project.owner(), project.createdBy()).distinct().map(Object::toString).toList();
    return Rejection.permission(
        "not_permitted",
        "Only "
            + String.join(" and ", may)
            + " may change the project '"
            + project.name()
            + "', not "
            + facts.actor()
            + ". Ask one of them to do it, or to make you its owner with project.update.",
        Moves.details("actor", facts.actor().toString(), "may", may));
  }

  private static Rejection gone(Project project) {
    return new Rejection(
        "project_deleted",
        Rejection.Kind.NOT_FOUND,
        "The project '" + project.name() + "' was deleted. project.undo brings it back.",
        Map.of("project", project.id().text()));
  }

  private static boolean outOfOrder(@Nullable LocalDate start, @Nullable LocalDate target) {
    return start != null && target != null && target.isBefore(start);
  }

  private static Rejection datesOutOfOrder(@Nullable LocalDate start, @Nullable LocalDate target) {
    return Rejection.content(
        "dates_out_of_order",
        "The target date "
            + target
            + " lies before the start date "
            + start
            + ". Give a later targetDate or an earlier"
            + " startDate.",
        Moves.details("startDate", String.valueOf(start), "targetDate", String.valueOf(target)));
  }

  private static List<String> sorted(Collection<String> tags) {
    return tags.stream()
        .map(String::strip)
        .filter(tag -> !tag.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }
}
