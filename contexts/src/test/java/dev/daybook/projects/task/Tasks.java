package dev.daybook.projects.task;

import dev.daybook.kernel.Actor;
import dev.daybook.projects.api.Criterion;
import dev.daybook.projects.api.CriterionId;
import dev.daybook.projects.api.Deliverable;
import dev.daybook.projects.api.DeliverableId;
import dev.daybook.projects.api.DeliverableStatus;
import dev.daybook.projects.api.Dependency;
import dev.daybook.projects.api.Priority;
import dev.daybook.projects.api.ProjectId;
import dev.daybook.projects.api.TaskEvent;
import dev.daybook.projects.api.TaskId;
import dev.daybook.projects.api.TaskStatus;
import dev.daybook.testkit.SeededIds;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Tasks, actors and facts for the tests of the task's rules. */
final class Tasks {
  static final Actor ALICE = Actor.person("alice");
  static final Actor BOB = Actor.person("bob");
  static final Actor EVE = Actor.person("eve");
  static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  static final TaskId T1 = id(1);
  static final TaskId T2 = id(2);
  static final TaskId T3 = id(3);

  private Tasks() {}

  static TaskId id(int number) {
    return new TaskId(new UUID(7, number));
  }

  static CriterionId criterion(int number) {
    return new CriterionId(new UUID(8, number));
  }

  static Made created() {
    return new Made();
  }

  /** A creating event, part by part. */
  static final class Made {
    private TaskStatus status = TaskStatus.TODO;
    private Actor assignee;
    private TaskId parent;
    private ProjectId project;
    private List<String> tags = List.of();
    private List<Actor> watchers = List.of();
    private List<Actor> collaborators = List.of();
    private List<Dependency> dependencies = List.of();
    private List<String> unresolved = List.of();
    private List<Criterion> criteria = List.of();
    private List<Deliverable> deliverables = List.of();
    private int number = 1;

    Made as(TaskStatus now) {
      status = now;
      return this;
    }

    Made number(int its) {
      number = its;
      return this;
    }

    Made assignedTo(Actor who) {
      assignee = who;
      return this;
    }

    Made watchedBy(Actor... who) {
      watchers = List.of(who);
      return this;
    }

    Made sharedWith(Actor... who) {
      collaborators = List.of(who);
      return this;
    }

    Made in(TaskId above) {
      parent = above;
      return this;
    }

    Made tagged(String... labels) {
      tags = List.of(labels);
      return this;
    }

    Made waitingFor(TaskId... others) {
      dependencies = Arrays.stream(others).map(Dependency::on).toList();
      return this;
    }

    Made waitingInVainFor(String... spelled) {
      unresolved = List.of(spelled);
      return this;
    }

    Made judgedBy(String... texts) {
      criteria =
          IntStream.range(0, texts.length)
              .mapToObj(i -> new Criterion(criterion(i + 1), texts[i], false))
              .toList();
      return this;
    }

    Made producing(String name) {
      deliverables =
          List.of(
              new Deliverable(
                  new DeliverableId(new UUID(9, 1)),
                  name,
                  null,
                  null,
                  null,
                  DeliverableStatus.PLANNED));
      return this;
    }

    TaskEvent.Created event() {
      return new TaskEvent.Created(
          "HOME-" + number,
          number,
          "Wire the rack",
          null,
          "task",
          Priority.MEDIUM,
          status,
          project,
          null,
          parent,
          tags,
          assignee,
          collaborators,
          watchers,
          null,
          null,
          dependencies,
          unresolved,
          null,
          null,
          null,
          criteria,
          deliverables,
          List.of(),
          ALICE,
          NOW,
          null,
          Map.of());
    }

    Task task() {
      return TaskEvolution.evolve(Task.NONE, event());
    }
  }

  /** What somebody knows who asks. */
  static TaskFacts by(Actor actor) {
    return knowing(actor, Map.of(), List.of());
  }

  static TaskFacts by(Actor actor, Map<TaskId, Task> others) {
    return knowing(actor, others, List.of());
  }

  static TaskFacts withSubtasks(Map<TaskId, Task> subtasks) {
    return knowing(
        ALICE,
        subtasks,
        subtasks.keySet().stream().sorted((a, b) -> a.text().compareTo(b.text())).toList());
  }

  private static TaskFacts knowing(Actor actor, Map<TaskId, Task> others, List<TaskId> subtasks) {
    return new TaskFacts(
        T1,
        actor,
        NOW,
        new SeededIds(1),
        new TaskFacts.Reference("HOME-1", 1, null),
        null,
        null,
        new HashMap<>(others),
        subtasks);
  }
}
