package dev.daybook.projects.project;

import static dev.daybook.projects.undo.Edit.setting;

import dev.daybook.kernel.context.Aggregate;
import dev.daybook.projects.api.DeliverableStatus;
import dev.daybook.projects.api.FieldChange;
import dev.daybook.projects.api.PhaseEvent;
import dev.daybook.projects.api.PhaseStatus;
import dev.daybook.projects.api.ProjectEvent;
import dev.daybook.projects.undo.FieldTree;
import java.util.ArrayList;
import java.util.List;

/**
 * What an event does to a project: every event but the creation is a list of fields it sets, which
 * makes each of them undoable in the same way.
 */
final class ProjectEvolution {
  private ProjectEvolution() {}

  static Project evolve(Project project, ProjectEvent event) {
    return switch (event) {
      case ProjectEvent.Created it -> Project.created(it);
      case ProjectEvent.Undone it ->
          project.changed(it.changes()).next(project.history().forget(it.undoneVersion()));
      case ProjectEvent it -> {
        var after = project.changed(sets(it, project));
        yield after.next(
            project
                .history()
                .remember(
                    project.version() + 1,
                    Aggregate.typeOf(it.getClass()).name(),
                    FieldTree.diff(project.fields(), after.fields())));
      }
    };
  }

  private static List<FieldChange> sets(ProjectEvent event, Project project) {
    return switch (event) {
      case ProjectEvent.Created _ -> List.of();
      case ProjectEvent.Started it ->
          List.of(setting("status", it.newStatus()), setting("startDate", it.startDate()));
      case ProjectEvent.Paused it -> List.of(setting("status", it.newStatus()));
      case ProjectEvent.Resumed it -> List.of(setting("status", it.newStatus()));
      case ProjectEvent.Completed it ->
          List.of(
              setting("status", it.newStatus()), setting("completionDate", it.completionDate()));
      case ProjectEvent.Cancelled it -> List.of(setting("status", it.newStatus()));
      case ProjectEvent.Updated it -> it.changes();
      case ProjectEvent.RiskIdentified it ->
          List.of(setting("risks/" + it.risk().id(), Project.plain(it.risk())));
      case ProjectEvent.RiskUpdated it -> under("risks/" + it.risk(), it.changes());
      case ProjectEvent.ResourceRequired it ->
          List.of(setting("resources/" + it.resource().id(), Project.plain(it.resource())));
      case ProjectEvent.ResourceUpdated it -> under("resources/" + it.resource(), it.changes());
      case ProjectEvent.ResourceRemoved it -> List.of(setting("resources/" + it.resource(), null));
      case ProjectEvent.MilestonePlanned it ->
          List.of(setting("milestones/" + it.milestone().id(), Project.plain(it.milestone())));
      case ProjectEvent.MilestoneUpdated it -> under("milestones/" + it.milestone(), it.changes());
      case ProjectEvent.MilestoneRemoved it ->
          List.of(setting("milestones/" + it.milestone(), null));
      case ProjectEvent.MilestoneReached it ->
          List.of(setting("milestones/" + it.milestone() + "/reachedDate", it.reachedDate()));
      case ProjectEvent.Archived _ -> List.of(setting("archived", true));
      case ProjectEvent.Unarchived _ -> List.of(setting("archived", null));
      case ProjectEvent.Deleted _ -> List.of(setting("deleted", true));
      case ProjectEvent.Undone it -> it.changes();
      case PhaseEvent it -> phaseSets(it, project);
    };
  }

  private static List<FieldChange> phaseSets(PhaseEvent event, Project project) {
    var phase = "phases/" + event.phase();
    return switch (event) {
      case PhaseEvent.Added it -> List.of(setting(phase, Phase.planned(it.definition()).plain()));
      case PhaseEvent.Updated it -> under(phase, it.changes());
      case PhaseEvent.Removed it -> removed(it, project);
      case PhaseEvent.Started it ->
          under(
              phase,
              List.of(setting("status", it.newStatus()), setting("startedAt", it.startedAt())));
      case PhaseEvent.Completed it -> completed(phase, it, project);
      case PhaseEvent.Blocked it ->
          under(
              phase,
              List.of(
                  setting("status", it.newStatus()),
                  setting("blockedFrom", it.previousStatus()),
                  setting("blockingIssue", it.issue()),
                  setting("estimatedDelay", it.estimatedDelay())));
      case PhaseEvent.Unblocked it -> freed(phase, it.newStatus());
      case PhaseEvent.Deferred it -> freed(phase, it.newStatus());
      case PhaseEvent.Reactivated it -> freed(phase, it.newStatus());
      case PhaseEvent.CriterionJudged it ->
          List.of(setting(phase + "/criteria/" + it.criterion() + "/met", it.met()));
      case PhaseEvent.DeliverableAccepted it ->
          List.of(
              setting(
                  phase + "/deliverables/" + it.deliverable() + "/status",
                  DeliverableStatus.ACCEPTED));
    };
  }

  /** A removed phase is no longer what a milestone belongs to. */
  private static List<FieldChange> removed(PhaseEvent.Removed it, Project project) {
    var sets = new ArrayList<FieldChange>();
    sets.add(setting("phases/" + it.phase(), null));
    project.milestones().stream()
        .filter(milestone -> it.phase().equals(milestone.phase()))
        .forEach(milestone -> sets.add(setting("milestones/" + milestone.id() + "/phase", null)));
    return sets;
  }

  private static List<FieldChange> completed(
      String phase, PhaseEvent.Completed it, Project project) {
    var sets = new ArrayList<FieldChange>();
    sets.add(setting("status", it.newStatus()));
    sets.add(setting("completedAt", it.completedAt()));
    sets.add(setting("actualDuration", it.actualDuration()));
    var known = project.phase(it.phase());
    it.deliverables().stream()
        .filter(id ->
            known
                .flatMap(each -> each.deliverable(id))
                .filter(each -> each.status() == DeliverableStatus.PLANNED)
                .isPresent())
        .forEach(
            id -> sets.add(setting("deliverables/" + id + "/status", DeliverableStatus.PRODUCED)));
    it.criteriaMet().forEach(id -> sets.add(setting("criteria/" + id + "/met", true)));
    return under(phase, sets);
  }

  private static List<FieldChange> freed(String phase, PhaseStatus next) {
    return under(
        phase,
        List.of(
            setting("status", next),
            setting("blockedFrom", null),
            setting("blockingIssue", null),
            setting("estimatedDelay", null)));
  }

  private static List<FieldChange> under(String path, List<FieldChange> changes) {
    return changes.stream()
        .map(each -> new FieldChange(path + "/" + each.field(), each.from(), each.to()))
        .toList();
  }
}
