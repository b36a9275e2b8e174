package dev.daybook.projects.task;

import dev.daybook.kernel.Decision;
import dev.daybook.kernel.Rejection;
import dev.daybook.projects.api.CommentId;
import dev.daybook.projects.api.Dependency;
import dev.daybook.projects.api.DependencyKind;
import dev.daybook.projects.api.NewLink;
import dev.daybook.projects.api.TaskCommand;
import dev.daybook.projects.api.TaskEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The rules of dependencies, comments and links. */
final class AttachRules {
  private AttachRules() {}

  static Decision<TaskEvent> decide(TaskCommand.Attach command, Task task, TaskFacts facts) {
    return switch (command) {
      case TaskCommand.AddDependency add -> addDependency(add, task, facts);
      case TaskCommand.RemoveDependency(_, var on) ->
          task.dependencies().stream()
              .filter(it -> it.task().equals(on))
              .findFirst()
              .map(it ->
                  Decision.<TaskEvent>accepted(new TaskEvent.DependencyRemoved(on, it.kind())))
              .orElseGet(Decision::unchanged);
      case TaskCommand.AddComment(_, var text) ->
          Decision.accepted(
              new TaskEvent.Commented(
                  new CommentId(facts.ids().next()), text, facts.actor(), facts.now()));
      case TaskCommand.EditComment edit -> editComment(edit, task, facts);
      case TaskCommand.AddLink link -> link(link, task, facts);
      case TaskCommand.Unlink(_, var id) ->
          task.links().stream()
              .filter(it -> it.id().equals(id))
              .findFirst()
              .map(it -> Decision.<TaskEvent>accepted(new TaskEvent.Unlinked(it)))
              .orElseGet(Decision::unchanged);
    };
  }

  private static Decision<TaskEvent> addDependency(
      TaskCommand.AddDependency command, Task task, TaskFacts facts) {
    var dependency =
        new Dependency(
            command.dependsOn(), Objects.requireNonNullElse(command.kind(), DependencyKind.BLOCKS));
    if (task.dependencies().contains(dependency)) {
      return Decision.unchanged();
    }
    return cycle(dependency, task, facts)
        .or(() -> Refusals.missing("dependsOn", List.of(command.dependsOn()), facts))
        .map(Decision::<TaskEvent>rejected)
        .orElseGet(() ->
            Decision.accepted(new TaskEvent.DependencyAdded(dependency.task(), dependency.kind())));
  }

  private static Optional<Rejection> cycle(Dependency dependency, Task task, TaskFacts facts) {
    return dependency.kind().blocks() || dependency.task().equals(facts.task())
        ? TaskCycles.ofDependency(dependency.task(), task, facts)
        : Optional.empty();
  }

  /** Who wrote a comment may change it, whoever else may change the task. */
  static Decision<TaskEvent> editComment(
      TaskCommand.EditComment command, Task task, TaskFacts facts) {
    var found =
        task.comments().stream().filter(it -> it.id().equals(command.comment())).findFirst();
    if (found.isEmpty()) {
      return Decision.rejected(Rejection.notFound("comment", command.comment().text()));
    }
    var comment = found.get();
    if (!comment.by().equals(facts.actor())) {
      return Decision.rejected(
          Rejection.permission(
              "not_permitted",
              "Only "
                  + comment.by()
                  + ", who wrote this comment, may change it. Write another with task.comment.",
              Map.of(
                  "task",
                  task.ref(),
                  "actor",
                  facts.actor().toString(),
                  "may",
                  List.of(comment.by().toString()),
                  "how",
                  "task.comment")));
    }
    return comment.text().equals(command.text())
        ? Decision.unchanged()
        : Decision.accepted(
            new TaskEvent.CommentEdited(comment.id(), comment.text(), command.text(), facts.now()));
  }

  private static Decision<TaskEvent> link(TaskCommand.AddLink command, Task task, TaskFacts facts) {
    var link =
        CreateRules.link(new NewLink(command.kind(), command.target(), command.title()), facts);
    var already =
        task.links().stream()
            .anyMatch(it ->
                it.kind() == link.kind()
                    && it.target().equals(link.target())
                    && Objects.equals(it.title(), link.title()));
    return already ? Decision.unchanged() : Decision.accepted(new TaskEvent.Linked(link));
  }
}
