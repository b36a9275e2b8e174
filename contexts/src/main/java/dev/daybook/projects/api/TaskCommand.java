package dev.daybook.projects.api;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.catalogue.CommandName;
import dev.daybook.kernel.catalogue.Describe;
import dev.daybook.kernel.catalogue.Limit;
import dev.daybook.kernel.catalogue.Patch;
import dev.daybook.kernel.catalogue.Shape;
import dev.daybook.kernel.catalogue.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything that can be asked of a task, in the order of the domain catalogue. */
public sealed interface TaskCommand
    permits TaskCommand.Create, TaskCommand.Subtask, TaskCommand.OnTask, TaskImport {
  /** A command to a task that exists. */
  sealed interface OnTask extends TaskCommand {
    TaskId task();
  }

  /** Moves a task from one status to another; refused where the table of moves does not list it. */
  sealed interface Move extends OnTask {
    /** Why, for the history. */
    @Nullable String reason();
  }

  /** Changes fields of a task. */
  sealed interface Change extends OnTask {}

  /** Where a failed task goes for another try. */
  enum RetryTo {
    TODO,
    QUEUED
  }

  /** Ties something to a task, or speaks about it. */
  sealed interface Attach extends OnTask {}

  @CommandName(
      value = "task.create",
      shape = Shape.CREATE,
      description =
          "Creates a task, or a subtask where a parent is given. Refused under a parent that is"
              + " done or cancelled.")
  record Create(
      @Describe("What it is called") @Limit(min = 1, max = Limit.NAME) String name,
      @Describe("What is to be done") @Nullable String description,
      @Describe(
              "What kind of task it is, such as task, feature, implementation or testing; task if"
                  + " left out")
          @Limit(min = 1, max = Limit.NAME)
          @Nullable String type,
      @Describe("Its priority; medium if left out, a subtask's is its parent's")
          @Nullable Priority priority,
      @Describe(
              "The project it belongs to; none makes it a free task, a subtask goes where its"
                  + " parent is")
          @Nullable ProjectId project,
      @Describe("The phase of the project") @Nullable PhaseId phase,
      @Describe("The task it is a subtask of") @Nullable TaskId parent,
      @Describe("Labels; a task labelled checkpoint is done only when all its criteria are met")
          @Limit(max = Limit.TAGS, each = Limit.NAME)
          Set<String> tags,
      @Describe("Who works on it: a person or an agent") @Nullable Actor assignee,
      @Describe("Who else may change it") @Limit(max = 100) Set<Actor> collaborators,
      @Describe("Who is told about it") @Limit(max = 1_000) Set<Actor> watchers,
      @Describe("Estimated effort, in the project's unit, hours by default") @Limit(max = 1_000_000)
          @Nullable Double estimatedEffort,
      @Describe("Tasks that must be done first; other kinds come with task.add_dependency")
          Set<TaskId> dependencies,
      @Describe("Not to be started before this time") @Nullable Instant notBefore,
      @Describe("The day it is due") @Nullable LocalDate dueDate,
      @Describe("Notes on how to do it") @Nullable String implementationNotes,
      @Describe("Criteria by which it is judged, one text each") @Limit(max = 200)
          List<String> criteria,
      @Describe("What it will produce") @Limit(max = 200) List<DeliverablePlan> deliverables,
      @Describe("Commits, pull requests, URLs and documents") @Limit(max = 200) List<NewLink> links)
      implements TaskCommand {
    public Create {
      tags = Copy.set(tags);
      collaborators = Copy.set(collaborators);
      watchers = Copy.set(watchers);
      dependencies = Copy.set(dependencies);
      criteria = Copy.list(criteria);
      deliverables = Copy.list(deliverables);
      links = Copy.list(links);
    }

    /** A task of which only name, project and parent are known. */
    public static Create named(String name, @Nullable ProjectId project, @Nullable TaskId parent) {
      return new Create(
          name, null, null, null, project, null, parent, Set.of(), null, Set.of(), Set.of(), null,
          Set.of(), null, null, null, List.of(), List.of(), List.of());
    }
  }

  /**
   * One of the subtasks that an {@link Expand} stands for, with the id it was given. No door offers
   * it.
   *
   * @param dependencies among them its sisters, which are created with it
   */
  record Subtask(TaskId task, TaskId parent, NewSubtask as, Set<TaskId> dependencies)
      implements TaskCommand {
    public Subtask {
      dependencies = Copy.set(dependencies);
    }
  }

  @CommandName(
      value = "task.queue",
      shape = Shape.ACT,
      description = "Puts a task into the queue for an agent.")
  record Queue(
      @Describe("The task: its id or its reference, such as HOME-7") @Subject TaskId task,
      @Describe("Why, for the history") @Nullable String reason)
      implements Move {}

  @CommandName(
      value = "task.dequeue",
      shape = Shape.ACT,
      description = "Takes a task out of the queue.")
  record Dequeue(
      @Describe("The task: its id or its reference, such as HOME-7") @Subject TaskId task,
      @Describe("Why, for the history") @Nullable String reason)
      implements Move {}

  @CommandName(
      value = "task.start",
      shape = Shape.ACT,
      description =
          "Starts a task and assigns it. Refused while tasks it depends on are not done, unless"
              + " forced.")
  record Start(
      @Describe("The task: its id or its reference, such as HOME-7") @Subject TaskId task,
      @Describe("Who works on it; the present assignee, else the caller, if left out")
          @Nullable Actor assignee,
      @Describe("Start although tasks it depends on are not done; recorded") boolean force,
      @Describe("Why, for the history") @Nullable String reason)
      implements Move {}

  @CommandName(
      value = "task.submit_for_testing",
      shape = Shape.ACT,
      description = "Hands a task in for testing.")
  record SubmitForTesting(
      @Describe("The task: its id or its reference, such as HOME-7") @Subject TaskId task,
      @Describe("Why, for the history") @Nullable String reason)
      implements Move {}

  @CommandName(
      value = "task.submit_for_review",
      shape = Shape.ACT,
      description = "Hands a task in for review.")
  record SubmitForReview(
      @Describe("The task: its id or its reference, such as HOME-7") @Subject TaskId task,
      @Describe("Why, for the history") @Nullable String reason)
      implements Move {}

  @CommandName(
      value = "task.send_back",
      shape = Shape.ACT,
      description = "Sends a task back from testing or review into progress.")
  record SendBack(
      @Describe("The task: its id or its reference, such as HOME-7") @Subject TaskId task,
      @Describe("Why, for the history") @Nullable String reason)
      implements Move {}

  @CommandName(
      value = "task.complete",
      shape = Shape.ACT,
      description =
          "Completes a task. Refused while it has open subtasks; a checkpoint also while a"
              + " criterion is not met.")
  record Complete(
      @Describe("The task: its id or its reference, such as HOME-7") @Subject TaskId task,
      @Describe("Effort it took, in the project's unit, hours by default") @Limit(max = 1_000_000)
          @Nullable Double actualEffort,
      @Describe("What came out of it") @Nullable String result,
      @Describe(
              "Names of the deliverables that were produced; a name that was not planned is added")
          @Limit(max = 200, each = Limit.NAME)
          Set<String> deliverables,
      @Describe("Why, for the history") @Nullable String reason)
      implements Move {
    public Complete {
      deliverables = Copy.set(deliverables);
    }
  }

  @CommandName(
      value = "task.fail",
      shape = Shape.ACT,
      description = "Says that the attempt in progress failed.")
  record Fail(
      @Describe("The task: its id or its reference, such as HOME-7") @Subject TaskId task,
      @Describe("What went wrong") @Limit(min = 1, max = Limit.TEXT) String error,
      @Describe("Why, for the history") @Nullable String reason)
      implements Move {}

  @CommandName(
      value = "task.retry",
      shape = Shape.ACT,
      description = "Gives a failed task another try.")
  record Retry(
      @Describe("The task: its id or its reference, such as HOME-7") @Subject TaskId task,
      @Describe("Where it goes: todo, the default, or queued") @Nullable RetryTo to,
      @Describe("Why, for the history") @Nullable String reason)
      implements Move {}

  @CommandName(
      value = "task.block",
      shape = Shape.ACT,
      description = "Says that a task cannot go on.")
  record Block(
      @Describe("The task: its id or its reference, such as HOME-7") @Subject TaskId task,
      @Describe("What is in the way") @Limit(min = 1, max = Limit.TEXT) String reason,
      @Describe("The tasks that are in the way, if any") Set<TaskId> blockedBy)
      implements Move {
    public Block {
      blockedBy = Copy.set(blockedBy);
    }
  }

  @CommandName(
      value = "task.unblock",
      shape = Shape.ACT,
      description = "Lets a blocked task go on where it was.")
  record Unblock(
      @Describe("The task: its id or its reference, such as HOME-7") @Subject TaskId task,
      @Describe("Why, for the history") @Nullable String reason)
      implements Move {}

  @CommandName(value = "task.defer", shape = Shape.ACT, description = "Puts a task off.")
  record Defer(
      @Describe("The task: its id or its reference, such as HOME-7") @Subject TaskId task,
      @Describe("Why, for the history") @Nullable String reason)
      implements Move {}

  @CommandName(value = "task.cancel", shape = Shape.ACT, description = "Gives a task up.")
  record Cancel(
      @Describe("The task: its id or its reference, such as HOME-7") @Subject TaskId task,
      @Describe("Why, for the history") @Nullable String reason)
      implements Move {}

  @CommandName(
      value = "task.reopen",
      shape = Shape.ACT,
      description = "Takes a deferred, done or cancelled task up again.")
  record Reopen(
      @Describe("The task: its id or its reference, such as HOME-7") @Subject TaskId task,
      @Describe("Why, for the history") @Nullable String reason)
      implements Move {}

  @CommandName(
      value = "task.update",
      shape = Shape.UPDATE,
      description =
          "Changes fields of a task: what is left out stays, null clears. Moving it to another"
              + " project, phase or parent keeps its reference; a parent that is its own subtask is"
              + " refused.")
  record Update(
      @Describe("The task: its id or its reference, such as HOME-7") @Subject TaskId task,
      @Describe("What it is called") @Limit(min = 1, max = Limit.NAME) Patch<String> name,
      @Describe("What is to be done") Patch<String> description,
      @Describe("What kind of task it is") @Limit(min = 1, max = Limit.NAME) Patch<String> type,
      @Describe("The project it belongs to") Patch<ProjectId> project,
      @Describe("The phase of the project") Patch<PhaseId> phase,
      @Describe("The task it is a subtask of") Patch<TaskId> parent,
      @Describe("All its labels") @Limit(max = Limit.TAGS, each = Limit.NAME)
          Patch<Set<String>> tags,
      @Describe("Estimated effort, in the project's unit") @Limit(max = 1_000_000)
          Patch<Double> estimatedEffort,
      @Describe("Effort it took, in the project's unit") @Limit(max = 1_000_000)
          Patch<Double> actualEffort,
      @Describe("Not to be started before this time") Patch<Instant> notBefore,
      @Describe("The day it is due") Patch<LocalDate> dueDate,
      @Describe("Notes on how to do it") Patch<String> implementationNotes,
      @Describe("All its criteria, one text each; one that stays keeps its judgement")
          @Limit(max = 200)
          Patch<List<String>> criteria,
      @Describe("All its deliverables; one whose name stays keeps its status") @Limit(max = 200)
          Patch<List<DeliverablePlan>> deliverables,
      @Describe("Dependencies on something that does not exist, as they were imported")
          Patch<List<String>> unresolvedDependencies)
      implements Change {
    /** An update that changes nothing yet. */
    public static Update of(TaskId task) {
      return new Update(
          task,
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
          Patch.keep(),
          Patch.keep(),
          Patch.keep(),
          Patch.keep(),
          Patch.keep());
    }
  }

  @CommandName(
      value = "task.set_priority",
      shape = Shape.ACT,
      description = "Sets the priority of a task.")
  record SetPriority(
      @Describe("The task: its id or its reference, such as HOME-7") @Subject TaskId task,
      @Describe("The priority from now on") Priority priority)
      implements Change {}

  @CommandName(
      value = "task.assign",
      shape = Shape.ACT,
      description =
          "Assigns a task. One that nobody is assigned to may be taken by anybody who does not just"
              + " watch it.")
  record Assign(
      @Describe("The task: its id or its reference, such as HOME-7") @Subject TaskId task,
      @Describe("Who works on it; the caller if left out") @Nullable Actor assignee)
      implements Change {}

  @CommandName(
      value = "task.unassign",
      shape = Shape.ACT,
      description = "Takes the assignee off a task.")
  record Unassign(
      @Describe("The task: its id or its reference, such as HOME-7") @Subject TaskId task)
      implements Change {}

  @CommandName(
      value = "task.set_collaborators",
      shape = Shape.ACT,
      description = "Says who else may change a task.")
  record SetCollaborators(
      @Describe("The task: its id or its reference, such as HOME-7") @Subject TaskId task,
      @Describe("All of them; none clears the list") @Limit(max = 100) Set<Actor> collaborators)
      implements Change {
    public SetCollaborators {
      collaborators = Copy.set(collaborators);
    }
  }

  @CommandName(
      value = "task.set_watchers",
      shape = Shape.ACT,
      description = "Says who is told about a task.")
  record SetWatchers(
      @Describe("The task: its id or its reference, such as HOME-7") @Subject TaskId task,
      @Describe("All of them; none clears the list") @Limit(max = 1_000) Set<Actor> watchers)
      implements Change {
    public SetWatchers {
      watchers = Copy.set(watchers);
    }
  }

  @CommandName(
      value = "task.judge_criterion",
      shape = Shape.ACT,
      description = "Says whether a criterion of a task is met.")
  record JudgeCriterion(
      @Describe("The task: its id or its reference, such as HOME-7") @Subject TaskId task,
      @Describe("The criterion's id") CriterionId criterion,
      @Describe("Whether it is met") boolean met)
      implements Change {}

  @CommandName(
      value = "task.accept_deliverable",
      shape = Shape.ACT,
      description = "Accepts a deliverable that a task produced.")
  record AcceptDeliverable(
      @Describe("The task: its id or its reference, such as HOME-7") @Subject TaskId task,
      @Describe("The deliverable's id") DeliverableId deliverable)
      implements Change {}

  @CommandName(
      value = "task.add_dependency",
      shape = Shape.ACT,
      description =
          "Makes a task depend on another. Refused where it would close a cycle, which is then"
              + " shown.")
  record AddDependency(
      @Describe("The task: its id or its reference, such as HOME-7") @Subject TaskId task,
      @Describe("The task it depends on") TaskId dependsOn,
      @Describe(
              "What that means: blocks, the default, makes it wait; related, discovered_from and"
                  + " supersedes do not")
          @Nullable DependencyKind kind)
      implements Attach {}

  @CommandName(
      value = "task.remove_dependency",
      shape = Shape.ACT,
      description = "Takes a dependency away.")
  record RemoveDependency(
      @Describe("The task: its id or its reference, such as HOME-7") @Subject TaskId task,
      @Describe("The task it depends on") TaskId dependsOn)
      implements Attach {}

  @CommandName(value = "task.comment", shape = Shape.ACT, description = "Comments on a task.")
  record AddComment(
      @Describe("The task: its id or its reference, such as HOME-7") @Subject TaskId task,
      @Describe("What to say") @Limit(min = 1, max = Limit.TEXT) String text)
      implements Attach {}

  @CommandName(
      value = "task.edit_comment",
      shape = Shape.ACT,
      description = "Changes the text of a comment. Only who wrote it may.")
  record EditComment(
      @Describe("The task: its id or its reference, such as HOME-7") @Subject TaskId task,
      @Describe("The comment's id") CommentId comment,
      @Describe("What it says from now on") @Limit(min = 1, max = Limit.TEXT) String text)
      implements Attach {}

  @CommandName(
      value = "task.link",
      shape = Shape.ACT,
      description = "Links a task to a commit, a pull request, a URL or a document.")
  record AddLink(
      @Describe("The task: its id or its reference, such as HOME-7") @Subject TaskId task,
      @Describe("What it leads to; url if left out") @Nullable LinkKind kind,
      @Describe("A commit hash, a URL or a path") @Limit(min = 1, max = 2_000) String target,
      @Describe("What it is called") @Limit(max = Limit.NAME) @Nullable String title)
      implements Attach {}

  @CommandName(value = "task.unlink", shape = Shape.ACT, description = "Takes a link away.")
  record Unlink(
      @Describe("The task: its id or its reference, such as HOME-7") @Subject TaskId task,
      @Describe("The link's id") LinkId link)
      implements Attach {}

  @CommandName(
      value = "task.undo",
      shape = Shape.ACT,
      description =
          "Takes back the newest move or change of a task that was not taken back yet. Refused"
              + " where there is none, or where what was before would be refused now.")
  record Undo(@Describe("The task: its id or its reference, such as HOME-7") @Subject TaskId task)
      implements OnTask {}

  @CommandName(
      value = "task.delete",
      shape = Shape.DELETE,
      description =
          "Deletes a task: it leaves the views, its history stays. Refused while it has subtasks.")
  record Delete(
      @Describe("The task: its id or its reference, such as HOME-7") @Subject TaskId task,
      @Describe("Why, for the history") @Nullable String reason)
      implements OnTask {}

  @CommandName(
      value = "task.expand",
      shape = Shape.ACT,
      description = "Creates the subtasks of a task in one step: all of them or none.")
  record Expand(
      @Describe("The task: its id or its reference, such as HOME-7") @Subject TaskId task,
      @Describe("The subtasks") @Limit(min = 1, max = 200) List<NewSubtask> subtasks)
      implements OnTask {
    public Expand {
      subtasks = Copy.list(subtasks);
      for (var i = 0; i < subtasks.size(); i++) {
        var place = i;
        if (subtasks.get(i).dependsOn().stream().anyMatch(number -> number < 1 || number > place)) {
          throw new IllegalArgumentException(
              "subtasks/"
                  + i
                  + "/dependsOn names subtasks that stand before it in the list, by their number"
                  + " from 1; put it behind those it depends on");
        }
      }
    }
  }
}
