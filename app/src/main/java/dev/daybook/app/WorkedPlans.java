package dev.daybook.app;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.catalogue.Patch;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.projects.api.LinkKind;
import dev.daybook.projects.api.NewLink;
import dev.daybook.projects.api.Priority;
import dev.daybook.projects.api.ProjectCommand;
import dev.daybook.projects.api.ProjectId;
import dev.daybook.projects.api.TaskCommand;
import dev.daybook.projects.api.TaskId;
import dev.daybook.runtime.command.CommandBus;
import dev.daybook.runtime.command.CommandResult;
import dev.daybook.runtime.command.Envelope;
import dev.daybook.runtime.command.Item;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Projects one after another, as people leave them: the whole plan is made first, then some
 * hundreds of tasks are worked on at a time, none before what it depends on is done. The same
 * random choices every time; about ten events a task.
 */
final class WorkedPlans {
  private static final int TASKS_A_PLAN = 2_000;
  private static final int EVENTS_A_TASK = 10;
  private static final int IN_HAND = 300;
  private static final int AN_APPEND = 100;
  private static final int HOW_FAR_BACK = 200;
  private static final Actor OWNER = Actor.person("planner");
  private static final List<String> TYPES = List.of("task", "feature", "implementation", "testing");
  private static final List<String> WORDS =
      List.of(
          ("the a log view store server client task plan page row index stream event command query"
                  + " field checks writes reads keeps shows moves finds returns fails waits quickly"
                  + " again before after while until every other first last empty whole")
              .split(" "));

  private final CommandBus commands;
  private final IdSource ids;
  private final int events;
  private final int tasks;
  private final Random random = new Random(1);
  private long head;

  /** A task that waits or is worked on, with what will be done to it. */
  private record Planned(TaskId id, Set<TaskId> dependencies, Deque<TaskCommand> script) {}

  WorkedPlans(CommandBus commands, IdSource ids, int events) {
    this.commands = commands;
    this.ids = ids;
    this.events = events;
    this.tasks = Math.clamp(events / EVENTS_A_TASK, 1, TASKS_A_PLAN);
  }

  /** Goes on until the log holds so many events. */
  void run() {
    for (var number = 0; head < events; number++) {
      work(plan(project(number)));
    }
  }

  private ProjectId project(int number) {
    var created =
        dispatch(
            List.of(
                new ProjectCommand.Create(
                    "Project " + number,
                    text(20),
                    "P" + number,
                    List.of(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    Set.of(),
                    null)));
    return new ProjectId(UUID.fromString(created.getFirst()));
  }

  private List<Planned> plan(ProjectId project) {
    var plan = new ArrayList<Planned>();
    while (plan.size() < tasks && head < events) {
      var batch = new ArrayList<TaskCommand.Create>();
      for (var left = most(tasks - plan.size()); batch.size() < left; ) {
        batch.add(create(project, dependencies(plan)));
      }
      var created = dispatch(batch);
      for (var i = 0; i < batch.size(); i++) {
        var id = TaskId.parse(created.get(i));
        plan.add(new Planned(id, batch.get(i).dependencies(), script(id)));
      }
    }
    return plan;
  }

  private int most(int wanted) {
    return (int) Math.min(Math.min(wanted, AN_APPEND), events - head);
  }

  private Set<TaskId> dependencies(List<Planned> before) {
    var dependencies = new HashSet<TaskId>();
    for (var count = Math.max(0, random.nextInt(4) - 1); count > 0 && !before.isEmpty(); count--) {
      var back = 1 + random.nextInt(Math.min(HOW_FAR_BACK, before.size()));
      dependencies.add(before.get(before.size() - back).id());
    }
    return dependencies;
  }

  private TaskCommand.Create create(ProjectId project, Set<TaskId> dependencies) {
    return new TaskCommand.Create(
        text(6),
        text(25),
        TYPES.get(random.nextInt(TYPES.size())),
        priority(),
        project,
        null,
        null,
        Set.of("area-" + random.nextInt(20), "sprint-" + random.nextInt(12)),
        null,
        Set.of(),
        Set.of(),
        1.0 + random.nextInt(40),
        dependencies,
        null,
        null,
        null,
        List.of(text(8), text(8)),
        List.of(),
        List.of(new NewLink(LinkKind.URL, "https://example.org/" + random.nextInt(), null)));
  }

  private Deque<TaskCommand> script(TaskId task) {
    var script = new ArrayDeque<TaskCommand>();
    script.add(new TaskCommand.Assign(task, Actor.agent("agent-" + random.nextInt(20))));
    script.add(new TaskCommand.Start(task, null, false, null));
    script.add(notes(task));
    script.add(new TaskCommand.AddComment(task, text(20)));
    if (random.nextInt(4) == 0) {
      script.add(new TaskCommand.SetPriority(task, priority()));
    }
    script.add(
        new TaskCommand.AddLink(
            task, LinkKind.COMMIT, Long.toHexString(random.nextLong()), text(5)));
    script.add(new TaskCommand.SubmitForReview(task, null));
    script.add(new TaskCommand.AddComment(task, text(15)));
    if (random.nextInt(4) == 0) {
      script.add(new TaskCommand.SendBack(task, text(6)));
      script.add(new TaskCommand.SubmitForReview(task, null));
    }
    script.add(new TaskCommand.Complete(task, 1.0 + random.nextInt(60), text(12), Set.of(), null));
    return script;
  }

  private TaskCommand notes(TaskId task) {
    return new TaskCommand.Update(
        task,
        Patch.keep(),
        Patch.set(text(25)),
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.set(1.0 + random.nextInt(40)),
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.set(text(20)),
        Patch.keep(),
        Patch.keep(),
        Patch.keep());
  }

  /** Any of the tasks in hand takes its next step, until the plan is done or the log is full. */
  private void work(List<Planned> plan) {
    var waiting = new ArrayList<>(plan);
    var inHand = new ArrayList<Planned>();
    var done = new HashSet<TaskId>();
    while (done.size() < plan.size() && head < events) {
      var batch = new ArrayList<TaskCommand>();
      for (var left = most(AN_APPEND); batch.size() < left && done.size() < plan.size(); ) {
        takeUp(waiting, inHand, done);
        var at = random.nextInt(inHand.size());
        var task = inHand.get(at);
        batch.add(task.script().remove());
        if (task.script().isEmpty()) {
          done.add(task.id());
          inHand.remove(at);
        }
      }
      dispatch(batch);
    }
  }

  private static void takeUp(List<Planned> waiting, List<Planned> inHand, Set<TaskId> done) {
    for (var each = waiting.iterator(); inHand.size() < IN_HAND && each.hasNext(); ) {
      var task = each.next();
      if (done.containsAll(task.dependencies())) {
        inHand.add(task);
        each.remove();
      }
    }
  }

  /** The ids of the streams, in the order of the commands. */
  private List<String> dispatch(List<?> batch) {
    var id = new AppendId(ids.next());
    var envelope = new Envelope(id, OWNER, id.toString(), null, "bench");
    var result = commands.dispatchAll(envelope, batch.stream().map(Item::of).toList());
    if (!(result instanceof CommandResult.Done(var outcomes, var position, _))) {
      throw new IllegalStateException("The plan could not be worked on: " + result);
    }
    head = position.value();
    return outcomes.stream().map(outcome -> outcome.stream().id()).toList();
  }

  private Priority priority() {
    return Priority.values()[random.nextInt(Priority.values().length)];
  }

  private String text(int words) {
    return Stream.generate(() -> WORDS.get(random.nextInt(WORDS.size())))
        .limit(words)
        .collect(Collectors.joining(" "));
  }
}
