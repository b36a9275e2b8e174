package dev.daybook.projects.views.tasks;

import static dev.daybook.projects.views.tasks.Workshop.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.catalogue.Listing;
import dev.daybook.projects.api.BlockedTask;
import dev.daybook.projects.api.Dependency;
import dev.daybook.projects.api.External;
import dev.daybook.projects.api.NewSubtask;
import dev.daybook.projects.api.NextTask;
import dev.daybook.projects.api.ProjectId;
import dev.daybook.projects.api.TaskCommand;
import dev.daybook.projects.api.TaskId;
import dev.daybook.projects.api.TaskImport;
import dev.daybook.projects.api.TaskQuery;
import dev.daybook.projects.api.TaskStatus;
import dev.daybook.projects.api.TaskView;
import dev.daybook.runtime.command.CommandResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TasksInTheEngineTest {
  private final Workshop workshop = new Workshop();

  @AfterEach
  void close() {
    workshop.close();
  }

  @Test
  void references_count_within_the_project_the_parent_and_the_free_tasks() {
    var home = workshop.project("HOME");
    var first = workshop.task("Rack", home);
    var second = workshop.task("Wire", home);
    var subtask = workshop.subtask("Cut", second);
    var below = workshop.subtask("Measure", subtask);
    var free = workshop.task("Call mother", null);

    assertThat(
            List.of(first, second, subtask, below, free).stream().map(id -> workshop.get(id).ref()))
        .containsExactly("HOME-1", "HOME-2", "HOME-2.1", "HOME-2.1.1", "T-1");
    assertThat(workshop.get(subtask))
        .satisfies(it -> {
          assertThat(it.project()).isEqualTo(home);
          assertThat(it.projectKey()).isEqualTo("HOME");
          assertThat(it.parent()).isEqualTo(second);
          assertThat(it.createdBy()).isEqualTo(ALICE);
          assertThat(it.version()).isEqualTo(1);
          assertThat(it.statusTimes()).containsOnlyKeys("todo");
        });
  }

  @Test
  void an_expansion_creates_all_subtasks_in_one_append() {
    var task = workshop.task("Rack", workshop.project("HOME"));
    var result =
        workshop.done(
            new TaskCommand.Expand(
                task,
                List.of(
                    NewSubtask.named("Cut"),
                    new NewSubtask(
                        "Wire",
                        null,
                        null,
                        null,
                        Set.of(),
                        null,
                        null,
                        List.of(1),
                        null,
                        List.of("It hums")))));
    var ids = result.outcomes().stream().map(it -> TaskId.parse(it.stream().id())).toList();

    assertThat(ids).hasSize(2);
    assertThat(workshop.get(ids.get(1)))
        .satisfies(it -> {
          assertThat(it.ref()).isEqualTo("HOME-1.2");
          assertThat(it.dependencies()).containsExactly(Dependency.on(ids.getFirst()));
          assertThat(it.criteria()).hasSize(1);
        });
    assertThat(
            workshop
                .refused(
                    Actor.person("eve"),
                    new TaskCommand.Expand(task, List.of(NewSubtask.named("No"))))
                .code())
        .isEqualTo("not_permitted");
  }

  @Test
  void a_batch_that_is_refused_in_the_middle_leaves_nothing() {
    var task = workshop.task("Rack", workshop.project("HOME"));
    var head = workshop.engine.log().head();

    var refusal =
        workshop.refused(
            ALICE,
            new TaskCommand.Start(task, null, false, null),
            new TaskCommand.Retry(task, null, null));

    assertThat(refusal.code()).isEqualTo("move_not_allowed");
    assertThat(refusal.details()).containsEntry("status", "in_progress");
    assertThat(workshop.engine.log().head().position()).isEqualTo(head.position());
  }

  @Test
  void of_two_writers_that_close_a_cycle_exactly_one_wins_and_the_other_is_shown_it()
      throws Exception {
    var home = workshop.project("HOME");
    for (var round = 0; round < 20; round++) {
      var a = workshop.task("A", home);
      var b = workshop.task("B", home);
      var barrier = new CyclicBarrier(2);
      List<CommandResult> results = new ArrayList<>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var one = threads.submit(() -> dependAfter(barrier, a, b));
        var two = threads.submit(() -> dependAfter(barrier, b, a));
        results.add(one.get());
        results.add(two.get());
      }
      assertThat(results).filteredOn(CommandResult.Done.class::isInstance).hasSize(1);
      assertThat(results)
          .filteredOn(CommandResult.Rejected.class::isInstance)
          .singleElement()
          .satisfies(it -> {
            var why = ((CommandResult.Rejected) it).why();
            assertThat(why.code()).isEqualTo("dependency_cycle");
            assertThat((List<?>) why.details().get("cycle")).hasSize(3);
          });
    }
  }

  private CommandResult dependAfter(CyclicBarrier barrier, TaskId task, TaskId on)
      throws Exception {
    barrier.await();
    return workshop.give(ALICE, new TaskCommand.AddDependency(task, on, null));
  }

  @Test
  void the_project_owner_may_change_what_others_created() {
    var home = workshop.project("HOME");
    var created = workshop.give(Actor.person("bob"), TaskCommand.Create.named("Bob's", home, null));
    var task = Workshop.id((CommandResult.Done) created);
    workshop.done(new TaskCommand.Cancel(task, null));
    assertThat(workshop.get(task).status()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(workshop.refused(Actor.person("eve"), new TaskCommand.Reopen(task, null)).message())
        .contains("person:bob", "person:alice");
  }

  @Test
  void a_parent_is_done_after_its_subtasks_also_in_one_batch() {
    var parent = workshop.task("Rack", workshop.project("HOME"));
    var child = workshop.subtask("Cut", parent);
    workshop.done(start(parent), start(child));
    assertThat(workshop.refused(ALICE, complete(parent)).code()).isEqualTo("subtasks_open");
    workshop.done(complete(child), complete(parent));
    assertThat(workshop.get(parent).status()).isEqualTo(TaskStatus.DONE);
    assertThat(workshop.refused(ALICE, TaskCommand.Create.named("Late", null, parent)).code())
        .isEqualTo("parent_closed");
  }

  @Test
  void lists_are_paged_filtered_and_searched() {
    var home = workshop.project("HOME");
    var tasks = new ArrayList<TaskId>();
    for (var i = 0; i < 7; i++) {
      tasks.add(workshop.task("Task 100% no. " + i, home));
    }
    workshop.done(new TaskCommand.AddComment(tasks.get(3), "Mind the GAP_"));
    workshop.done(start(tasks.get(5)));
    workshop.done(new TaskCommand.Delete(tasks.get(6), null));

    var first = list(all(home, Set.of(), null, 4, null));
    assertThat(first.items())
        .extracting(TaskView::id)
        .containsExactlyElementsOf(tasks.subList(0, 4));
    var rest = list(all(home, Set.of(), null, 4, first.next()));
    assertThat(rest.items())
        .extracting(TaskView::id)
        .containsExactlyElementsOf(tasks.subList(4, 6));
    assertThat(rest.next()).isNull();
    assertThat(list(all(home, Set.of(TaskStatus.IN_PROGRESS), null, null, null)).items())
        .extracting(TaskView::id)
        .containsExactly(tasks.get(5));
    assertThat(list(all(null, Set.of(), "gap_", null, null)).items())
        .extracting(TaskView::id)
        .containsExactly(tasks.get(3));
    assertThat(list(all(null, Set.of(), "100%", null, null)).items()).hasSize(6);
    assertThat(list(all(null, Set.of(), "100_", null, null)).items()).isEmpty();
  }

  @Test
  void what_is_ready_and_what_is_blocked_by_what() {
    var home = workshop.project("HOME");
    var a = workshop.task("A", home);
    var b = workshop.task("B", home);
    workshop.done(new TaskCommand.AddDependency(b, a, null));

    assertThat(list(new TaskQuery.Ready(home, null, null, null, null, null)).items())
        .extracting(TaskView::id)
        .containsExactly(a);
    var blocked = workshop.ask(Listing.class, new TaskQuery.Blocked(home, null, null, null, null));
    assertThat((List<?>) blocked.items())
        .singleElement()
        .isInstanceOfSatisfying(
            BlockedTask.class,
            it -> {
              assertThat(it.task().id()).isEqualTo(b);
              assertThat(it.by()).extracting("ref").containsExactly("HOME-1");
            });
    assertThat(next(home).task().id()).isEqualTo(a);
    workshop.done(start(a), complete(a));
    assertThat(next(home))
        .satisfies(it -> {
          assertThat(it.task().id()).isEqualTo(b);
          assertThat(it.reason()).contains("medium priority", "its dependency is done");
        });
  }

  @Test
  void a_view_that_begins_again_shows_what_it_showed_before_and_goes_on() {
    var home = workshop.project("HOME");
    var a = workshop.task("A", home);
    var b = workshop.task("B", home);
    workshop.get(b);
    workshop.done(new TaskCommand.AddDependency(b, a, null));
    assertThat(workshop.get(b).dependencies()).containsExactly(Dependency.on(a));
    assertThat(ready(home)).containsExactly(a);
    workshop.done(new TaskCommand.RemoveDependency(b, a));
    assertThat(ready(home)).containsExactly(a, b);
    workshop.done(start(a));
    var before = List.of(workshop.get(a), workshop.get(b));

    assertThat(workshop.engine.projections().rebuild("tasks")).isTrue();
    assertThat(List.of(workshop.get(a), workshop.get(b))).isEqualTo(before);

    workshop.done(new TaskCommand.AddComment(b, "Still here"));
    workshop.done(new TaskCommand.Delete(a, null));
    assertThat(workshop.get(b).comments()).hasSize(1);
    assertThat(list(all(home, Set.of(), null, null, null)).items())
        .extracting(TaskView::id)
        .containsExactly(b);
  }

  private List<TaskId> ready(ProjectId project) {
    return list(new TaskQuery.Ready(project, null, null, null, null, null)).items().stream()
        .map(TaskView::id)
        .toList();
  }

  @Test
  void an_import_keeps_status_reference_and_cycles_and_is_found_by_what_it_is_there() {
    var home = workshop.project("HOME");
    var a = new TaskId(new UUID(5, 1));
    var b = new TaskId(new UUID(5, 2));
    workshop.done(
        imported(a, home, 7, TaskStatus.DONE, b), imported(b, home, 9, TaskStatus.BLOCKED, a));

    assertThat(workshop.get(a))
        .satisfies(it -> {
          assertThat(it.ref()).isEqualTo("HOME-7");
          assertThat(it.status()).isEqualTo(TaskStatus.DONE);
          assertThat(it.external().path()).isEqualTo("7");
          assertThat(it.external().source()).isNull();
          assertThat(it.imported()).containsEntry("complexity", 3);
        });
    assertThat(workshop.engine.references()).isNotNull();
    assertThat(
            workshop.done(imported(a, home, 7, TaskStatus.DONE, b)).outcomes().getFirst().events())
        .isEmpty();
    assertThat(
            workshop
                .refused(ALICE, imported(new TaskId(new UUID(5, 3)), home, 7, TaskStatus.TODO, a))
                .code())
        .isEqualTo("reference_taken");
    assertThat(workshop.get(workshop.task("Next", home)).ref()).isEqualTo("HOME-10");
    assertThat(list(all(home, Set.of(), null, null, null)).items()).hasSize(3);
  }

  private static TaskImport imported(
      TaskId id, ProjectId project, long number, TaskStatus status, TaskId on) {
    return new TaskImport.Create(
        id,
        "HOME-" + number,
        number,
        "Imported",
        null,
        null,
        null,
        status,
        project,
        null,
        null,
        List.of("tm:master"),
        null,
        null,
        null,
        List.of(Dependency.on(on)),
        List.of(),
        null,
        null,
        null,
        List.of(),
        new External("taskmaster", "master", Long.toString(number), Long.toString(number), "{}"),
        Map.of("complexity", 3));
  }

  private static TaskQuery.All all(
      ProjectId project, Set<TaskStatus> status, String text, Integer limit, String after) {
    return new TaskQuery.All(
        status, null, null, null, project, null, null, null, text, false, false, limit, after);
  }

  @SuppressWarnings("unchecked")
  private Listing<TaskView> list(Object query) {
    return workshop.ask(Listing.class, query);
  }

  private NextTask next(ProjectId project) {
    return workshop.ask(NextTask.class, new TaskQuery.Next(project, null, null, false));
  }

  private static TaskCommand start(TaskId task) {
    return new TaskCommand.Start(task, null, false, null);
  }

  private static TaskCommand complete(TaskId task) {
    return new TaskCommand.Complete(task, null, null, Set.of(), null);
  }
}
