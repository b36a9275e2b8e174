package dev.daybook.projects.project;

import dev.daybook.kernel.Decision;
import dev.daybook.projects.api.Criterion;
import dev.daybook.projects.api.Deliverable;
import dev.daybook.projects.api.PhaseCommand;
import dev.daybook.projects.api.PhaseDefinition;
import dev.daybook.projects.api.PhaseEvent;
import dev.daybook.projects.api.PhaseId;
import dev.daybook.projects.api.PhaseStatus;
import dev.daybook.projects.api.ProjectEvent;
import dev.daybook.projects.project.PhasePlans.Either;
import dev.daybook.projects.undo.Edit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of what phases there are and what they are to bring. */
final class PhasePlanRules {
  private PhasePlanRules() {}

  static Decision<ProjectEvent> add(PhaseCommand.Add it, Project project, ProjectFacts facts) {
    if (project.isFinal()) {
      return Decision.rejected(Refusals.projectFinal(project, "get a further phase"));
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

  static Decision<ProjectEvent> update(
      PhaseCommand.Update it, Phase phase, Project project, ProjectFacts facts) {
    if (project.isFinal()) {
      return Decision.rejected(Refusals.projectFinal(project, "change its phases"));
    }
    var name = it.name().or(phase.name());
    if (name == null) {
      return Decision.rejected(Refusals.cannotBeCleared("name"));
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

  static Decision<ProjectEvent> remove(
      PhaseCommand.Remove it, Phase phase, Project project, ProjectFacts facts) {
    if (project.isFinal()) {
      return Decision.rejected(Refusals.projectFinal(project, "lose a phase"));
    }
    if (!phase.is(PhaseStatus.PENDING)) {
      return Decision.refused(
          "phase_not_pending",
          "Only a pending phase can be removed, and '"
              + phase.name()
              + "' is "
              + Refusals.words(phase.status())
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
              + Refusals.named(dependents)
              + ". Take it out of their dependsOn first.",
          Map.of("dependents", Refusals.listing(dependents)));
    }
    return Decision.accepted(new PhaseEvent.Removed(it.project(), it.phase(), it.reason()));
  }

  // helpers

  private static LinkedHashMap<PhaseId, String> names(Project project) {
    var names = new LinkedHashMap<PhaseId, String>();
    project.phases().forEach(each -> names.put(each.id(), each.name()));
    return names;
  }

  private static <T> List<T> listed(@Nullable List<T> items) {
    return items == null ? List.of() : items;
  }
}
