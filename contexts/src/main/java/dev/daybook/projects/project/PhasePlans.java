package dev.daybook.projects.project;

import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.Rejection;
import dev.daybook.projects.api.Criterion;
import dev.daybook.projects.api.CriterionId;
import dev.daybook.projects.api.Deliverable;
import dev.daybook.projects.api.DeliverableId;
import dev.daybook.projects.api.DeliverablePlan;
import dev.daybook.projects.api.PhaseDefinition;
import dev.daybook.projects.api.PhaseId;
import dev.daybook.projects.api.PlannedPhase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How phase definitions become planned phases: ids, names, what depends on what, and no circle. */
final class PhasePlans {
  private PhasePlans() {}

  /** Either a value or the reason why there is none. */
  sealed interface Either<T> {
    record Ok<T>(T value) implements Either<T> {}

    record No<T>(Rejection why) implements Either<T> {}
  }

  /** The phases of a new project. */
  static Either<List<PlannedPhase>> all(List<PhaseDefinition> definitions, IdSource ids) {
    var names = new LinkedHashMap<PhaseId, String>();
    for (var definition : definitions) {
      if (isTaken(definition.name(), names)) {
        return new Either.No<>(nameTaken(definition.name()));
      }
      names.put(new PhaseId(ids.next()), definition.name());
    }
    var planned = new ArrayList<PlannedPhase>();
    var graph = new LinkedHashMap<PhaseId, List<PhaseId>>();
    for (var id : names.keySet()) {
      var definition = definitions.get(planned.size());
      switch (resolve(definition.dependsOn(), names)) {
        case Either.No<List<PhaseId>>(var why) -> {
          return new Either.No<>(why);
        }
        case Either.Ok<List<PhaseId>>(var dependsOn) -> {
          graph.put(id, dependsOn);
          planned.add(planned(id, definition, dependsOn, ids));
        }
      }
    }
    return circle(graph, names)
        .<Either<List<PlannedPhase>>>map(Either.No::new)
        .orElse(new Either.Ok<>(planned));
  }

  static PlannedPhase planned(
      PhaseId id, PhaseDefinition it, List<PhaseId> dependsOn, IdSource ids) {
    return new PlannedPhase(
        id,
        it.name(),
        it.description(),
        it.objective(),
        it.plannedDuration(),
        dependsOn,
        deliverables(it.deliverables(), List.of(), ids),
        criteria(it.criteria(), List.of(), ids),
        it.infrastructure());
  }

  /** Planned deliverables; one that keeps its name keeps its id and status. */
  static List<Deliverable> deliverables(
      List<DeliverablePlan> plans, List<Deliverable> before, IdSource ids) {
    var left = new ArrayList<>(before);
    var result = new ArrayList<Deliverable>();
    for (var plan : plans) {
      var same = left.stream().filter(each -> each.name().equals(plan.name())).findFirst();
      same.ifPresent(left::remove);
      result.add(
          same.map(each -> Deliverable.planned(each.id(), plan).withStatus(each.status()))
              .orElseGet(() -> Deliverable.planned(new DeliverableId(ids.next()), plan)));
    }
    return result;
  }

  /** Criteria; one that keeps its text keeps its id and judgement. */
  static List<Criterion> criteria(List<String> texts, List<Criterion> before, IdSource ids) {
    var left = new ArrayList<>(before);
    var result = new ArrayList<Criterion>();
    for (var text : texts) {
      var same = left.stream().filter(each -> each.text().equals(text)).findFirst();
      same.ifPresent(left::remove);
      result.add(same.orElseGet(() -> new Criterion(new CriterionId(ids.next()), text, false)));
    }
    return result;
  }

  /** Reads phases named by name, id, or place counted from 1. */
  static Either<List<PhaseId>> resolve(List<String> references, Map<PhaseId, String> names) {
    var found = new LinkedHashSet<PhaseId>();
    for (var reference : references) {
      var phase = phase(reference, names);
      if (phase.isEmpty()) {
        var details = new LinkedHashMap<String, Object>();
        details.put("phase", reference);
        details.put("phases", List.copyOf(names.values()));
        return new Either.No<>(
            Rejection.content(
                "phase_unknown",
                "dependsOn names '"
                    + reference
                    + "', which is no phase of this project. Name one by its name, its id or its"
                    + " place counted from 1.",
                details));
      }
      found.add(phase.get());
    }
    return new Either.Ok<>(List.copyOf(found));
  }

  /** The refusal that shows a circle, if there is one. */
  static Optional<Rejection> circle(Map<PhaseId, List<PhaseId>> graph, Map<PhaseId, String> names) {
    var clear = new HashSet<PhaseId>();
    for (var start : graph.keySet()) {
      var circle = circleFrom(start, graph, new LinkedHashSet<>(), clear);
      if (!circle.isEmpty()) {
        var path = circle.stream().map(id -> names.getOrDefault(id, id.text())).toList();
        return Optional.of(
            Rejection.content(
                "dependency_cycle",
                "These phases would wait for each other: "
                    + String.join(" → ", path)
                    + ". Leave out one of the dependencies.",
                Map.of("cycle", path)));
      }
    }
    return Optional.empty();
  }

  static boolean isTaken(String name, Map<PhaseId, String> names) {
    return names.values().stream().anyMatch(name::equalsIgnoreCase);
  }

  static Rejection nameTaken(String name) {
    return Rejection.content(
        "phase_name_taken",
        "Another phase of this project is called '" + name + "'. Give this one another name.",
        Map.of("name", name));
  }

  private static Optional<PhaseId> phase(String reference, Map<PhaseId, String> names) {
    var byName =
        names.entrySet().stream()
            .filter(each ->
                each.getValue().equalsIgnoreCase(reference)
                    || each.getKey().text().equals(reference.toLowerCase(Locale.ROOT)))
            .map(Map.Entry::getKey)
            .findFirst();
    if (byName.isPresent() || !reference.matches("[0-9]{1,4}")) {
      return byName;
    }
    return names.keySet().stream()
        .skip(Math.max(0, Integer.parseInt(reference) - 1L))
        .findFirst()
        .filter(_ -> Integer.parseInt(reference) > 0);
  }

  private static List<PhaseId> circleFrom(
      PhaseId at, Map<PhaseId, List<PhaseId>> graph, Set<PhaseId> path, Set<PhaseId> clear) {
    if (path.contains(at)) {
      var circle = new ArrayList<>(path.stream().dropWhile(each -> !each.equals(at)).toList());
      circle.add(at);
      return circle;
    }
    if (clear.contains(at)) {
      return List.of();
    }
    path.add(at);
    for (var next : graph.getOrDefault(at, List.of())) {
      var circle = circleFrom(next, graph, path, clear);
      if (!circle.isEmpty()) {
        return circle;
      }
    }
    path.remove(at);
    clear.add(at);
    return List.of();
  }
}
