package dev.daybook.projects.task;

import static dev.daybook.projects.task.Tasks.ALICE;
import static dev.daybook.projects.task.Tasks.BOB;
import static dev.daybook.projects.task.Tasks.EVE;
import static dev.daybook.projects.task.Tasks.NOW;
import static dev.daybook.projects.task.Tasks.T1;
import static dev.daybook.projects.task.Tasks.T2;
import static dev.daybook.projects.task.Tasks.T3;
import static dev.daybook.projects.task.Tasks.by;
import static dev.daybook.projects.task.Tasks.created;
import static dev.daybook.projects.task.Tasks.withSubtasks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.Rejection;
import dev.daybook.projects.api.DeliverableStatus;
import dev.daybook.projects.api.TaskCommand;
import dev.daybook.projects.api.TaskEvent;
import dev.daybook.projects.api.TaskStatus;
import dev.daybook.testkit.DeciderSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TaskMovesTest {
  private final DeciderSpec<TaskCommand, Task, TaskFacts, TaskEvent> task =
      DeciderSpec.of(new TaskDecider());

  /** Every move of the domain catalogue, one line each; anything else is refused. */
  @ParameterizedTest
  @CsvSource({
    "todo,task.queue,queued",
    "queued,task.dequeue,todo",
    "todo,task.start,in_progress",
    "queued,task.start,in_progress",
    "in_progress,task.submit_for_testing,testing",
    "testing,task.submit_for_review,review",
    "in_progress,task.submit_for_review,review",
    "testing,task.send_back,in_progress",
    "review,task.send_back,in_progress",
    "review,task.complete,done",
    "in_progress,task.complete,done",
    "testing,task.complete,done",
    "in_progress,task.fail,failed",
    "failed,task.retry,todo",
    "todo,task.block,blocked",
    "queued,task.block,blocked",
    "in_progress,task.block,blocked",
    "testing,task.block,blocked",
    "review,task.block,blocked",
    "blocked,task.unblock,todo",
    "todo,task.defer,deferred",
    "queued,task.defer,deferred",
    "in_progress,task.defer,deferred",
    "testing,task.defer,deferred",
    "review,task.defer,deferred",
    "blocked,task.defer,deferred",
    "failed,task.defer,deferred",
    "todo,task.cancel,cancelled",
    "queued,task.cancel,cancelled",
    "in_progress,task.cancel,cancelled",
    "testing,task.cancel,cancelled",
    "review,task.cancel,cancelled",
    "blocked,task.cancel,cancelled",
    "failed,task.cancel,cancelled",
    "deferred,task.reopen,todo",
    "done,task.reopen,todo",
    "cancelled,task.reopen,todo"
  })
  void a_listed_move_is_made_and_not_made_twice(String from, String move, String to) {
    task.given(created().as(status(from)).event())
        .when(command(move), by(ALICE))
        .thenEvents(events ->
            assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                    TaskEvent.Moved.class,
                    it -> {
                      assertThat(it.previousStatus()).isEqualTo(status(from));
                      assertThat(it.newStatus()).isEqualTo(status(to));
                      assertThat(it.at()).isEqualTo(NOW);
                    }))
        .thenState(after -> assertThat(after.status()).isEqualTo(status(to)))
        .thenAgainNothing();
  }

  @ParameterizedTest
  @EnumSource(TaskStatus.class)
  void a_move_that_is_not_listed_is_refused_and_the_allowed_ones_are_named(TaskStatus from) {
    for (var move : TaskMove.values()) {
      var decision =
          new TaskDecider().decide(command(move.command()), created().as(from).task(), by(ALICE));
      if (decision instanceof dev.daybook.kernel.Decision.Rejected<TaskEvent>(var why)) {
        assertThat(TaskMove.from(from)).doesNotContain(move);
        assertThat(why.code()).isEqualTo("move_not_allowed");
        assertThat(why.kind()).isEqualTo(Rejection.Kind.STATE);
        assertThat(why.details())
            .containsEntry("status", from.text())
            .containsEntry(
                "allowedMoves", TaskMove.from(from).stream().map(TaskMove::command).toList());
        assertThat(why.message()).contains(from.text(), move.command());
      }
    }
  }

  @Test
  void a_task_that_waits_does_not_start_and_is_told_for_what() {
    task.given(created().waitingFor(T2, T3).event())
        .when(
            start(false),
            by(
                ALICE,
                Map.of(
                    T2,
                    created().number(2).task(),
                    T3,
                    created().number(3).as(TaskStatus.DONE).task())))
        .thenRejected(
            "dependencies_open",
            details ->
                assertThat(details.get("openDependencies").toString())
                    .contains("HOME-2", "todo")
                    .doesNotContain("HOME-3"));
  }

  @Test
  void a_cancelled_deleted_or_unresolved_dependency_holds_it_up_as_well() {
    task.given(created().waitingFor(T2).event())
        .when(start(false), by(ALICE, Map.of(T2, created().as(TaskStatus.CANCELLED).task())))
        .thenRejected("dependencies_open");
    task.given(created().waitingFor(T2).event())
        .when(start(false), by(ALICE))
        .thenRejected("dependencies_open");
    task.given(created().waitingInVainFor("99").event())
        .when(start(false), by(ALICE))
        .thenRejected(
            "dependencies_open",
            details -> assertThat(details).containsEntry("unresolvedDependencies", List.of("99")));
  }

  @Test
  void a_forced_start_is_recorded_with_what_was_open() {
    task.given(created().waitingFor(T2).event())
        .when(start(true), by(ALICE, Map.of(T2, created().number(2).task())))
        .then(
            new TaskEvent.Started(
                TaskStatus.TODO, TaskStatus.IN_PROGRESS, null, NOW, ALICE, 1, true, List.of(T2)));
  }

  @Test
  void force_that_was_not_needed_is_not_recorded() {
    task.given(created().event())
        .when(start(true), by(ALICE))
        .then(
            new TaskEvent.Started(
                TaskStatus.TODO, TaskStatus.IN_PROGRESS, null, NOW, ALICE, 1, false, List.of()));
  }

  @Test
  void a_task_that_somebody_started_is_not_started_by_another() {
    task.given(created().as(TaskStatus.IN_PROGRESS).assignedTo(BOB).event())
        .when(new TaskCommand.Start(T1, ALICE, false, null), by(ALICE))
        .thenRejected("move_not_allowed");
  }

  @Test
  void a_task_with_open_subtasks_is_not_done_and_they_are_listed() {
    var subtasks =
        Map.of(
            T2, created().number(2).in(T1).task(),
            T3, created().number(3).in(T1).as(TaskStatus.CANCELLED).task());
    task.given(created().as(TaskStatus.IN_PROGRESS).event())
        .when(complete(), withSubtasks(subtasks))
        .thenRejected(
            "subtasks_open",
            details ->
                assertThat(details.get("openSubtasks").toString())
                    .contains("HOME-2")
                    .doesNotContain("HOME-3"));
  }

  @Test
  void a_checkpoint_is_done_only_when_all_its_criteria_are_met() {
    var gate =
        created()
            .as(TaskStatus.REVIEW)
            .tagged("checkpoint")
            .judgedBy("It boots", "It stays up")
            .event();
    task.given(gate)
        .when(complete(), by(ALICE))
        .thenRejected(
            "criteria_not_met",
            details -> assertThat(details.get("criteria").toString()).contains("It boots"));
    task.given(gate)
        .when(new TaskCommand.JudgeCriterion(T1, Tasks.criterion(1), true), by(ALICE))
        .thenAgainNothing()
        .and()
        .when(new TaskCommand.JudgeCriterion(T1, Tasks.criterion(2), true), by(ALICE))
        .and()
        .when(complete(), by(ALICE))
        .thenState(after -> assertThat(after.status()).isEqualTo(TaskStatus.DONE));
  }

  @Test
  void completing_produces_the_deliverables_it_names_and_measures_the_time() {
    task.given(
            created().producing("Wiring plan").event(),
            new TaskEvent.Started(
                TaskStatus.TODO,
                TaskStatus.IN_PROGRESS,
                null,
                NOW.minusSeconds(90),
                ALICE,
                1,
                false,
                List.of()))
        .when(new TaskCommand.Complete(T1, 1.5, "Wired", Set.of("wiring plan"), null), by(ALICE))
        .thenEvents(events ->
            assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                    TaskEvent.Completed.class,
                    it -> assertThat(it.duration()).isEqualTo(Duration.ofSeconds(90))))
        .thenState(after -> {
          assertThat(after.actualEffort()).isEqualTo(1.5);
          assertThat(after.result()).isEqualTo("Wired");
          assertThat(after.deliverables())
              .singleElement()
              .satisfies(it -> assertThat(it.status()).isEqualTo(DeliverableStatus.PRODUCED));
        });
  }

  @Test
  void a_blocked_task_goes_on_where_it_was() {
    task.given(created().as(TaskStatus.TESTING).event())
        .when(new TaskCommand.Block(T1, "No rig", Set.of()), by(ALICE))
        .and()
        .thenState(blocked -> assertThat(blocked.blockedReason()).isEqualTo("No rig"))
        .when(new TaskCommand.Unblock(T1, null), by(ALICE))
        .then(new TaskEvent.Unblocked(TaskStatus.BLOCKED, TaskStatus.TESTING, null, NOW))
        .thenState(after -> assertThat(after.blockedReason()).isNull());
  }

  @Test
  void nothing_is_reopened_in_a_parent_that_is_done() {
    task.given(created().in(T2).as(TaskStatus.DONE).event())
        .when(
            new TaskCommand.Reopen(T1, null),
            by(ALICE, Map.of(T2, created().number(2).as(TaskStatus.DONE).task())))
        .thenRejected("parent_closed");
  }

  @Test
  void somebody_else_may_take_a_free_task_but_not_change_it_and_a_watcher_neither() {
    var free = created().watchedBy(EVE).event();
    task.given(free)
        .when(start(false), by(BOB))
        .thenState(after -> assertThat(after.assignee()).isEqualTo(BOB));
    task.given(free)
        .when(new TaskCommand.Assign(T1, null), by(BOB))
        .then(new TaskEvent.Assigned(null, BOB));
    task.given(free).when(new TaskCommand.Assign(T1, EVE), by(BOB)).thenRejected("not_permitted");
    task.given(free)
        .when(new TaskCommand.Cancel(T1, null), by(BOB))
        .thenRejection(why -> {
          assertThat(why.kind()).isEqualTo(Rejection.Kind.PERMISSION);
          assertThat(why.message()).contains("person:alice", "task.set_collaborators");
        });
    task.given(free).when(start(false), by(EVE)).thenRejected("not_permitted");
    task.given(created().sharedWith(BOB).event())
        .when(new TaskCommand.Cancel(T1, null), by(BOB))
        .thenState(after -> assertThat(after.status()).isEqualTo(TaskStatus.CANCELLED));
  }

  @Test
  void a_deleted_task_refuses_everything_and_says_where_its_history_is() {
    var gone = List.of(created().event(), new TaskEvent.Deleted(null, ALICE, NOW));
    for (var move : TaskMove.values()) {
      task.given(gone)
          .when(command(move.command()), by(ALICE))
          .thenRejection(why -> {
            assertThat(why.kind()).isEqualTo(Rejection.Kind.NOT_FOUND);
            assertThat(why.code()).isEqualTo("task_deleted");
            assertThat(why.details()).containsEntry("history", "/api/streams/task-" + T1);
          });
    }
  }

  @Test
  void a_task_that_is_not_there_is_not_found() {
    task.given().when(start(false), by(ALICE)).thenRejected("task_not_found");
  }

  private static TaskCommand start(boolean force) {
    return new TaskCommand.Start(T1, null, force, null);
  }

  private static TaskCommand complete() {
    return new TaskCommand.Complete(T1, null, null, Set.of(), null);
  }

  static TaskStatus status(String text) {
    return TaskStatus.valueOf(text.toUpperCase(java.util.Locale.ROOT));
  }

  static TaskCommand.Move command(String move) {
    return switch (move) {
      case "task.queue" -> new TaskCommand.Queue(T1, null);
      case "task.dequeue" -> new TaskCommand.Dequeue(T1, null);
      case "task.start" -> new TaskCommand.Start(T1, null, false, null);
      case "task.submit_for_testing" -> new TaskCommand.SubmitForTesting(T1, null);
      case "task.submit_for_review" -> new TaskCommand.SubmitForReview(T1, null);
      case "task.send_back" -> new TaskCommand.SendBack(T1, null);
      case "task.complete" -> new TaskCommand.Complete(T1, null, null, Set.of(), null);
      case "task.fail" -> new TaskCommand.Fail(T1, "It broke", null);
      case "task.retry" -> new TaskCommand.Retry(T1, null, null);
      case "task.block" -> new TaskCommand.Block(T1, "No rig", Set.of());
      case "task.unblock" -> new TaskCommand.Unblock(T1, null);
      case "task.defer" -> new TaskCommand.Defer(T1, null);
      case "task.cancel" -> new TaskCommand.Cancel(T1, null);
      case "task.reopen" -> new TaskCommand.Reopen(T1, null);
      default -> throw new IllegalArgumentException(move);
    };
  }
}
