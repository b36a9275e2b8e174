package dev.daybook.projects.project;

import dev.daybook.kernel.Decision;
import dev.daybook.kernel.Rejection;
import dev.daybook.projects.api.DeliverableStatus;
import dev.daybook.projects.api.ListedDeliverable;
import dev.daybook.projects.api.PhaseCommand;
import dev.daybook.projects.api.PhaseEvent;
import dev.daybook.projects.api.PhaseId;
import dev.daybook.projects.api.ProjectEvent;
import java.util.stream.Stream;

/** The rules of phases: what {@link ProjectDecider} says to a {@link PhaseCommand}. */
final class PhaseDecider {
  private PhaseDecider() {}

  static Decision<ProjectEvent> decide(PhaseCommand command, Project project, ProjectFacts facts) {
    return switch (command) {
      case PhaseCommand.Add it -> PhasePlanRules.add(it, project, facts);
      case PhaseCommand.Update it ->
          on(it.phase(), project, phase -> PhasePlanRules.update(it, phase, project, facts));
      case PhaseCommand.Remove it ->
          on(it.phase(), project, phase -> PhasePlanRules.remove(it, phase, project, facts));
      case PhaseCommand.Start it ->
          on(it.phase(), project, phase -> PhaseMoveRules.start(it, phase, project, facts));
      case PhaseCommand.Complete it ->
          on(it.phase(), project, phase -> PhaseMoveRules.complete(it, phase, project, facts));
      case PhaseCommand.Block it ->
          on(it.phase(), project, phase -> PhaseMoveRules.block(it, phase, project));
      case PhaseCommand.Unblock it ->
          on(it.phase(), project, phase -> PhaseMoveRules.unblock(it, phase, project));
      case PhaseCommand.Defer it ->
          on(it.phase(), project, phase -> PhaseMoveRules.defer(it, phase, project));
      case PhaseCommand.Reactivate it ->
          on(it.phase(), project, phase -> PhaseMoveRules.reactivate(it, phase, project));
      case PhaseCommand.JudgeCriterion it -> on(it.phase(), project, phase -> judge(it, phase));
      case PhaseCommand.AcceptDeliverable it ->
          on(it.phase(), project, phase -> accept(it, phase, facts));
    };
  }

  private static Decision<ProjectEvent> judge(PhaseCommand.JudgeCriterion it, Phase phase) {
    return phase
        .criterion(it.criterion())
        .map(criterion ->
            criterion.met() == it.met()
                ? Decision.<ProjectEvent>unchanged()
                : Decision.<ProjectEvent>accepted(
                    new PhaseEvent.CriterionJudged(
                        it.project(),
                        it.phase(),
                        it.criterion(),
                        criterion.text(),
                        it.met(),
                        it.note())))
        .orElseGet(() -> Decision.rejected(Rejection.notFound("criterion", it.criterion().text())));
  }

  private static Decision<ProjectEvent> accept(
      PhaseCommand.AcceptDeliverable it, Phase phase, ProjectFacts facts) {
    return Stream.concat(
            phase.deliverables().stream().map(each -> ListedDeliverable.of(each, phase.id(), null)),
            facts.taskDeliverables().stream())
        .filter(each -> each.id().equals(it.deliverable()))
        .findFirst()
        .map(found -> accept(it, found))
        .orElseGet(
            () -> Decision.rejected(Rejection.notFound("deliverable", it.deliverable().text())));
  }

  private static Decision<ProjectEvent> accept(
      PhaseCommand.AcceptDeliverable it, ListedDeliverable deliverable) {
    return switch (deliverable.status()) {
      case ACCEPTED -> Decision.unchanged();
      case PRODUCED ->
          Decision.accepted(
              new PhaseEvent.DeliverableAccepted(
                  it.project(),
                  it.phase(),
                  it.deliverable(),
                  deliverable.name(),
                  deliverable.task(),
                  it.note()));
      case PLANNED ->
          Decision.refused(
              "deliverable_not_produced",
              "The deliverable '"
                  + deliverable.name()
                  + "' is only planned. It can be accepted when the completion of its "
                  + (deliverable.task() == null ? "phase" : "task")
                  + " has named it.",
              Moves.details("status", Moves.word(DeliverableStatus.PLANNED)));
    };
  }

  // helpers

  private static Decision<ProjectEvent> on(PhaseId id, Project project, OnPhase rule) {
    var phase = project.phase(id);
    return phase.isPresent()
        ? rule.decide(phase.get())
        : Decision.rejected(Rejection.notFound("phase", id.text()));
  }

  private interface OnPhase {
    Decision<ProjectEvent> decide(Phase phase);
  }
}
