package dev.daybook.projects.task;

import dev.daybook.kernel.Decider;
import dev.daybook.kernel.Decision;
import dev.daybook.kernel.Rejection;
import dev.daybook.projects.api.TaskCommand;
import dev.daybook.projects.api.TaskEvent;
import dev.daybook.projects.api.TaskImport;
import java.util.LinkedHashMap;

/**
 * The rules of a task. What concerns every command stands here; the rules of each kind of command
 * stand beside it: {@link CreateRules}, {@link MoveRules}, {@link ChangeRules}, {@link
 * AttachRules}, {@link UndoRules}, {@link ImportRules}.
 */
final class TaskDecider implements Decider<TaskCommand, Task, TaskFacts, TaskEvent> {
  @Override
  public Task initialState() {
    return Task.NONE;
  }

  @Override
  public Decision<TaskEvent> decide(TaskCommand command, Task task, TaskFacts facts) {
    return switch (command) {
      case TaskCommand.Create create -> CreateRules.create(create, facts);
      case TaskCommand.Subtask subtask -> CreateRules.subtask(subtask, task, facts);
      case TaskCommand.OnTask onTask -> onTask(onTask, task, facts);
      case TaskImport.Create create -> ImportRules.create(create, task, facts);
      case TaskImport.Sync sync ->
          task.lives() ? ImportRules.sync(sync, task, facts) : gone(task, facts);
    };
  }

  private static Decision<TaskEvent> onTask(
      TaskCommand.OnTask command, Task task, TaskFacts facts) {
    if (!task.lives()) {
      return gone(task, facts);
    }
    if (command instanceof TaskCommand.EditComment edit) {
      return AttachRules.editComment(edit, task, facts);
    }
    var refused = TaskPermissions.check(command, task, facts);
    if (refused.isPresent()) {
      return Decision.rejected(refused.get());
    }
    return switch (command) {
      case TaskCommand.Move move -> MoveRules.decide(move, task, facts);
      case TaskCommand.Change change -> ChangeRules.decide(change, task, facts);
      case TaskCommand.Attach attach -> AttachRules.decide(attach, task, facts);
      case TaskCommand.Undo _ -> UndoRules.undo(task, facts);
      case TaskCommand.Delete delete -> delete(delete, task, facts);
      case TaskCommand.Expand _ ->
          throw new IllegalStateException(
              "task.expand is carried out as the subtasks it stands for, never by itself");
    };
  }

  private static Decision<TaskEvent> delete(
      TaskCommand.Delete command, Task task, TaskFacts facts) {
    if (!facts.subtasks().isEmpty()) {
      return Decision.rejected(
          Refusals.withList(
              "has_subtasks",
              task.ref() + " has subtasks. Delete them first, or in the same batch before it.",
              task,
              "subtasks",
              Refusals.briefs(facts.subtasks(), facts)));
    }
    return Decision.accepted(new TaskEvent.Deleted(command.reason(), facts.actor(), facts.now()));
  }

  private static Decision<TaskEvent> gone(Task task, TaskFacts facts) {
    if (!task.exists()) {
      return Decision.rejected(Rejection.notFound("task", facts.task().text()));
    }
    var details = new LinkedHashMap<String, Object>();
    details.put("task", task.ref());
    details.put("history", "/api/streams/task-" + facts.task());
    return Decision.rejected(
        new Rejection(
            "task_deleted",
            Rejection.Kind.NOT_FOUND,
            task.ref()
                + " was deleted. Its history is kept in the stream task-"
                + facts.task()
                + "; create a new task to go on with it.",
            details));
  }

  @Override
  public Task evolve(Task task, TaskEvent event) {
    return TaskEvolution.evolve(task, event);
  }
}
