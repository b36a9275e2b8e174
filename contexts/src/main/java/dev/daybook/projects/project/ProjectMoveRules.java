package dev.daybook.projects.project;

import dev.daybook.kernel.Decision;
import dev.daybook.projects.api.DeliverableStatus;
import dev.daybook.projects.api.ListedDeliverable;
import dev.daybook.projects.api.ProjectCommand;
import dev.daybook.projects.api.ProjectEvent;
import dev.daybook.projects.api.ProjectStatus;
import java.util.stream.Stream;

/** The rules of a project's moves, in the order of the catalogue. */
final class ProjectMoveRules {
  private ProjectMoveRules() {}

  static Decision<ProjectEvent> start(
      ProjectCommand.Start it, Project project, ProjectFacts facts) {
    var day = it.startDate() == null ? facts.today() : it.startDate();
    if (Refusals.outOfOrder(day, project.targetDate()) && it.startDate() != null) {
      return Decision.rejected(Refusals.datesOutOfOrder(day, project.targetDate()));
    }
    return move(
        "start",
        ProjectStatus.IN_PROGRESS,
        project,
        new ProjectEvent.Started(
            it.project(), project.status(), ProjectStatus.IN_PROGRESS, day, it.reason()));
  }

  static Decision<ProjectEvent> pause(ProjectCommand.Pause it, Project project) {
    return move(
        "pause",
        ProjectStatus.PAUSED,
        project,
        new ProjectEvent.Paused(it.project(), project.status(), ProjectStatus.PAUSED, it.reason()));
  }

  static Decision<ProjectEvent> resume(ProjectCommand.Resume it, Project project) {
    return move(
        "resume",
        ProjectStatus.IN_PROGRESS,
        project,
        new ProjectEvent.Resumed(
            it.project(), project.status(), ProjectStatus.IN_PROGRESS, it.reason()));
  }

  static Decision<ProjectEvent> complete(
      ProjectCommand.Complete it, Project project, ProjectFacts facts) {
    var open = project.openPhases();
    if (project.status() == ProjectStatus.IN_PROGRESS && !open.isEmpty() && !it.force()) {
      return Decision.refused(
          "phases_open",
          "The project '"
              + project.name()
              + "' has phases that are neither completed nor deferred: "
              + Refusals.named(open)
              + ". Complete or defer them, or say force, which is recorded.",
          Moves.details("openPhases", Refusals.listing(open)));
    }
    var deliverables = Stream.concat(ofPhases(project), facts.producedByTasks().stream()).toList();
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

  static Decision<ProjectEvent> cancel(ProjectCommand.Cancel it, Project project) {
    return move(
        "cancel",
        ProjectStatus.CANCELLED,
        project,
        new ProjectEvent.Cancelled(
            it.project(), project.status(), ProjectStatus.CANCELLED, it.reason()));
  }

  // helpers

  private static Stream<ListedDeliverable> ofPhases(Project project) {
    return project.phases().stream()
        .flatMap(phase ->
            phase.deliverables().stream()
                .filter(each -> each.status() != DeliverableStatus.PLANNED)
                .map(each -> ListedDeliverable.of(each, phase.id(), null)));
  }

  private static Decision<ProjectEvent> move(
      String command, ProjectStatus to, Project project, ProjectEvent event) {
    if (project.status() == to) {
      return Decision.unchanged();
    }
    return Moves.allowed(project.status(), command)
        ? Decision.accepted(event)
        : Decision.rejected(Moves.refused(project.status(), command));
  }
}
