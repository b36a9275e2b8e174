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

import dev.daybook.kernel.Rejection;
import dev.daybook.projects.api.TaskStatus;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The moves of a task and the table of which is allowed from where. */
enum TaskMove {
  QUEUE("task.queue", QUEUED),
  DEQUEUE("task.dequeue", TODO),
  START("task.start", IN_PROGRESS),
  SUBMIT_FOR_TESTING("task.submit_for_testing", TESTING),
  SUBMIT_FOR_REVIEW("task.submit_for_review", REVIEW),
  SEND_BACK("task.send_back", IN_PROGRESS),
  COMPLETE("task.complete", DONE),
  FAIL("task.fail", FAILED),
  RETRY("task.retry", TODO, QUEUED),
  BLOCK("task.block", BLOCKED),
  UNBLOCK("task.unblock"),
  DEFER("task.defer", DEFERRED),
  CANCEL("task.cancel", CANCELLED),
  REOPEN("task.reopen", TODO);

  private static final Map<TaskStatus, Set<TaskMove>> ALLOWED = new EnumMap<>(TaskStatus.class);

  static {
    ALLOWED.put(TODO, EnumSet.of(QUEUE, START, BLOCK, DEFER, CANCEL));
    ALLOWED.put(QUEUED, EnumSet.of(DEQUEUE, START, BLOCK, DEFER, CANCEL));
    ALLOWED.put(
        IN_PROGRESS,
        EnumSet.of(SUBMIT_FOR_TESTING, SUBMIT_FOR_REVIEW, COMPLETE, FAIL, BLOCK, DEFER, CANCEL));
    ALLOWED.put(TESTING, EnumSet.of(SUBMIT_FOR_REVIEW, SEND_BACK, COMPLETE, BLOCK, DEFER, CANCEL));
    ALLOWED.put(REVIEW, EnumSet.of(SEND_BACK, COMPLETE, BLOCK, DEFER, CANCEL));
    ALLOWED.put(DONE, EnumSet.of(REOPEN));
    ALLOWED.put(BLOCKED, EnumSet.of(UNBLOCK, DEFER, CANCEL));
    ALLOWED.put(FAILED, EnumSet.of(RETRY, DEFER, CANCEL));
    ALLOWED.put(DEFERRED, EnumSet.of(REOPEN));
    ALLOWED.put(CANCELLED, EnumSet.of(REOPEN));
  }

  private final String command;
  private final List<TaskStatus> targets;

  TaskMove(String command, TaskStatus... targets) {
    this.command = command;
    this.targets = List.of(targets);
  }

  /** The moves that are allowed from a status. */
  static Set<TaskMove> from(TaskStatus status) {
    return ALLOWED.getOrDefault(status, Set.of());
  }

  boolean isAllowedFor(Task task) {
    return from(task.status()).contains(this);
  }

  /** The command that makes it. */
  String command() {
    return command;
  }

  /** The refusal that names what is allowed instead. */
  Rejection refusedFor(Task task) {
    var moves = from(task.status());
    var details = new LinkedHashMap<String, Object>();
    details.put("task", task.ref());
    details.put("status", task.status().text());
    details.put("allowedMoves", moves.stream().map(TaskMove::command).toList());
    details.put(
        "allowedStatuses",
        moves.stream()
            .flatMap(move -> move.targetsFor(task).stream())
            .map(TaskStatus::text)
            .distinct()
            .toList());
    return Rejection.state(
        "move_not_allowed",
        task.ref()
            + " is "
            + task.status().text()
            + ", so "
            + command
            + " is refused. Allowed now: "
            + String.join(", ", moves.stream().map(TaskMove::command).toList())
            + ".",
        details);
  }

  private List<TaskStatus> targetsFor(Task task) {
    return this == UNBLOCK ? List.of(resumed(task)) : targets;
  }

  /** Where a blocked task goes on. */
  static TaskStatus resumed(Task task) {
    var held = task.heldStatus();
    return held == null ? TODO : held;
  }
}
