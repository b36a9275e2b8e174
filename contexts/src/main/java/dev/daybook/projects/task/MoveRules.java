package dev.daybook.projects.task;

import static dev.daybook.projects.api.TaskStatus.BLOCKED;
import static dev.daybook.projects.api.TaskStatus.CANCELLED;
import static dev.daybook.projects.api.TaskStatus.DEFERRED;
import static dev.daybook.projects.api.TaskStatus.DONE;
import static dev.daybook.projects.api.TaskStatus.FAILED;
import static dev.daybook.projects.api.TaskStatus.IN_PROGRESS;
import static dev.daybook.projects.api.TaskStatus.QUEUED;
import static dev.daybook.projects.api.TaskStatus.REVIEW;
import static dev.daybook.projects.api.TaskStatus.TESTING;
import static dev.daybook.projects.api.TaskStatus.TODO;

import dev.daybook.kernel.Decision;
import dev.daybook.kernel.Rejection;
import dev.daybook.projects.api.Criterion;
import dev.daybook.projects.api.Deliverable;
import dev.daybook.projects.api.DeliverableId;
import dev.daybook.projects.api.DeliverableStatus;
import dev.daybook.projects.api.TaskCommand;
import dev.daybook.projects.api.TaskEvent;
import dev.daybook.projects.api.TaskId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the moves, in the order of the catalogue. A move to where the task already is
 * decides nothing.
 */
final class MoveRules {
  private MoveRules() {}

  static Decision<TaskEvent> decide(TaskCommand.Move command, Task task, TaskFacts facts) {
    var from = task.status();
    var at = facts.now();
    return switch (command) {
      case TaskCommand.Queue(_, var why) ->
          move(
              TaskMove.QUEUE,
              task,
              from == QUEUED,
              () -> new TaskEvent.Queued(from, QUEUED, why, at));
      case TaskCommand.Dequeue(_, var why) ->
          move(
              TaskMove.DEQUEUE,
              task,
              from == TODO,
              () -> new TaskEvent.Dequeued(from, TODO, why, at));
      case TaskCommand.Start start -> start(start, task, facts);
      case TaskCommand.SubmitForTesting(_, var why) ->
          move(
              TaskMove.SUBMIT_FOR_TESTING,
              task,
              from == TESTING,
              () -> new TaskEvent.SubmittedForTesting(from, TESTING, why, at));
      case TaskCommand.SubmitForReview(_, var why) ->
          move(
              TaskMove.SUBMIT_FOR_REVIEW,
              task,
              from == REVIEW,
              () -> new TaskEvent.SubmittedForReview(from, REVIEW, why, at));
      case TaskCommand.SendBack(_, var why) ->
          move(
              TaskMove.SEND_BACK,
              task,
              from == IN_PROGRESS,
              () -> new TaskEvent.SentBack(from, IN_PROGRESS, why, at));
      case TaskCommand.Complete complete -> complete(complete, task, facts);
      case TaskCommand.Fail(_, var error, var why) ->
          move(
              TaskMove.FAIL,
              task,
              from == FAILED && error.equals(task.error()),
              () ->
                  new TaskEvent.Failed(from, FAILED, why, at, error, Math.max(1, task.attempts())));
      case TaskCommand.Retry(_, var to, var why) -> {
        var goal = to == TaskCommand.RetryTo.QUEUED ? QUEUED : TODO;
        yield move(
            TaskMove.RETRY, task, from == goal, () -> new TaskEvent.Retried(from, goal, why, at));
      }
      case TaskCommand.Block block -> block(block, task, facts);
      case TaskCommand.Unblock(_, var why) ->
          move(
              TaskMove.UNBLOCK,
              task,
              from.isOpen(),
              () -> new TaskEvent.Unblocked(from, TaskMove.resumed(task), why, at));
      case TaskCommand.Defer(_, var why) ->
          move(
              TaskMove.DEFER,
              task,
              from == DEFERRED,
              () -> new TaskEvent.Deferred(from, DEFERRED, why, at));
      case TaskCommand.Cancel(_, var why) ->
          move(
              TaskMove.CANCEL,
              task,
              from == CANCELLED,
              () -> new TaskEvent.Cancelled(from, CANCELLED, why, at));
      case TaskCommand.Reopen(_, var why) -> reopen(why, task, facts);
    };
  }

  private static Decision<TaskEvent> start(TaskCommand.Start command, Task task, TaskFacts facts) {
    var assignee =
        Objects.requireNonNullElse(
            command.assignee() == null ? task.assignee() : command.assignee(), facts.actor());
    if (task.status() == IN_PROGRESS && assignee.equals(task.assignee())) {
      return Decision.unchanged();
    }
    if (!TaskMove.START.isAllowedFor(task)) {
      return Decision.rejected(TaskMove.START.refusedFor(task));
    }
    var open = openDependencies(task, facts);
    var waits = !open.isEmpty() || !task.unresolvedDependencies().isEmpty();
    if (waits && !command.force()) {
      return Decision.rejected(dependenciesOpen(open, task, facts));
    }
    return Decision.accepted(
        new TaskEvent.Started(
            task.status(),
            IN_PROGRESS,
            command.reason(),
            facts.now(),
            assignee,
            task.attempts() + 1,
            waits,
            open));
  }

  static List<TaskId> openDependencies(Task task, TaskFacts facts) {
    return task.blockers().stream()
        .filter(id -> !facts.other(id).lives() || facts.other(id).status() != DONE)
        .toList();
  }

  private static Rejection dependenciesOpen(List<TaskId> open, Task task, TaskFacts facts) {
    var named = new ArrayList<>(open.stream().map(facts::named).toList());
    named.addAll(task.unresolvedDependencies());
    var details = new LinkedHashMap<String, Object>();
    details.put("task", task.ref());
    details.put("status", task.status().text());
    details.put("openDependencies", Refusals.briefs(open, facts));
    if (!task.unresolvedDependencies().isEmpty()) {
      details.put("unresolvedDependencies", task.unresolvedDependencies());
    }
    return Rejection.state(
        "dependencies_open",
        task.ref()
            + " waits for "
            + String.join(", ", named)
            + ". Complete them first, remove the dependency with"
            + " task.remove_dependency, or start with force, which is recorded.",
        details);
  }

  private static Decision<TaskEvent> complete(
      TaskCommand.Complete command, Task task, TaskFacts facts) {
    if (task.status() == DONE
        && (command.result() == null || command.result().equals(task.result()))) {
      return Decision.unchanged();
    }
    if (!TaskMove.COMPLETE.isAllowedFor(task)) {
      return Decision.rejected(TaskMove.COMPLETE.refusedFor(task));
    }
    return Refusals.openSubtasks(task, facts)
        .or(() -> unmetCriteria(task))
        .map(Decision::<TaskEvent>rejected)
        .orElseGet(() ->
            Decision.accepted(
                new TaskEvent.Completed(
                    task.status(),
                    DONE,
                    command.reason(),
                    facts.now(),
                    command.actualEffort(),
                    duration(task, facts),
                    produced(command.deliverables(), task, facts),
                    command.result())));
  }

  private static Optional<Rejection> unmetCriteria(Task task) {
    var unmet =
        task.isCheckpoint()
            ? task.criteria().stream().filter(it -> !it.met()).toList()
            : List.<Criterion>of();
    return unmet.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Refusals.withList(
                "criteria_not_met",
                task.ref()
                    + " is a checkpoint and not all its criteria are met. Judge them with"
                    + " task.judge_criterion.",
                task,
                "criteria",
                unmet.stream()
                    .map(it -> Map.of("id", it.id().text(), "text", it.text()))
                    .toList()));
  }

  private static @Nullable Duration duration(Task task, TaskFacts facts) {
    return task.startedAt() == null ? null : Duration.between(task.startedAt(), facts.now());
  }

  private static List<Deliverable> produced(Set<String> names, Task task, TaskFacts facts) {
    return names.stream()
        .map(name ->
            task.deliverables().stream()
                .filter(it -> it.name().equalsIgnoreCase(name))
                .findFirst()
                .map(it ->
                    it.status() == DeliverableStatus.PLANNED
                        ? it.withStatus(DeliverableStatus.PRODUCED)
                        : it)
                .orElseGet(() ->
                    new Deliverable(
                        new DeliverableId(facts.ids().next()),
                        name,
                        null,
                        null,
                        null,
                        DeliverableStatus.PRODUCED)))
        .toList();
  }

  private static Decision<TaskEvent> block(TaskCommand.Block command, Task task, TaskFacts facts) {
    var already =
        task.status() == BLOCKED
            && command.reason().equals(task.blockedReason())
            && List.copyOf(command.blockedBy()).equals(task.blockedBy());
    var missing = Refusals.missing("blockedBy", command.blockedBy(), facts);
    if (!already && TaskMove.BLOCK.isAllowedFor(task) && missing.isPresent()) {
      return Decision.rejected(missing.get());
    }
    return move(
        TaskMove.BLOCK,
        task,
        already,
        () ->
            new TaskEvent.Blocked(
                task.status(),
                BLOCKED,
                command.reason(),
                facts.now(),
                List.copyOf(command.blockedBy())));
  }

  private static Decision<TaskEvent> reopen(@Nullable String why, Task task, TaskFacts facts) {
    var parent = task.parent();
    if (TaskMove.REOPEN.isAllowedFor(task) && parent != null) {
      var closed = Refusals.closedParent(parent, facts);
      if (closed.isPresent()) {
        return Decision.rejected(closed.get());
      }
    }
    return move(
        TaskMove.REOPEN,
        task,
        task.status() == TODO,
        () -> new TaskEvent.Reopened(task.status(), TODO, why, facts.now()));
  }

  private static Decision<TaskEvent> move(
      TaskMove move, Task task, boolean already, Supplier<TaskEvent> event) {
    if (already) {
      return Decision.unchanged();
    }
    return move.isAllowedFor(task)
        ? Decision.accepted(event.get())
        : Decision.rejected(move.refusedFor(task));
  }
}
