package dev.daybook.projects.task;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.context.Aggregate;
import dev.daybook.projects.api.Comment;
import dev.daybook.projects.api.Deliverable;
import dev.daybook.projects.api.DeliverableStatus;
import dev.daybook.projects.api.Dependency;
import dev.daybook.projects.api.TaskEvent;
import dev.daybook.projects.api.TaskId;
import dev.daybook.projects.api.TaskStatus;
import dev.daybook.projects.undo.ChangeHistory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The state of a task after an event. Total: any event is accepted in any state. */
public final class TaskEvolution {
  private TaskEvolution() {}

  /** The state after an event, with what an undo can take back. */
  static Task evolve(Task before, TaskEvent event) {
    var after = apply(before, event);
    var history =
        switch (event) {
          case TaskEvent.Created _, TaskEvent.Deleted _ -> before.history();
          case TaskEvent.MoveUndone undone -> before.history().forget(undone.undoneVersion());
          case TaskEvent.ChangeUndone undone -> before.history().forget(undone.undoneVersion());
          case TaskEvent.Moved _, TaskEvent.Changed _ -> remembered(before, after, event);
          case TaskEvent.PriorityChanged _,
              TaskEvent.Assigned _,
              TaskEvent.Unassigned _,
              TaskEvent.CollaboratorsUpdated _,
              TaskEvent.WatchersUpdated _,
              TaskEvent.CriterionJudged _,
              TaskEvent.DeliverableAccepted _,
              TaskEvent.DependencyAdded _,
              TaskEvent.DependencyRemoved _,
              TaskEvent.Commented _,
              TaskEvent.CommentEdited _,
              TaskEvent.Linked _,
              TaskEvent.Unlinked _ ->
              remembered(before, after, event);
        };
    return after.with(history);
  }

  private static ChangeHistory remembered(Task before, Task after, TaskEvent event) {
    return before
        .history()
        .remember(
            after.version(),
            Aggregate.typeOf(event.getClass()).name(),
            TaskField.diff(before, after));
  }

  /** The state after an event, without what an undo can take back: enough for a view. */
  public static Task apply(Task before, TaskEvent event) {
    var task = new TaskDraft(before);
    task.version++;
    switch (event) {
      case TaskEvent.Created created -> created(task, created);
      case TaskEvent.Moved moved -> {
        task.status = moved.newStatus();
        task.statusTimes = new LinkedHashMap<>(task.statusTimes);
        task.statusTimes.put(moved.newStatus().text(), moved.at());
        if (moved.newStatus() != TaskStatus.BLOCKED) {
          task.blockedReason = null;
          task.blockedBy = List.of();
          task.heldStatus = null;
        }
        moved(task, moved);
      }
      case TaskEvent.Updated(var changes) -> TaskField.apply(task, changes);
      case TaskEvent.PriorityChanged(_, var to) -> task.priority = to;
      case TaskEvent.Assigned(_, var to) -> task.assignee = to;
      case TaskEvent.Unassigned _ -> task.assignee = null;
      case TaskEvent.CollaboratorsUpdated(var added, var removed) ->
          task.collaborators = updated(task.collaborators, added, removed);
      case TaskEvent.WatchersUpdated(var added, var removed) ->
          task.watchers = updated(task.watchers, added, removed);
      case TaskEvent.CriterionJudged(var id, _, var met) ->
          task.criteria = each(task.criteria, it -> it.id().equals(id), it -> it.judged(met));
      case TaskEvent.DeliverableAccepted(var id, _) ->
          task.deliverables =
              each(
                  task.deliverables,
                  it -> it.id().equals(id),
                  it -> it.withStatus(DeliverableStatus.ACCEPTED));
      case TaskEvent.DependencyAdded(var on, var kind) ->
          task.dependencies = with(without(task.dependencies, on), new Dependency(on, kind));
      case TaskEvent.DependencyRemoved(var on, _) ->
          task.dependencies = without(task.dependencies, on);
      case TaskEvent.Commented(var id, var text, var by, var at) ->
          task.comments = with(task.comments, new Comment(id, text, by, at, null));
      case TaskEvent.CommentEdited(var id, _, var to, var at) ->
          task.comments =
              each(
                  task.comments,
                  it -> it.id().equals(id),
                  it -> new Comment(it.id(), to, it.by(), it.at(), at));
      case TaskEvent.Linked(var link) -> task.links = with(task.links, link);
      case TaskEvent.Unlinked(var link) ->
          task.links = task.links.stream().filter(it -> !it.id().equals(link.id())).toList();
      case TaskEvent.ChangeUndone(_, _, var changes) -> TaskField.apply(task, changes);
      case TaskEvent.Deleted _ -> task.deleted = true;
      case TaskEvent.Synced(var changes, var external, _) -> {
        TaskField.apply(task, changes);
        task.external = external;
      }
    }
    return task.freeze();
  }

  private static void created(TaskDraft task, TaskEvent.Created it) {
    task.ref = it.ref();
    task.number = it.number();
    task.name = it.name();
    task.description = it.description();
    task.type = it.type();
    task.priority = it.priority();
    task.status = it.status();
    task.project = it.project();
    task.phase = it.phase();
    task.parent = it.parent();
    task.tags = it.tags();
    task.assignee = it.assignee();
    task.collaborators = it.collaborators();
    task.watchers = it.watchers();
    task.estimatedEffort = it.estimatedEffort();
    task.actualEffort = it.actualEffort();
    task.dependencies = it.dependencies();
    task.unresolvedDependencies = it.unresolvedDependencies();
    task.notBefore = it.notBefore();
    task.dueDate = it.dueDate();
    task.implementationNotes = it.implementationNotes();
    task.criteria = it.criteria();
    task.deliverables = it.deliverables();
    task.links = it.links();
    task.createdBy = it.by();
    task.statusTimes = new LinkedHashMap<>();
    task.statusTimes.put(it.status().text(), it.at());
    task.external = it.external();
    task.imported = it.imported();
  }

  /** What a move changes besides the status. */
  private static void moved(TaskDraft task, TaskEvent.Moved event) {
    switch (event) {
      case TaskEvent.Started started -> {
        task.assignee = started.assignee();
        task.attempts = started.attempt();
        task.startedAt = started.at();
      }
      case TaskEvent.Completed completed -> {
        task.actualEffort =
            completed.actualEffort() == null ? task.actualEffort : completed.actualEffort();
        task.result = completed.result() == null ? task.result : completed.result();
        task.error = null;
        for (var produced : completed.deliverables()) {
          task.deliverables = produced(task.deliverables, produced);
        }
      }
      case TaskEvent.Failed failed -> task.error = failed.error();
      case TaskEvent.Blocked blocked -> {
        task.heldStatus = blocked.previousStatus();
        task.blockedReason = blocked.reason();
        task.blockedBy = blocked.blockedBy();
      }
      case TaskEvent.MoveUndone undone -> TaskField.apply(task, undone.changes());
      case TaskEvent.Queued _,
          TaskEvent.Dequeued _,
          TaskEvent.SubmittedForTesting _,
          TaskEvent.SubmittedForReview _,
          TaskEvent.SentBack _,
          TaskEvent.Retried _,
          TaskEvent.Unblocked _,
          TaskEvent.Deferred _,
          TaskEvent.Cancelled _,
          TaskEvent.Reopened _,
          TaskEvent.StatusSynced _ -> {}
    }
  }

  private static List<Deliverable> produced(List<Deliverable> all, Deliverable produced) {
    return all.stream().anyMatch(it -> it.id().equals(produced.id()))
        ? each(all, it -> it.id().equals(produced.id()), _ -> produced)
        : with(all, produced);
  }

  private static List<Actor> updated(List<Actor> all, List<Actor> added, List<Actor> removed) {
    return Stream.concat(all.stream(), added.stream())
        .distinct()
        .filter(it -> !removed.contains(it))
        .toList();
  }

  private static List<Dependency> without(List<Dependency> all, TaskId task) {
    return all.stream().filter(it -> !it.task().equals(task)).toList();
  }

  private static <T> List<T> with(List<T> all, T one) {
    var result = new ArrayList<>(all);
    result.add(one);
    return result;
  }

  private static <T> List<T> each(List<T> all, Predicate<T> which, UnaryOperator<T> change) {
    return all.stream().map(it -> which.test(it) ? change.apply(it) : it).toList();
  }
}
