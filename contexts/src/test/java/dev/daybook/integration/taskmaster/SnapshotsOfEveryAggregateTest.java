package dev.daybook.integration.taskmaster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.integration.IntegrationContext;
import dev.daybook.kernel.Actor;
import dev.daybook.kernel.catalogue.Patch;
import dev.daybook.kernel.context.Aggregate;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import dev.daybook.projects.ProjectsContext;
import dev.daybook.projects.api.Complexity;
import dev.daybook.projects.api.DeliverablePlan;
import dev.daybook.projects.api.DependencyKind;
import dev.daybook.projects.api.FilterCommand;
import dev.daybook.projects.api.FilterId;
import dev.daybook.projects.api.Impact;
import dev.daybook.projects.api.InfrastructureRequirement;
import dev.daybook.projects.api.PhaseCommand;
import dev.daybook.projects.api.PhaseDefinition;
import dev.daybook.projects.api.PhaseId;
import dev.daybook.projects.api.Priority;
import dev.daybook.projects.api.ProjectCommand;
import dev.daybook.projects.api.ProjectId;
import dev.daybook.projects.api.TaskCommand;
import dev.daybook.projects.api.TaskId;
import dev.daybook.projects.api.TaskStatus;
import dev.daybook.projects.project.ProjectAggregate;
import dev.daybook.runtime.command.Outcome;
import dev.daybook.runtime.command.StateSnapshots;
import dev.daybook.runtime.command.States;
import dev.daybook.testkit.Generator;
import dev.daybook.testkit.taskmaster.TaskmasterSample;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * On random programs of commands and imports: every state that every aggregate ever had can be kept
 * as a snapshot, and loading from snapshots is folding the whole stream.
 */
class SnapshotsOfEveryAggregateTest {
  private static final Actor BOB = Actor.person("bob");
  private static final int COMMANDS = 250;
  private static final int EVERY = 3;

  private final EnginePort port = new EnginePort();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void states_are_the_same_with_snapshots_and_without(long seed) {
    program(new Generator(seed));
    var versions = versions();
    var snapshots = new StateSnapshots(port.log, port.codec, port.clock);
    List<Aggregate<?, ?, ?, ?>> often =
        aggregates().<Aggregate<?, ?, ?, ?>>map(each -> often(each, EVERY)).toList();
    assertThat(versions.keySet().stream().map(StreamId::category).distinct())
        .as("every aggregate is in the program")
        .containsExactlyInAnyOrderElementsOf(often.stream().map(Aggregate::category).toList());
    assertThat(snapshots.rebuild(often))
        .as("every state can be kept, seed %s", seed)
        .isEqualTo(versions.values().stream().mapToLong(version -> version / EVERY).sum());
    for (var aggregate : often) {
      versions.forEach((stream, version) -> {
        if (stream.category().equals(aggregate.category())) {
          isTheSame(aggregate, stream, version, seed);
        }
      });
    }
  }

  private <S> void isTheSame(
      Aggregate<?, S, ?, ?> aggregate, StreamId stream, long newest, long seed) {
    for (var at = 1L; at <= newest; at++) {
      var version = new Version(at);
      assertThat(states().load(aggregate, stream, version))
          .as("%s at version %s, seed %s", stream, at, seed)
          .isEqualTo(states().load(often(aggregate, 0), stream, version));
    }
    assertThat(states().load(aggregate, stream))
        .isEqualTo(states().load(often(aggregate, 0), stream));
  }

  private States states() {
    var snapshots = new StateSnapshots(port.log, port.codec, port.clock);
    return new States(port.log, port.codec, snapshots, 1);
  }

  private static <C, S, F, E> Often<C, S, F, E> often(Aggregate<C, S, F, E> it, int every) {
    return it instanceof Often<C, S, F, E>(var inner, _)
        ? new Often<>(inner, every)
        : new Often<>(it, every);
  }

  private static Stream<Aggregate<?, ?, ?, ?>> aggregates() {
    return Stream.of(new ProjectsContext(), new IntegrationContext())
        .flatMap(context -> context.aggregates().stream());
  }

  private Map<StreamId, Long> versions() {
    var versions = new LinkedHashMap<StreamId, Long>();
    port.read(
        EventQuery.all(),
        Position.START,
        each ->
            versions.merge(each.envelope().stream(), each.envelope().version().value(), Math::max));
    return versions;
  }

  private void program(Generator random) {
    var bytes = new TaskmasterSample(random.seed()).small().getBytes(StandardCharsets.UTF_8);
    for (var name : List.of("a.json", "a.json", "b.json")) {
      new Taskmaster(port.ids).importFile(port, bytes, name, Optional.empty(), Progress.SILENT);
    }
    var project = new ProjectId(made(project()));
    var filter = new FilterId(made(filter("Mine", random)));
    var tasks =
        List.of(
            new TaskId(made(task("One", project, null))),
            new TaskId(made(task("Two", project, null))),
            new TaskId(made(task("Free", null, null))));
    for (var i = 0; i < COMMANDS; i++) {
      port.tried(
          switch (random.between(1, 10)) {
            case 1, 2, 3 -> ofProject(project, random);
            case 4 -> ofFilter(filter, random);
            default -> ofTask(random.oneOf(tasks), random.oneOf(tasks), project, random);
          });
    }
  }

  private UUID made(Object command) {
    return port.tried(command)
        .map(Outcome::stream)
        .map(stream -> UUID.fromString(stream.id()))
        .orElseThrow();
  }

  private static ProjectCommand.Create project() {
    var rack =
        new PhaseDefinition(
            "Rack",
            "all of it",
            "stands",
            Duration.ofDays(2),
            List.of(),
            List.of(new DeliverablePlan("Plan", null, "document", "docs/plan.md")),
            List.of("stands"),
            List.of(new InfrastructureRequirement("database", "home", Map.of("size", "2"))));
    var wire =
        new PhaseDefinition(
            "Wire", null, null, null, List.of("Rack"), List.of(), List.of(), List.of());
    return new ProjectCommand.Create(
        "Home",
        null,
        null,
        List.of(rack, wire),
        null,
        null,
        null,
        null,
        null,
        List.of(),
        Set.of("a", "b"),
        null);
  }

  private static TaskCommand.Create task(String name, ProjectId project, TaskId parent) {
    return new TaskCommand.Create(
        name,
        "With „quotes“ and \\ and \u0001",
        "feature",
        Priority.HIGH,
        project,
        null,
        parent,
        Set.of("checkpoint"),
        BOB,
        Set.of(BOB),
        Set.of(BOB),
        2.5,
        Set.of(),
        Instant.parse("2026-03-04T05:06:07.000008Z"),
        LocalDate.of(2026, 3, 4),
        "notes",
        List.of("works"),
        List.of(new DeliverablePlan("Report", null, null, null)),
        List.of());
  }

  private static FilterCommand.Save filter(String name, Generator random) {
    return new FilterCommand.Save(
        name,
        random.percent(50),
        "text",
        Set.of(TaskStatus.TODO, TaskStatus.IN_PROGRESS),
        null,
        Priority.LOW,
        BOB,
        null,
        null,
        null,
        "a",
        true,
        false);
  }

  private static FilterCommand ofFilter(FilterId filter, Generator random) {
    return switch (random.between(1, 4)) {
      case 1 -> new FilterCommand.Delete(filter, null);
      case 2 -> new FilterCommand.Undo(filter, null);
      default ->
          FilterCommand.Update.of(filter, Patch.set(random.text(5)), Patch.set(random.percent(50)));
    };
  }

  private ProjectCommand ofProject(ProjectId id, Generator random) {
    var project = states().load(ProjectAggregate.INSTANCE, ProjectAggregate.stream(id)).state();
    var phase =
        project.phases().isEmpty()
            ? new PhaseId(port.ids.next())
            : random.oneOf(project.phases()).id();
    return switch (random.between(1, 19)) {
      case 1 -> new ProjectCommand.Start(id, null, null);
      case 2 -> new ProjectCommand.Pause(id, "rain");
      case 3 -> new ProjectCommand.Resume(id, null);
      case 4 -> new ProjectCommand.AddMilestone(id, "M", LocalDate.of(2026, 1, 1), phase);
      case 5 -> new ProjectCommand.AddRisk(id, "Fire", null, Impact.HIGH, "water");
      case 6 -> new ProjectCommand.AddResource(id, "budget", "1000", null);
      case 7 -> new ProjectCommand.Archive(id, null);
      case 8 -> new ProjectCommand.Unarchive(id, null);
      case 9 -> new ProjectCommand.Undo(id, null);
      case 10, 11 -> new PhaseCommand.Start(id, phase, null);
      case 12 -> new PhaseCommand.Complete(id, phase, List.of(), List.of(), null);
      case 13 -> new PhaseCommand.Block(id, phase, "screws", Duration.ofHours(3), null);
      case 14 -> new PhaseCommand.Unblock(id, phase, null);
      case 15 -> new PhaseCommand.Defer(id, phase, null);
      case 16 -> new PhaseCommand.Reactivate(id, phase, null);
      case 17 -> new PhaseCommand.Remove(id, phase, null);
      case 18 ->
          new ProjectCommand.Create(
              random.text(4),
              null,
              null,
              List.of(),
              null,
              null,
              Priority.LOW,
              random.oneOf(Complexity.values()),
              null,
              List.of("power"),
              Set.of(),
              null);
      default ->
          new PhaseCommand.Add(
              id, random.text(6), null, null, null, List.of(), List.of(), List.of("ok"), List.of());
    };
  }

  private static TaskCommand ofTask(
      TaskId task, TaskId other, ProjectId project, Generator random) {
    return switch (random.between(1, 20)) {
      case 1 -> new TaskCommand.SetPriority(task, random.oneOf(Priority.values()));
      case 2 -> new TaskCommand.Assign(task, random.oneOf(BOB, Actor.token("owner")));
      case 3 -> new TaskCommand.SetCollaborators(task, random.percent(50) ? Set.of() : Set.of(BOB));
      case 4 -> new TaskCommand.AddDependency(task, other, random.oneOf(DependencyKind.values()));
      case 5 -> new TaskCommand.RemoveDependency(task, other);
      case 6 -> new TaskCommand.AddComment(task, random.text(20));
      case 7 -> new TaskCommand.Undo(task);
      case 8 -> new TaskCommand.Block(task, "heat", Set.of(other));
      case 9 -> new TaskCommand.Unblock(task, null);
      case 10, 11 -> new TaskCommand.Start(task, null, true, "now");
      case 12 -> new TaskCommand.Complete(task, 1.5, "done", Set.of("Report", "More"), null);
      case 13 -> new TaskCommand.Fail(task, "smoke", null);
      case 14 -> new TaskCommand.Retry(task, TaskCommand.RetryTo.QUEUED, null);
      case 15 -> new TaskCommand.Reopen(task, null);
      case 16 -> new TaskCommand.Cancel(task, null);
      case 17 -> new TaskCommand.Defer(task, null);
      case 18 -> TaskCommand.Create.named(random.text(3), project, task);
      case 19 -> new TaskCommand.SetWatchers(task, Set.of(BOB));
      default ->
          new TaskCommand.Update(
              task,
              Patch.set(random.text(8)),
              Patch.keep(),
              Patch.keep(),
              Patch.keep(),
              Patch.keep(),
              Patch.keep(),
              Patch.set(Set.of(random.text(2))),
              Patch.set(random.between(0, 10) / 4.0),
              Patch.keep(),
              Patch.keep(),
              Patch.set(random.percent(50) ? null : LocalDate.of(2026, 5, 6)),
              Patch.keep(),
              Patch.set(List.of("works", random.text(2))),
              Patch.keep(),
              Patch.keep());
    };
  }
}
