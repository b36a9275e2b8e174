package dev.daybook.projects.task;

import dev.daybook.kernel.Decision;
import dev.daybook.kernel.Rejection;
import dev.daybook.projects.api.Criterion;
import dev.daybook.projects.api.CriterionId;
import dev.daybook.projects.api.Deliverable;
import dev.daybook.projects.api.DeliverableId;
import dev.daybook.projects.api.DeliverablePlan;
import dev.daybook.projects.api.Dependency;
import dev.daybook.projects.api.Link;
import dev.daybook.projects.api.LinkId;
import dev.daybook.projects.api.LinkKind;
import dev.daybook.projects.api.NewLink;
import dev.daybook.projects.api.PhaseId;
import dev.daybook.projects.api.Priority;
import dev.daybook.projects.api.ProjectId;
import dev.daybook.projects.api.TaskCommand;
import dev.daybook.projects.api.TaskEvent;
import dev.daybook.projects.api.TaskId;
import dev.daybook.projects.api.TaskStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of a creation. */
final class CreateRules {
  private CreateRules() {}

  static Decision<TaskEvent> create(TaskCommand.Create command, TaskFacts facts) {
    var parent = command.parent() == null ? null : facts.other(command.parent());
    var project =
        command.project() != null || parent == null ? command.project() : parent.project();
    var phase = command.phase();
    if (phase == null && parent != null && Objects.equals(parent.project(), project)) {
      phase = parent.phase();
    }
    return placed(command, project, phase, parent, facts);
  }

  private static Decision<TaskEvent> placed(
      TaskCommand.Create command,
      @Nullable ProjectId project,
      @Nullable PhaseId phase,
      @Nullable Task parent,
      TaskFacts facts) {
    return place(command.parent(), project, phase, facts)
        .or(() -> Refusals.missing("dependencies", command.dependencies(), facts))
        .map(Decision::<TaskEvent>rejected)
        .orElseGet(() -> Decision.accepted(created(command, project, phase, parent, facts)));
  }

  static Decision<TaskEvent> subtask(TaskCommand.Subtask command, Task task, TaskFacts facts) {
    if (task.exists()) {
      return Decision.unchanged();
    }
    var as = command.as();
    var create =
        new TaskCommand.Create(
            as.name(),
            as.description(),
            as.type(),
            as.priority(),
            null,
            null,
            command.parent(),
            as.tags(),
            as.assignee(),
            Set.of(),
            Set.of(),
            as.estimatedEffort(),
            command.dependencies(),
            null,
            null,
            as.implementationNotes(),
            as.criteria(),
            List.of(),
            List.of());
    return create(create, facts);
  }

  /** Whether a task may lie there; empty where it may. */
  private static Optional<Rejection> place(
      @Nullable TaskId parent,
      @Nullable ProjectId project,
      @Nullable PhaseId phase,
      TaskFacts facts) {
    var refused = project(project, phase, facts);
    if (refused.isPresent() || parent == null) {
      return refused;
    }
    return Refusals.missing("parent", List.of(parent), facts)
        .or(() -> TaskPermissions.checkParent(facts.other(parent), facts))
        .or(() -> Refusals.closedParent(parent, facts));
  }

  /** Whether a project and a phase take tasks; empty where they do. */
  static Optional<Rejection> project(
      @Nullable ProjectId project, @Nullable PhaseId phase, TaskFacts facts) {
    var target = facts.target();
    if (project == null) {
      return phase == null
          ? Optional.empty()
          : Optional.of(
              Rejection.content(
                  "phase_without_project",
                  "phase names a phase, but there is no project. Name the phase's project as well,"
                      + " or leave the phase out.",
                  Map.of("phase", phase.text())));
    }
    if (target == null || !target.exists()) {
      return Optional.of(Rejection.notFound("project", project.text()));
    }
    if (target.isFinal() || target.archived()) {
      var why = target.archived() ? "archived" : target.status().name().toLowerCase(Locale.ROOT);
      return Optional.of(
          Rejection.state(
              "project_closed",
              target.key() + " is " + why + " and takes no further tasks. Use another project.",
              Map.of("project", target.key(), "status", why)));
    }
    if (phase != null && target.phase(phase).isEmpty()) {
      return Optional.of(
          Rejection.content(
              "phase_not_in_project",
              "phase names "
                  + phase
                  + ", which is no phase of "
                  + target.key()
                  + ". Its phases are "
                  + target.phases().stream()
                      .map(each -> each.name() + " (" + each.id() + ")")
                      .toList()
                  + ".",
              Map.of("phase", phase.text(), "project", target.key())));
    }
    return Optional.empty();
  }

  private static TaskEvent created(
      TaskCommand.Create it,
      @Nullable ProjectId project,
      @Nullable PhaseId phase,
      @Nullable Task parent,
      TaskFacts facts) {
    var usual = parent == null ? Priority.MEDIUM : parent.priority();
    return new TaskEvent.Created(
        facts.reference().ref(),
        facts.reference().number(),
        it.name(),
        it.description(),
        Objects.requireNonNullElse(it.type(), "task"),
        Objects.requireNonNullElse(it.priority(), usual),
        TaskStatus.TODO,
        project,
        phase,
        it.parent(),
        List.copyOf(it.tags()),
        it.assignee(),
        List.copyOf(it.collaborators()),
        List.copyOf(it.watchers()),
        it.estimatedEffort(),
        null,
        it.dependencies().stream().map(Dependency::on).toList(),
        List.of(),
        it.notBefore(),
        it.dueDate(),
        it.implementationNotes(),
        criteria(it.criteria(), List.of(), facts),
        deliverables(it.deliverables(), List.of(), facts),
        it.links().stream().map(link -> link(link, facts)).toList(),
        facts.actor(),
        facts.now(),
        null,
        Map.of());
  }

  /** Criteria from their texts; one whose text stays keeps its id and its judgement. */
  static List<Criterion> criteria(List<String> texts, List<Criterion> before, TaskFacts facts) {
    return texts.stream()
        .distinct()
        .map(text ->
            before.stream()
                .filter(it -> it.text().equals(text))
                .findFirst()
                .orElseGet(() -> new Criterion(new CriterionId(facts.ids().next()), text, false)))
        .toList();
  }

  /** Deliverables from their plans; one whose name stays keeps its id and its status. */
  static List<Deliverable> deliverables(
      List<DeliverablePlan> plans, List<Deliverable> before, TaskFacts facts) {
    return plans.stream()
        .map(plan ->
            before.stream()
                .filter(it -> it.name().equals(plan.name()))
                .findFirst()
                .map(it -> Deliverable.planned(it.id(), plan).withStatus(it.status()))
                .orElseGet(() -> Deliverable.planned(new DeliverableId(facts.ids().next()), plan)))
        .toList();
  }

  static Link link(NewLink it, TaskFacts facts) {
    return new Link(
        new LinkId(facts.ids().next()),
        Objects.requireNonNullElse(it.kind(), LinkKind.URL),
        it.target(),
        it.title());
  }
}
