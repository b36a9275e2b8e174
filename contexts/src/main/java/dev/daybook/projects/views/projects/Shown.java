package dev.daybook.projects.views.projects;

import dev.daybook.kernel.view.QueryHandler;
import dev.daybook.projects.api.PhaseView;
import dev.daybook.projects.api.ProjectView;
import dev.daybook.projects.project.Phase;
import dev.daybook.projects.project.Project;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** How rows become answers. */
final class Shown {
  private Shown() {}

  static ProjectView project(ProjectRow row, QueryHandler.Context context) {
    var it = row.project();
    var progress = Progress.of(it.id().text(), context.tables());
    var current = it.currentPhase();
    return new ProjectView(
        it.id(),
        it.key(),
        it.name(),
        it.description(),
        it.status(),
        it.owner(),
        it.metadata().priority(),
        it.metadata().complexity(),
        it.metadata().impact(),
        it.tags(),
        current.map(Phase::id).orElse(null),
        current.map(Phase::name).orElse(null),
        progress.all().percent(),
        Math.toIntExact(progress.all().tasks()),
        Math.toIntExact(progress.all().done()),
        it.startDate(),
        it.targetDate(),
        it.completionDate(),
        isOverdue(it, LocalDate.ofInstant(context.now(), ZoneOffset.UTC)),
        it.archived(),
        phases(it, progress),
        it.metadata().externalDependencies(),
        it.milestones(),
        it.risks(),
        it.resources(),
        row.createdBy(),
        row.createdAt(),
        row.updatedBy(),
        row.updatedAt(),
        row.version());
  }

  static List<PhaseView> phases(Project project, Progress.OfProject progress) {
    return project.phases().stream()
        .map(phase -> phase(phase, project, progress.of(phase.id())))
        .toList();
  }

  private static PhaseView phase(Phase it, Project project, Progress progress) {
    return new PhaseView(
        it.id(),
        project.id(),
        it.name(),
        it.description(),
        it.objective(),
        it.status(),
        progress.percent(),
        Math.toIntExact(progress.tasks()),
        Math.toIntExact(progress.done()),
        it.plannedDuration(),
        it.actualDuration(),
        it.startedAt(),
        it.completedAt(),
        it.dependsOn(),
        project.openDependencies(it).stream().map(Phase::id).toList(),
        it.deliverables(),
        it.criteria(),
        it.infrastructure(),
        it.blockingIssue(),
        it.estimatedDelay());
  }

  private static boolean isOverdue(Project project, LocalDate today) {
    return !project.isFinal()
        && project.targetDate() != null
        && project.targetDate().isBefore(today);
  }
}
