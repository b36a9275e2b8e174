package dev.daybook.projects.project;

import dev.daybook.kernel.Decision;
import dev.daybook.kernel.Rejection;
import dev.daybook.projects.api.Criterion;
import dev.daybook.projects.api.Deliverable;
import dev.daybook.projects.api.DeliverableStatus;
import dev.daybook.projects.api.PhaseCommand;
import dev.daybook.projects.api.PhaseDefinition;
import dev.daybook.projects.api.PhaseEvent;
import dev.daybook.projects.api.PhaseId;
import dev.daybook.projects.api.PhaseStatus;
import dev.daybook.projects.api.ProjectEvent;
import dev.daybook.projects.api.ProjectStatus;
import dev.daybook.projects.project.PhasePlans.Either;
import dev.daybook.projects.undo.Edit;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of phases: what {@link ProjectDecider} says to a {@link PhaseCommand}. */
final class PhaseDecider {
  private PhaseDecider() {}

  static Decision<ProjectEvent> decide(PhaseCommand command, Project project, ProjectFacts facts) {
    return switch (command) {
      case PhaseCommand.Add it -> add(it, project, facts);
      case PhaseCommand.Update it ->
          on(it.phase(), project, phase -> update(it, phase, project, facts));
      case PhaseCommand.Remove it ->
          on(it.phase(), project, phase -> remove(it, phase, project, facts));
      case PhaseCommand.Start it ->
          on(it.phase(), project, phase -> start(it, phase, project, facts));
      case PhaseCommand.Complete it ->
          on(it.phase(), project, phase -> complete(it, phase, project, facts));
      case PhaseCommand.Block it -> on(it.phase(), project, phase -> block(it, phase, project));
      case PhaseCommand.Unblock it -> on(it.phase(), project, phase -> unblock(it, phase, project));
      case PhaseCommand.Defer it -> on(it.phase(), project, phase -> defer(it, phase, project));
      case PhaseCommand.Reactivate it ->
          on(it.phase(), project, phase -> reactivate(it, phase, project));
      case PhaseCommand.JudgeCriterion it -> on(it.phase(), project, phase -> judge(it, phase));
      case PhaseCommand.AcceptDeliverable it -> on(it.phase(), project, phase -> accept(it, phase));
    };
  }

  private static Decision<ProjectEvent> add(
      PhaseCommand.Add it, Project project, ProjectFacts facts) {
    if (project.isFinal()) {
      return Decision.rejected(projectFinal(project, "get a further phase"));
    }
    var names = names(project);
    if (PhasePlans.isTaken(it.name(), names)) {
      return Decision.rejected(PhasePlans.nameTaken(it.name()));
    }
    var definition =
        new PhaseDefinition(
            it.name(),
            it.description(),
            it.objective(),
            it.plannedDuration(),
            it.dependsOn(),
            it.deliverables(),
            it.criteria(),
            it.infrastructure());
    return switch (PhasePlans.resolve(it.dependsOn(), names)) {
      case Either.No<List<PhaseId>>(var why) -> Decision.rejected(why);
      case Either.Ok<List<PhaseId>>(var dependsOn) -> {
        var id = new PhaseId(facts.ids().next());
        var plan = PhasePlans.planned(id, definition, dependsOn, facts.ids());
        yield Decision.accepted(new PhaseEvent.Added(it.project(), id, plan));
      }
    };
  }

  private static Decision<ProjectEvent> update(
      PhaseCommand.Update it, Phase phase, Project project, ProjectFacts facts) {
    if (project.isFinal()) {
      return Decision.rejected(projectFinal(project, "change its phases"));
    }
    var name = it.name().or(phase.name());
    if (name == null) {
      return Decision.rejected(ProjectDecider.cannotBeCleared("name"));
    }
    var others = names(project);
    others.remove(phase.id());
    if (PhasePlans.isTaken(name, others)) {
      return Decision.rejected(PhasePlans.nameTaken(name));
    }
    var edit =
        new Edit(phase.plain().fields())
            .patch("name", it.name())
            .patch("description", it.description())
            .patch("objective", it.objective())
            .patch("plannedDuration", it.plannedDuration());
    if (it.dependsOn().present()) {
      switch (PhasePlans.resolve(listed(it.dependsOn().value()), names(project))) {
        case Either.No<List<PhaseId>>(var why) -> {
          return Decision.rejected(why);
        }
        case Either.Ok<List<PhaseId>>(var dependsOn) -> {
          var graph = new LinkedHashMap<PhaseId, List<PhaseId>>();
          project.phases().forEach(each -> graph.put(each.id(), each.dependsOn()));
          graph.put(phase.id(), dependsOn);
          var circle = PhasePlans.circle(graph, names(project));
          if (circle.isPresent()) {
            return Decision.rejected(circle.get());
          }
          edit.set("dependsOn", dependsOn);
        }
      }
    }
    if (it.deliverables().present()) {
      var all =
          PhasePlans.deliverables(
              listed(it.deliverables().value()), phase.deliverables(), facts.ids());
      edit.set("deliverables", Parts.byId(all, Deliverable::id, Phase::plain));
    }
    if (it.criteria().present()) {
      var all = PhasePlans.criteria(listed(it.criteria().value()), phase.criteria(), facts.ids());
      edit.set("criteria", Parts.byId(all, Criterion::id, Phase::plain));
    }
    if (it.infrastructure().present()) {
      edit.set(
          "infrastructure",
          listed(it.infrastructure().value()).stream().map(Phase::plain).toList());
    }
    var changes = edit.changes();
    return changes.isEmpty()
        ? Decision.unchanged()
        : Decision.accepted(new PhaseEvent.Updated(it.project(), it.phase(), changes));
  }

  private static Decision<ProjectEvent> remove(
      PhaseCommand.Remove it, Phase phase, Project project, ProjectFacts facts) {
    if (project.isFinal()) {
      return Decision.rejected(projectFinal(project, "lose a phase"));
    }
    if (!phase.is(PhaseStatus.PENDING)) {
      return Decision.refused(
          "phase_not_pending",
          "Only a pending phase can be removed, and '"
              + phase.name()
              + "' is "
              + words(phase.status())
              + ". Defer it instead.",
          Map.of("status", Moves.word(phase.status())));
    }
    if (!facts.tasks().isEmpty()) {
      return Decision.refused(
          "phase_has_tasks",
          "The phase '"
              + phase.name()
              + "' has tasks: "
              + String.join(", ", facts.tasks())
              + ". Move them to another phase or delete them first.",
          Map.of("tasks", facts.tasks()));
    }
    var dependents =
        project.phases().stream().filter(each -> each.dependsOn().contains(phase.id())).toList();
    if (!dependents.isEmpty()) {
      return Decision.refused(
          "phase_is_needed",
          "Other phases depend on '"
              + phase.name()
              + "': "
              + named(dependents)
              + ". Take it out of their dependsOn first.",
          Map.of("dependents", listing(dependents)));
    }
    return Decision.accepted(new PhaseEvent.Removed(it.project(), it.phase(), it.reason()));
  }

  private static Decision<ProjectEvent> start(
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
                    + words(project.status())
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
                    + named(open)
                    + ".",
                Map.of("openDependencies", listing(open)));
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

  private static Decision<ProjectEvent> complete(
      PhaseCommand.Complete it, Phase phase, Project project, ProjectFacts facts) {
    return move(
        "complete",
        PhaseStatus.COMPLETED,
        phase,
        project,
        () -> {
          for (var id : it.deliverables()) {
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
                  it.deliverables(),
                  met,
                  it.reason()));
        });
  }

  private static Decision<ProjectEvent> block(PhaseCommand.Block it, Phase phase, Project project) {
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

  private static Decision<ProjectEvent> unblock(
      PhaseCommand.Unblock it, Phase phase, Project project) {
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

  private static Decision<ProjectEvent> defer(PhaseCommand.Defer it, Phase phase, Project project) {
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

  private static Decision<ProjectEvent> reactivate(
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

  private static Decision<ProjectEvent> accept(PhaseCommand.AcceptDeliverable it, Phase phase) {
    var found = phase.deliverable(it.deliverable());
    if (found.isEmpty()) {
      return Decision.rejected(Rejection.notFound("deliverable", it.deliverable().text()));
    }
    var deliverable = found.get();
    return switch (deliverable.status()) {
      case ACCEPTED -> Decision.unchanged();
      case PRODUCED ->
          Decision.accepted(
              new PhaseEvent.DeliverableAccepted(
                  it.project(), it.phase(), it.deliverable(), deliverable.name(), it.note()));
      case PLANNED ->
          Decision.refused(
              "deliverable_not_produced",
              "The deliverable '"
                  + deliverable.name()
                  + "' is only planned. It can be accepted when the completion of its phase"
                  + " has named it.",
              Map.of("status", Moves.word(DeliverableStatus.PLANNED)));
    };
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
      return Decision.rejected(projectFinal(project, command + " its phases"));
    }
    return Moves.allowed(phase.status(), command)
        ? rule.decide()
        : Decision.rejected(Moves.refused(phase.status(), command));
  }

  private static Decision<ProjectEvent> on(PhaseId id, Project project, OnPhase rule) {
    var phase = project.phase(id);
    return phase.isPresent()
        ? rule.decide(phase.get())
        : Decision.rejected(Rejection.notFound("phase", id.text()));
  }

  private static Rejection projectFinal(Project project, String what) {
    return Rejection.state(
        "project_final",
        "The project '"
            + project.name()
            + "' is "
            + words(project.status())
            + ", which is final, so it can no longer "
            + what
            + ". Undo that move first, or create a new project.",
        Moves.details("status", Moves.word(project.status()), "allowedMoves", List.of()));
  }

  private static LinkedHashMap<PhaseId, String> names(Project project) {
    var names = new LinkedHashMap<PhaseId, String>();
    project.phases().forEach(each -> names.put(each.id(), each.name()));
    return names;
  }

  static String named(List<Phase> phases) {
    return String.join(
        ", ",
        phases.stream().map(each -> each.name() + " (" + words(each.status()) + ")").toList());
  }

  static List<Map<String, Object>> listing(List<Phase> phases) {
    return phases.stream()
        .map(each ->
            Moves.details(
                "phase",
                each.id().text(),
                "name",
                each.name(),
                "status",
                Moves.word(each.status())))
        .toList();
  }

  private static <T> List<T> listed(@Nullable List<T> items) {
    return items == null ? List.of() : items;
  }

  static String words(Enum<?> value) {
    return Moves.word(value).replace('_', ' ');
  }

  private interface Rule {
    Decision<ProjectEvent> decide();
  }

  private interface OnPhase {
    Decision<ProjectEvent> decide(Phase phase);
  }
}
