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

import dev.daybook.kernel.catalogue.Patch;
import dev.daybook.projects.api.Dependency;
import dev.daybook.projects.api.DependencyKind;
import dev.daybook.projects.api.External;
import dev.daybook.projects.api.FieldChange;
import dev.daybook.projects.api.LinkKind;
import dev.daybook.projects.api.Priority;
import dev.daybook.projects.api.SyncConflict;
import dev.daybook.projects.api.TaskCommand;
import dev.daybook.projects.api.TaskEvent;
import dev.daybook.projects.api.TaskId;
import dev.daybook.projects.api.TaskImport;
import dev.daybook.projects.api.TaskStatus;
import dev.daybook.testkit.DeciderSpec;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TaskChangesTest {
  private final DeciderSpec<TaskCommand, Task, TaskFacts, TaskEvent> task =
      DeciderSpec.of(new TaskDecider());

  @Test
  void an_update_records_every_changed_field_from_what_to_what() {
    task.given(created().event())
        .when(
            update("Wire both racks", Set.of("rack"), 2.5, LocalDate.parse("2026-04-01")),
            by(ALICE))
        .then(
            new TaskEvent.Updated(
                List.of(
                    new FieldChange("name", "Wire the rack", "Wire both racks"),
                    new FieldChange("tags", null, List.of("rack")),
                    new FieldChange("estimatedEffort", null, 2.5),
                    new FieldChange("dueDate", null, "2026-04-01"))))
        .thenState(after -> assertThat(after.dueDate()).isEqualTo(LocalDate.parse("2026-04-01")))
        .thenAgainNothing();
  }

  @Test
  void an_update_of_nothing_writes_nothing_and_a_name_cannot_be_cleared() {
    task.given(created().event()).when(TaskCommand.Update.of(T1), by(ALICE)).thenNothing();
    task.given(created().event())
        .when(update(null, null, null, null), by(ALICE))
        .thenRejected("name_required");
  }

  @Test
  void a_parent_that_lies_in_the_task_is_refused_and_the_cycle_is_shown() {
    var others =
        Map.of(T2, created().number(2).in(T1).task(), T3, created().number(3).in(T2).task());
    task.given(created().event())
        .when(under(T3), by(ALICE, others))
        .thenRejected(
            "parent_cycle",
            details ->
                assertThat(details)
                    .containsEntry("cycle", List.of("HOME-1", "HOME-3", "HOME-2", "HOME-1")));
  }

  @Test
  void priority_assignee_collaborators_and_watchers_have_events_of_their_own() {
    task.given(created().sharedWith(EVE).event())
        .when(new TaskCommand.SetPriority(T1, Priority.CRITICAL), by(ALICE))
        .then(new TaskEvent.PriorityChanged(Priority.MEDIUM, Priority.CRITICAL))
        .thenAgainNothing()
        .and()
        .when(new TaskCommand.Assign(T1, BOB), by(ALICE))
        .then(new TaskEvent.Assigned(null, BOB))
        .thenAgainNothing()
        .and()
        .when(new TaskCommand.Unassign(T1), by(BOB))
        .then(new TaskEvent.Unassigned(BOB))
        .and()
        .when(new TaskCommand.SetCollaborators(T1, Set.of(BOB)), by(ALICE))
        .then(new TaskEvent.CollaboratorsUpdated(List.of(BOB), List.of(EVE)))
        .thenAgainNothing()
        .and()
        .when(new TaskCommand.SetWatchers(T1, Set.of(EVE)), by(ALICE))
        .then(new TaskEvent.WatchersUpdated(List.of(EVE), List.of()))
        .thenAgainNothing();
  }

  @Test
  void a_dependency_that_closes_a_cycle_is_refused_and_the_cycle_is_shown_in_order() {
    var others =
        Map.of(
            T2,
            created().number(2).waitingFor(T3).task(),
            T3,
            created().number(3).waitingFor(T1).task());
    task.given(created().event())
        .when(new TaskCommand.AddDependency(T1, T2, null), by(ALICE, others))
        .thenRejected(
            "dependency_cycle",
            details -> {
              assertThat(details)
                  .containsEntry("cycle", List.of("HOME-1", "HOME-2", "HOME-3", "HOME-1"));
              assertThat(details)
                  .containsEntry("cycleIds", List.of(T1.text(), T2.text(), T3.text(), T1.text()));
            });
    task.given(created().event())
        .when(new TaskCommand.AddDependency(T1, T2, DependencyKind.RELATED), by(ALICE, others))
        .then(new TaskEvent.DependencyAdded(T2, DependencyKind.RELATED));
  }

  @Test
  void a_task_does_not_wait_for_itself_nor_for_one_that_is_not_there() {
    task.given(created().event())
        .when(new TaskCommand.AddDependency(T1, T1, null), by(ALICE))
        .thenRejected(
            "dependency_cycle",
            details -> assertThat(details).containsEntry("cycle", List.of("HOME-1", "HOME-1")));
    task.given(created().event())
        .when(new TaskCommand.AddDependency(T1, T2, null), by(ALICE))
        .thenRejected("unknown_task");
  }

  @Test
  void a_cycle_among_others_is_not_gone_round() {
    var others =
        Map.of(
            T2,
            created().number(2).waitingFor(T3).task(),
            T3,
            created().number(3).waitingFor(T2).task());
    task.given(created().event())
        .when(new TaskCommand.AddDependency(T1, T2, null), by(ALICE, others))
        .then(new TaskEvent.DependencyAdded(T2, DependencyKind.BLOCKS));
  }

  @Test
  void a_very_long_chain_is_followed_without_recursion() {
    var others = new HashMap<TaskId, Task>();
    for (var i = 2; i <= 20_000; i++) {
      others.put(
          Tasks.id(i), created().number(i).waitingFor(i == 20_000 ? T1 : Tasks.id(i + 1)).task());
    }
    task.given(created().event())
        .when(new TaskCommand.AddDependency(T1, T2, null), by(ALICE, others))
        .thenRejected(
            "dependency_cycle",
            details -> assertThat((List<?>) details.get("cycle")).hasSize(20_001));
  }

  @Test
  void dependencies_are_removed_and_change_their_kind() {
    var others = Map.of(T2, created().number(2).task());
    task.given(created().waitingFor(T2).event())
        .when(new TaskCommand.AddDependency(T1, T2, null), by(ALICE, others))
        .thenNothing();
    task.given(created().waitingFor(T2).event())
        .when(new TaskCommand.AddDependency(T1, T2, DependencyKind.RELATED), by(ALICE, others))
        .thenState(after ->
            assertThat(after.dependencies())
                .containsExactly(new Dependency(T2, DependencyKind.RELATED)))
        .and()
        .when(new TaskCommand.RemoveDependency(T1, T2), by(ALICE))
        .then(new TaskEvent.DependencyRemoved(T2, DependencyKind.RELATED))
        .thenAgainNothing();
  }

  @Test
  void only_who_wrote_a_comment_changes_it() {
    var said =
        task.given(created().sharedWith(BOB).event())
            .when(new TaskCommand.AddComment(T1, "Cable is short"), by(BOB))
            .and();
    said.thenState(state -> {
      var id = state.comments().getFirst().id();
      said.when(new TaskCommand.EditComment(T1, id, "Cable is long"), by(ALICE))
          .thenRejected("not_permitted");
      said.when(new TaskCommand.EditComment(T1, id, "Cable is long"), by(BOB))
          .then(new TaskEvent.CommentEdited(id, "Cable is short", "Cable is long", NOW))
          .thenAgainNothing();
    });
  }

  @Test
  void links_are_made_once_and_taken_away() {
    var linked =
        task.given(created().event())
            .when(new TaskCommand.AddLink(T1, LinkKind.COMMIT, "0a1b2c", null), by(ALICE))
            .thenAgainNothing()
            .and();
    linked.thenState(state ->
        linked
            .when(new TaskCommand.Unlink(T1, state.links().getFirst().id()), by(ALICE))
            .thenState(after -> assertThat(after.links()).isEmpty())
            .thenAgainNothing());
  }

  @Test
  void a_task_with_subtasks_is_not_deleted() {
    task.given(created().event())
        .when(
            new TaskCommand.Delete(T1, null),
            withSubtasks(Map.of(T2, created().number(2).in(T1).task())))
        .thenRejected("has_subtasks");
    task.given(created().event())
        .when(new TaskCommand.Delete(T1, "Double"), by(ALICE))
        .then(new TaskEvent.Deleted("Double", ALICE, NOW));
  }

  @Test
  void undo_takes_back_one_step_after_another_and_says_what() {
    task.given(created().event(), new TaskEvent.PriorityChanged(Priority.MEDIUM, Priority.HIGH))
        .when(new TaskCommand.Start(T1, null, false, null), by(ALICE))
        .and()
        .when(new TaskCommand.Undo(T1), by(ALICE))
        .thenEvents(events ->
            assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                    TaskEvent.MoveUndone.class,
                    it -> {
                      assertThat(it.undoneType()).isEqualTo("task.started");
                      assertThat(it.undoneVersion()).isEqualTo(3);
                      assertThat(it.newStatus()).isEqualTo(TaskStatus.TODO);
                    }))
        .thenState(after -> {
          assertThat(after.status()).isEqualTo(TaskStatus.TODO);
          assertThat(after.assignee()).isNull();
          assertThat(after.attempts()).isZero();
          assertThat(after.startedAt()).isNull();
        })
        .and()
        .when(new TaskCommand.Undo(T1), by(ALICE))
        .then(
            new TaskEvent.ChangeUndone(
                "task.priority_changed", 2, List.of(new FieldChange("priority", "high", "medium"))))
        .and()
        .when(new TaskCommand.Undo(T1), by(ALICE))
        .thenRejected("nothing_to_undo");
  }

  @Test
  void an_undo_that_would_be_refused_as_a_command_is_refused() {
    task.given(
            created().waitingFor(T2).event(),
            new TaskEvent.DependencyRemoved(T2, DependencyKind.BLOCKS))
        .when(
            new TaskCommand.Undo(T1),
            by(ALICE, Map.of(T2, created().number(2).waitingFor(T1).task())))
        .thenRejected("dependency_cycle");
    task.given(
            created().as(TaskStatus.DONE).event(),
            new TaskEvent.Reopened(TaskStatus.DONE, TaskStatus.TODO, null, NOW))
        .when(new TaskCommand.Undo(T1), withSubtasks(Map.of(T2, created().number(2).in(T1).task())))
        .thenRejected("subtasks_open");
  }

  @Test
  void a_repeated_import_records_the_difference_once() {
    var external = new External("taskmaster", "master", "1", "1", "{\"id\":1}");
    var sync =
        new TaskImport.Sync(
            T1,
            List.of(
                new FieldChange("name", null, "Wire it"), new FieldChange("status", null, "done")),
            List.of(Dependency.on(T2)),
            external,
            List.of(new SyncConflict("description", "ours", "theirs")));
    task.given(created().event())
        .when(sync, by(ALICE))
        .then(
            new TaskEvent.DependencyAdded(T2, DependencyKind.BLOCKS),
            new TaskEvent.StatusSynced(
                TaskStatus.TODO, TaskStatus.DONE, "changed in taskmaster", NOW),
            new TaskEvent.Synced(
                List.of(new FieldChange("name", "Wire the rack", "Wire it")),
                external,
                sync.conflicts()))
        .thenAgainNothing();
  }

  private static TaskCommand update(String name, Set<String> tags, Double effort, LocalDate due) {
    return new TaskCommand.Update(
        T1,
        Patch.set(name),
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.set(tags),
        Patch.set(effort),
        Patch.keep(),
        Patch.keep(),
        Patch.set(due),
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.keep());
  }

  private static TaskCommand under(TaskId parent) {
    return new TaskCommand.Update(
        T1,
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.set(parent),
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.keep());
  }
}
