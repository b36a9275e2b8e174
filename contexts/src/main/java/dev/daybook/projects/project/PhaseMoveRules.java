package dev.daybook.projects.project;

import dev.daybook.kernel.Decision;
import dev.daybook.kernel.Rejection;
import dev.daybook.projects.api.Criterion;
import dev.daybook.projects.api.ListedDeliverable;
import dev.daybook.projects.api.PhaseCommand;
import dev.daybook.projects.api.PhaseEvent;
import dev.daybook.projects.api.PhaseStatus;
import dev.daybook.projects.api.ProjectEvent;
import dev.daybook.projects.api.ProjectStatus;
import java.time.Duration;
import java.util.Map;

/** The rules of a phase's moves, in the order of the catalogue. */
final class PhaseMoveRules {
  private PhaseMoveRules() {}

  static Decision<ProjectEvent> start(
      PhaseCommand.Start it, Phase phase, Project project, ProjectFacts facts) {
    return move(
        "start",
        PhaseStatus.IN_PROGRESS,
        phase,
        project,
        () -> {
          if (project.status() != ProjectStatus.IN_PROGRESS) {
            return Decision.refused(
                "project_not_in_progress",
                "A phase starts only in a project that is in progress, and '"
                    + project.name()
                    + "' is "
                    + Refusals.words(project.status())
                    + ". "
                    + (project.status() == ProjectStatus.PAUSED ? "Resume" : "Start")
                    + " the project first.",
                Map.of("status", Moves.word(project.status())));
          }
          var open = project.openDependencies(phase);
          if (!open.isEmpty()) {
            return Decision.refused(
                "dependencies_open",
                "The phase '"
                    + phase.name()
                    + "' starts when the phases it depends on are completed; open: "
                    + Refusals.named(open)
                    + ".",
                Map.of("openDependencies", Refusals.listing(open)));
          }
          return Decision.accepted(
              new PhaseEvent.Started(
                  it.project(),
                  it.phase(),
                  phase.status(),
                  PhaseStatus.IN_PROGRESS,
                  facts.now(),
                  phase.plannedDuration(),
                  it.reason()));
        });
  }

  static Decision<ProjectEvent> complete(
      PhaseCommand.Complete it, Phase phase, Project project, ProjectFacts facts) {
    return move(
        "complete",
        PhaseStatus.COMPLETED,
        phase,
        project,
        () -> {
          var tasks = facts.producedByTasks().stream().map(ListedDeliverable::id).toList();
          var own = it.deliverables().stream().filter(id -> !tasks.contains(id)).toList();
          for (var id : own) {
            if (phase.deliverable(id).isEmpty()) {
              return Decision.rejected(Rejection.notFound("deliverable", id.text()));
            }
          }
          for (var id : it.criteriaMet()) {
            if (phase.criterion(id).isEmpty()) {
              return Decision.rejected(Rejection.notFound("criterion", id.text()));
            }
          }
          var met =
              phase.criteria().stream()
                  .filter(each -> each.met() || it.criteriaMet().contains(each.id()))
                  .map(Criterion::id)
                  .toList();
          var took =
              phase.startedAt() == null ? null : Duration.between(phase.startedAt(), facts.now());
          return Decision.accepted(
              new PhaseEvent.Completed(
                  it.project(),
                  it.phase(),
                  phase.status(),
                  PhaseStatus.COMPLETED,
                  facts.now(),
                  took,
                  own,
                  facts.producedByTasks(),
                  met,
                  it.reason()));
        });
  }

  static Decision<ProjectEvent> block(PhaseCommand.Block it, Phase phase, Project project) {
    return move(
        "block",
        PhaseStatus.BLOCKED,
        phase,
        project,
        () ->
            Decision.accepted(
                new PhaseEvent.Blocked(
                    it.project(),
                    it.phase(),
                    phase.status(),
                    PhaseStatus.BLOCKED,
                    it.issue(),
                    it.estimatedDelay(),
                    it.reason())));
  }

  static Decision<ProjectEvent> unblock(PhaseCommand.Unblock it, Phase phase, Project project) {
    var back = phase.blockedFrom() == null ? PhaseStatus.PENDING : phase.blockedFrom();
    if (phase.is(PhaseStatus.PENDING) || phase.is(PhaseStatus.IN_PROGRESS)) {
      return Decision.unchanged();
    }
    return move(
        "unblock",
        back,
        phase,
        project,
        () ->
            Decision.accepted(
                new PhaseEvent.Unblocked(
                    it.project(), it.phase(), phase.status(), back, it.reason())));
  }

  static Decision<ProjectEvent> defer(PhaseCommand.Defer it, Phase phase, Project project) {
    return move(
        "defer",
        PhaseStatus.DEFERRED,
        phase,
        project,
        () ->
            Decision.accepted(
                new PhaseEvent.Deferred(
                    it.project(), it.phase(), phase.status(), PhaseStatus.DEFERRED, it.reason())));
  }

  static Decision<ProjectEvent> reactivate(
      PhaseCommand.Reactivate it, Phase phase, Project project) {
    return move(
        "reactivate",
        PhaseStatus.PENDING,
        phase,
        project,
        () ->
            Decision.accepted(
                new PhaseEvent.Reactivated(
                    it.project(), it.phase(), phase.status(), PhaseStatus.PENDING, it.reason())));
  }

  // helpers

  /**
   * The way of all moves: already there is nothing to do, then the project, then the table, then
   * the move's own rules.
   */
  private static Decision<ProjectEvent> move(
      String command, PhaseStatus to, Phase phase, Project project, Rule rule) {
    if (phase.is(to)) {
      return Decision.unchanged();
    }
    if (project.isFinal()) {
      return Decision.rejected(Refusals.projectFinal(project, command + " its phases"));
    }
    return Moves.allowed(phase.status(), command)
        ? rule.decide()
        : Decision.rejected(Moves.refused(phase.status(), command));
  }

  private interface Rule {
    Decision<ProjectEvent> decide();
  }
}
