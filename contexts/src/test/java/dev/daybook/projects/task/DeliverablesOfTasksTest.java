package dev.daybook.projects.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.Rejection;
import dev.daybook.kernel.catalogue.Patch;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.memory.MemoryLog;
import dev.daybook.projects.ProjectsContext;
import dev.daybook.projects.api.Deliverable;
import dev.daybook.projects.api.DeliverableId;
import dev.daybook.projects.api.DeliverablePlan;
import dev.daybook.projects.api.DeliverableStatus;
import dev.daybook.projects.api.ListedDeliverable;
import dev.daybook.projects.api.PhaseCommand;
import dev.daybook.projects.api.PhaseDefinition;
import dev.daybook.projects.api.PhaseEvent;
import dev.daybook.projects.api.PhaseId;
import dev.daybook.projects.api.ProjectCommand;
import dev.daybook.projects.api.ProjectEvent;
import dev.daybook.projects.api.ProjectId;
import dev.daybook.projects.api.TaskCommand;
import dev.daybook.projects.api.TaskEvent;
import dev.daybook.projects.api.TaskId;
import dev.daybook.projects.project.Project;
import dev.daybook.projects.project.ProjectAggregate;
import dev.daybook.runtime.Engine;
import dev.daybook.runtime.command.CommandResult;
import dev.daybook.runtime.command.Envelope;
import dev.daybook.runtime.command.Item;
import dev.daybook.runtime.command.Outcome;
import dev.daybook.runtime.projection.SqliteViews;
import dev.daybook.testkit.SeededIds;
import dev.daybook.testkit.SteppingClock;
import dev.daybook.testkit.Together;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What tasks produce counts for their phase and their project. */
class DeliverablesOfTasksTest {
  private static final Actor ALICE = Actor.person("alice");
  private static final Actor BOB = Actor.person("bob");

  private final SeededIds ids = new SeededIds(1);
  private final SteppingClock clock = SteppingClock.stepping(Duration.ofMillis(1));
  private final Engine engine =
      Engine.start(
          new MemoryLog(ids, clock),
          SqliteViews.memory(),
          List.of(new ProjectsContext()),
          clock,
          ids);
  private final ProjectId home = project();
  private final PhaseId rack = project(home).phases().get(0).id();
  private final PhaseId wire = project(home).phases().get(1).id();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void a_completed_phase_lists_what_its_tasks_produced() {
    running(rack);
    var task = task("Cut", rack, "Boards", "Spare");
    complete(task, "Boards", "Drawing");
    complete(task("Elsewhere", wire, "Cable"), "Cable");
    task("Open", rack, "Later");
    var own = project(home).phases().getFirst().deliverables().getFirst().id();

    done(new PhaseCommand.Complete(home, rack, List.of(own), List.of(), null));

    var completed = newest(PhaseEvent.Completed.class);
    assertThat(completed.deliverables()).containsExactly(own);
    assertThat(completed.taskDeliverables())
        .extracting(ListedDeliverable::name)
        .containsExactly("Boards", "Drawing");
    assertThat(completed.taskDeliverables())
        .allSatisfy(each -> {
          assertThat(each.task()).isEqualTo(task);
          assertThat(each.phase()).isEqualTo(rack);
          assertThat(each.status()).isEqualTo(DeliverableStatus.PRODUCED);
        });
    assertThat(project(home).phases().getFirst().deliverables().getFirst().status())
        .isEqualTo(DeliverableStatus.PRODUCED);
  }

  @Test
  void a_phase_may_be_completed_naming_what_a_task_produced_but_nothing_that_is_not_there() {
    running(rack);
    var task = task("Cut", rack, "Boards");
    complete(task, "Boards");
    assertThat(
            refused(
                    ALICE,
                    new PhaseCommand.Complete(
                        home, rack, List.of(new DeliverableId(ids.next())), List.of(), null))
                .code())
        .isEqualTo("deliverable_not_found");
    done(new PhaseCommand.Complete(home, rack, List.of(made(task, "Boards")), List.of(), null));
    assertThat(newest(PhaseEvent.Completed.class))
        .satisfies(it -> {
          assertThat(it.deliverables()).isEmpty();
          assertThat(it.taskDeliverables()).hasSize(1);
        });
  }

  @Test
  void a_completed_project_lists_what_its_phases_and_all_its_tasks_produced() {
    running(rack);
    var inPhase = task("Cut", rack, "Boards");
    var inNone = task("Think", null, "Idea");
    var moved = task("Wander", null, "Map");
    var deleted = task("Drop", null, "Dust");
    var elsewhere = taskIn(project(), "Other", "Thing");
    for (var each : List.of(inPhase, inNone, moved, deleted, elsewhere)) {
      complete(each, state(each).deliverables().getFirst().name());
    }
    done(moved(moved, project()));
    done(moved(elsewhere, home));
    done(new TaskCommand.Delete(deleted, null));
    var own = project(home).phases().getFirst().deliverables().getFirst().id();
    done(new PhaseCommand.Complete(home, rack, List.of(own), List.of(), null));
    done(new PhaseCommand.Defer(home, wire, null));

    done(new ProjectCommand.Complete(home, null, false, null));

    assertThat(newest(ProjectEvent.Completed.class).deliverables())
        .extracting(ListedDeliverable::name, ListedDeliverable::phase, ListedDeliverable::task)
        .containsExactlyInAnyOrder(
            tuple("Plan", rack, null),
            tuple("Boards", rack, inPhase),
            tuple("Idea", null, inNone),
            tuple("Thing", null, elsewhere));
  }

  @Test
  void a_phase_accepts_what_a_task_produced_in_phase_and_task_at_once() {
    running(rack);
    var task = task("Cut", rack, "Boards");
    complete(task, "Boards");
    var boards = made(task, "Boards");
    var accept = new PhaseCommand.AcceptDeliverable(home, rack, boards, "solid");
    var envelope = envelope(ALICE);

    var result = given(envelope, accept);

    assertThat(result.outcomes().stream().map(Outcome::stream))
        .containsExactly(ProjectAggregate.stream(home), TaskAggregate.stream(task));
    var events = result.outcomes().stream().flatMap(each -> each.events().stream()).toList();
    assertThat(events.stream().map(each -> engine.codec().decode(each).event()))
        .containsExactly(
            new PhaseEvent.DeliverableAccepted(home, rack, boards, "Boards", task, "solid"),
            new TaskEvent.DeliverableAccepted(boards, "Boards"));
    assertThat(events.stream().map(RecordedEvent::appendId)).containsOnly(envelope.id());
    assertThat(state(task).deliverables())
        .extracting(Deliverable::status)
        .containsExactly(DeliverableStatus.ACCEPTED);
    assertThat(given(envelope, accept))
        .satisfies(again -> {
          assertThat(again.repeated()).isTrue();
          assertThat(again.outcomes()).isEqualTo(result.outcomes());
        });
    assertThat(done(accept).outcomes()).allSatisfy(it -> assertThat(it.changed()).isFalse());
  }

  @Test
  void what_is_only_planned_or_of_another_phase_is_not_accepted() {
    running(rack);
    var task = task("Cut", rack, "Boards");
    var planned = state(task).deliverables().getFirst().id();
    assertThat(refused(ALICE, new PhaseCommand.AcceptDeliverable(home, rack, planned, null)))
        .satisfies(why -> {
          assertThat(why.code()).isEqualTo("deliverable_not_produced");
          assertThat(why.message()).contains("its task has named it");
        });
    complete(task, "Boards");
    assertThat(refused(ALICE, new PhaseCommand.AcceptDeliverable(home, wire, planned, null)).code())
        .isEqualTo("deliverable_not_found");
    assertThat(refused(BOB, new PhaseCommand.AcceptDeliverable(home, rack, planned, null)).code())
        .isEqualTo("not_permitted");
    assertThat(state(task).deliverables().getFirst().status())
        .isEqualTo(DeliverableStatus.PRODUCED);
  }

  @Test
  void a_batch_sees_what_it_produced_itself() {
    running(rack);
    var task = task("Cut", rack, "Boards");
    var boards = state(task).deliverables().getFirst().id();
    done(new TaskCommand.Start(task, null, false, null));
    done(
        new TaskCommand.Complete(task, null, null, Set.of("Boards"), null),
        new PhaseCommand.AcceptDeliverable(home, rack, boards, null),
        new PhaseCommand.Complete(home, rack, List.of(), List.of(), null));
    assertThat(newest(PhaseEvent.Completed.class).taskDeliverables())
        .extracting(ListedDeliverable::status)
        .containsExactly(DeliverableStatus.ACCEPTED);
  }

  @Test
  void a_task_completed_at_the_same_moment_is_listed_exactly_if_it_was_first() {
    for (var round = 0; round < 30; round++) {
      var other = project();
      var phase = project(other).phases().getFirst().id();
      done(new ProjectCommand.Start(other, null, null));
      done(new PhaseCommand.Start(other, phase, null));
      var task = TaskId.parse(first(done(create("Cut", other, phase, "Boards"))).stream().id());
      done(new TaskCommand.Start(task, null, false, null));
      var results =
          Together.run(
              2,
              thread ->
                  thread == 0
                      ? done(new PhaseCommand.Complete(other, phase, List.of(), List.of(), null))
                      : done(new TaskCommand.Complete(task, null, null, Set.of("Boards"), null)));
      var completed = first(results.get(0)).events().getFirst();
      var produced = first(results.get(1)).events().getFirst();
      assertThat(
              ((PhaseEvent.Completed) engine.codec().decode(completed).event()).taskDeliverables())
          .hasSize(produced.position().isAfter(completed.position()) ? 0 : 1);
    }
  }

  private ProjectId project() {
    var plan = List.of(new DeliverablePlan("Plan", null, null, null));
    var phases =
        List.of(
            new PhaseDefinition("Rack", null, null, null, List.of(), plan, List.of(), List.of()),
            new PhaseDefinition(
                "Wire", null, null, null, List.of(), List.of(), List.of(), List.of()));
    var create =
        new ProjectCommand.Create(
            "Home lab",
            null,
            null,
            phases,
            null,
            null,
            null,
            null,
            null,
            List.of(),
            Set.of(),
            null);
    return ProjectId.parse(first(done(create)).stream().id());
  }

  private Project project(ProjectId id) {
    return engine.states().load(ProjectAggregate.INSTANCE, ProjectAggregate.stream(id)).state();
  }

  private Task state(TaskId id) {
    return engine.states().load(TaskAggregate.INSTANCE, TaskAggregate.stream(id)).state();
  }

  private void running(PhaseId phase) {
    done(new ProjectCommand.Start(home, null, null));
    done(new PhaseCommand.Start(home, phase, null));
  }

  private TaskId task(String name, PhaseId phase, String... plans) {
    return TaskId.parse(first(done(create(name, home, phase, plans))).stream().id());
  }

  private TaskId taskIn(ProjectId project, String name, String plan) {
    return TaskId.parse(first(done(create(name, project, null, plan))).stream().id());
  }

  private static TaskCommand.Create create(
      String name, ProjectId project, PhaseId phase, String... plans) {
    return new TaskCommand.Create(
        name,
        null,
        null,
        null,
        project,
        phase,
        null,
        Set.of(),
        null,
        Set.of(),
        Set.of(),
        null,
        Set.of(),
        null,
        null,
        null,
        List.of(),
        Arrays.stream(plans).map(plan -> new DeliverablePlan(plan, null, null, null)).toList(),
        List.of());
  }

  private static TaskCommand.Update moved(TaskId task, ProjectId to) {
    return new TaskCommand.Update(
        task,
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.set(to),
        Patch.keep(),
        Patch.keep(),
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

  private void complete(TaskId task, String... deliverables) {
    done(new TaskCommand.Start(task, null, false, null));
    done(new TaskCommand.Complete(task, null, null, Set.of(deliverables), null));
  }

  private DeliverableId made(TaskId task, String name) {
    return state(task).deliverables().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private <E> E newest(Class<E> type) {
    var found = new ArrayList<E>();
    var page = engine.log().read(EventQuery.all(), Position.START, Direction.FORWARD, 10_000);
    for (var each : engine.codec().decode(page.events())) {
      if (type.isInstance(each.event())) {
        found.add(type.cast(each.event()));
      }
    }
    return found.getLast();
  }

  private static Outcome first(CommandResult.Done done) {
    return done.outcomes().getFirst();
  }

  private CommandResult.Done done(Object... commands) {
    return given(envelope(ALICE), commands);
  }

  private CommandResult.Done given(Envelope envelope, Object... commands) {
    var result = dispatch(envelope, commands);
    assertThat(result).isInstanceOf(CommandResult.Done.class);
    return (CommandResult.Done) result;
  }

  private Rejection refused(Actor actor, Object... commands) {
    var result = dispatch(envelope(actor), commands);
    assertThat(result).isInstanceOf(CommandResult.Rejected.class);
    return ((CommandResult.Rejected) result).why();
  }

  private CommandResult dispatch(Envelope envelope, Object... commands) {
    return engine.commands().dispatchAll(envelope, Arrays.stream(commands).map(Item::of).toList());
  }

  private Envelope envelope(Actor actor) {
    return new Envelope(new AppendId(ids.next()), actor, "t", null, "t");
  }
}
