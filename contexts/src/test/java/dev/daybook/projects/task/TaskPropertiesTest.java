package dev.daybook.projects.task;

import static dev.daybook.projects.task.Tasks.ALICE;
import static dev.daybook.projects.task.Tasks.T1;
import static dev.daybook.projects.task.Tasks.T2;
import static dev.daybook.projects.task.Tasks.T3;
import static dev.daybook.projects.task.Tasks.created;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.Decider;
import dev.daybook.kernel.Decision;
import dev.daybook.projects.api.DependencyKind;
import dev.daybook.projects.api.LinkKind;
import dev.daybook.projects.api.Priority;
import dev.daybook.projects.api.TaskCommand;
import dev.daybook.projects.api.TaskEvent;
import dev.daybook.projects.api.TaskStatus;
import dev.daybook.testkit.DeciderProperties;
import dev.daybook.testkit.Generator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TaskPropertiesTest extends DeciderProperties<TaskCommand, Task, TaskFacts, TaskEvent> {
  @Override
  protected Decider<TaskCommand, Task, TaskFacts, TaskEvent> decider() {
    return new TaskDecider();
  }

  @Override
  protected TaskCommand command(Generator random, Task task) {
    if (!task.exists()) {
      return TaskCommand.Create.named("Wire the rack", null, null);
    }
    return switch (random.between(1, 14)) {
      case 1 -> new TaskCommand.SetPriority(T1, random.oneOf(Priority.values()));
      case 2 -> new TaskCommand.Assign(T1, random.oneOf(Tasks.ALICE, Tasks.BOB));
      case 3 ->
          new TaskCommand.SetCollaborators(T1, random.percent(50) ? Set.of() : Set.of(Tasks.EVE));
      case 4 ->
          new TaskCommand.AddDependency(
              T1, random.oneOf(T2, T3), random.oneOf(DependencyKind.values()));
      case 5 -> new TaskCommand.RemoveDependency(T1, random.oneOf(T2, T3));
      case 6 -> new TaskCommand.AddComment(T1, random.text(10));
      case 7 -> new TaskCommand.AddLink(T1, LinkKind.URL, random.oneOf("a", "b"), null);
      case 8 -> new TaskCommand.Undo(T1);
      case 9 -> new TaskCommand.Block(T1, random.oneOf("heat", "cold"), Set.of());
      default -> TaskMovesTest.command(random.oneOf(Arrays.asList(TaskMove.values())).command());
    };
  }

  @Override
  protected TaskFacts facts(Generator random, TaskCommand command, Task state) {
    var id = new UUID(random.between(1L, 1_000_000_000L), 1);
    var others =
        Map.of(
            T2, created().number(2).as(random.oneOf(TaskStatus.values())).task(),
            T3, created().number(3).waitingFor(T1).task());
    return new TaskFacts(
        T1,
        ALICE,
        Tasks.NOW,
        () -> id,
        new TaskFacts.Reference("HOME-1", 1, null),
        null,
        null,
        others,
        List.of());
  }

  @Override
  protected boolean meansSomethingNewEachTime(TaskCommand command) {
    return command instanceof TaskCommand.AddComment
        || command instanceof TaskCommand.Undo
        || command instanceof TaskCommand.Create;
  }

  /**
   * After any command, an undo restores every field; what it took back can be seen from the event
   * alone.
   */
  @Test
  void undo_after_any_move_or_change_restores_the_fields() {
    for (var seed = 1L; seed <= 300; seed++) {
      var random = new Generator(seed);
      var state = created().task();
      for (var i = 0; i < 30; i++) {
        var command = command(random, state);
        if (command instanceof TaskCommand.Undo) {
          continue;
        }
        var facts = facts(random, command, state);
        if (decider().decide(command, state, facts)
                instanceof Decision.Accepted<TaskEvent>(var events)
            && events.size() == 1) {
          var after = decider().evolve(state, events.getFirst());
          if (!TaskField.diff(state, after).isEmpty()) {
            undoRestores(seed, state, after, facts);
          }
          state = after;
        }
      }
    }
  }

  private void undoRestores(long seed, Task before, Task after, TaskFacts facts) {
    if (decider().decide(new TaskCommand.Undo(T1), after, facts)
        instanceof Decision.Accepted<TaskEvent>(var undo)) {
      assertThat(undo).as("seed %s", seed).hasSize(1);
      var restored = decider().evolve(after, undo.getFirst());
      assertThat(TaskField.diff(before, restored)).as("seed %s, %s", seed, undo).isEmpty();
      assertThat(restored.history().entries())
          .as("seed %s", seed)
          .hasSizeLessThan(after.history().entries().size() + 1);
    }
  }
}
