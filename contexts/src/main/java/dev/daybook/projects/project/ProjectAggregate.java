package dev.daybook.projects.project;

import dev.daybook.kernel.Decider;
import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.context.Aggregate;
import dev.daybook.kernel.context.Gathering;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import dev.daybook.projects.api.ListedDeliverable;
import dev.daybook.projects.api.PhaseCommand;
import dev.daybook.projects.api.PhaseEvent;
import dev.daybook.projects.api.PhaseId;
import dev.daybook.projects.api.ProjectCommand;
import dev.daybook.projects.api.ProjectEvent;
import dev.daybook.projects.api.ProjectId;
import dev.daybook.projects.api.TaskCommand;
import dev.daybook.projects.api.TaskId;
import dev.daybook.projects.project.ProjectFacts.KeyClaim;
import dev.daybook.projects.task.Task;
import dev.daybook.projects.task.TaskAggregate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The project, with its phases, as the runtime sees it. Its key is unique for ever. */
public final class ProjectAggregate
    implements Aggregate<ProjectCommand, Project, ProjectFacts, ProjectEvent> {
  /** The category of its streams. */
  public static final String CATEGORY = "project";

  /** It holds nothing, so one is enough. */
  public static final ProjectAggregate INSTANCE = new ProjectAggregate();

  private static final Pattern KEY = Pattern.compile("[A-Z][A-Z0-9]{1,9}");

  private final ProjectDecider decider = new ProjectDecider();

  private ProjectAggregate() {}

  /** The stream of a project. */
  public static StreamId stream(ProjectId project) {
    return new StreamId(CATEGORY, project.text());
  }

  /** The tag that all events of a project and of what lies in it carry. */
  public static Tag tag(ProjectId project) {
    return Tag.of("project", project);
  }

  /** The tag that all events of a phase and of what lies in it carry. */
  public static Tag tag(PhaseId phase) {
    return Tag.of("phase", phase);
  }

  @Override
  public String category() {
    return CATEGORY;
  }

  @Override
  public Class<ProjectCommand> commands() {
    return ProjectCommand.class;
  }

  @Override
  public Class<ProjectEvent> events() {
    return ProjectEvent.class;
  }

  @Override
  public Class<Project> state() {
    return Project.class;
  }

  @Override
  public Class<ProjectId> id() {
    return ProjectId.class;
  }

  @Override
  public Decider<ProjectCommand, Project, ProjectFacts, ProjectEvent> decider() {
    return decider;
  }

  @Override
  public StreamId subject(ProjectCommand command, IdSource ids) {
    return command instanceof ProjectCommand.Create
        ? new StreamId(CATEGORY, ids.next().toString())
        : stream(projectOf(command));
  }

  @Override
  public ProjectFacts facts(
      ProjectCommand command, StreamId subject, Project project, Gathering gathering) {
    return new ProjectFacts(
        ProjectId.parse(subject.id()),
        gathering.actor(),
        gathering.now(),
        gathering::newId,
        command instanceof ProjectCommand.Create create ? key(create, gathering) : KeyClaim.NONE,
        vanishing(command, project).stream()
            .flatMap(phase -> tasksIn(phase, gathering))
            .map(each -> each.task().ref())
            .toList(),
        tasksInQuestion(command, project, gathering).flatMap(LyingTask::deliverables).toList());
  }

  @Override
  public List<Object> follow(List<ProjectEvent> events) {
    return events.stream().flatMap(ProjectAggregate::follow).toList();
  }

  /** What a phase accepts of a task is accepted in the task as well. */
  private static Stream<Object> follow(ProjectEvent event) {
    return event instanceof PhaseEvent.DeliverableAccepted it && it.task() != null
        ? Stream.of(new TaskCommand.AcceptDeliverable(it.task(), it.deliverable()))
        : Stream.empty();
  }

  @Override
  public Set<Tag> tags(StreamId stream, Project after, ProjectEvent event) {
    return switch (event) {
      case ProjectEvent.Created it -> Set.of(tag(it.project()), keyTag(it.key()));
      case PhaseEvent it -> Set.of(tag(it.project()), tag(it.phase()));
      case ProjectEvent it -> Set.of(tag(it.project()));
    };
  }

  @Override
  public Optional<Tag> reference(String text) {
    var key = text.toUpperCase(Locale.ROOT);
    return KEY.matcher(key).matches() ? Optional.of(keyTag(key)) : Optional.empty();
  }

  private static Tag keyTag(String key) {
    return Tag.of("key", key);
  }

  /** A key asked for is taken or not; one that is made up is made unique by a number. */
  private KeyClaim key(ProjectCommand.Create create, Gathering gathering) {
    var wanted = create.key() == null ? ProjectKeys.from(create.name()) : create.key();
    var holder = gathering.holder(keyTag(wanted));
    var free = ProjectKeys.free(wanted, each -> gathering.holder(keyTag(each)).isPresent());
    if (create.key() == null || holder.isEmpty()) {
      gathering.unique(keyTag(free));
      return new KeyClaim(free, null);
    }
    return new KeyClaim(free, gathering.state(this, holder.get()).state().name());
  }

  /** The phases that would be gone after the command. */
  private static List<PhaseId> vanishing(ProjectCommand command, Project project) {
    return switch (command) {
      case PhaseCommand.Remove remove -> List.of(remove.phase());
      case ProjectCommand.Undo _ ->
          project
              .history()
              .newest()
              .map(entry -> project.changed(entry.reversed()))
              .map(before ->
                  project.phases().stream()
                      .map(Phase::id)
                      .filter(id -> before.phase(id).isEmpty())
                      .toList())
              .orElse(List.of());
      case ProjectCommand _ -> List.of();
    };
  }

  /** The tasks whose deliverables a decision looks at. */
  private static Stream<LyingTask> tasksInQuestion(
      ProjectCommand command, Project project, Gathering gathering) {
    return switch (command) {
      case PhaseCommand.Complete it -> tasksIn(it.phase(), gathering);
      case PhaseCommand.AcceptDeliverable it when !isOwn(it, project) ->
          tasksIn(it.phase(), gathering);
      case ProjectCommand.Complete it ->
          tasks(tag(it.project()), task -> it.project().equals(task.project()), gathering);
      case ProjectCommand _ -> Stream.empty();
    };
  }

  private static boolean isOwn(PhaseCommand.AcceptDeliverable it, Project project) {
    return project.phase(it.phase()).flatMap(own -> own.deliverable(it.deliverable())).isPresent();
  }

  /** The tasks that lie in a phase now. */
  private static Stream<LyingTask> tasksIn(PhaseId phase, Gathering gathering) {
    return tasks(tag(phase), task -> phase.equals(task.phase()), gathering);
  }

  /** The tasks that lie there now, found by the events that put a task somewhere. */
  private static Stream<LyingTask> tasks(
      Tag place, Predicate<Task> liesThere, Gathering gathering) {
    var aggregate = new TaskAggregate(INSTANCE);
    return gathering.streams(TaskAggregate.places().tagged(place)).stream()
        .map(stream ->
            new LyingTask(TaskId.parse(stream.id()), gathering.state(aggregate, stream).state()))
        .filter(each -> each.task().lives() && liesThere.test(each.task()));
  }

  private record LyingTask(TaskId id, Task task) {
    Stream<ListedDeliverable> deliverables() {
      return task.deliverables().stream().map(each -> ListedDeliverable.of(each, task.phase(), id));
    }
  }

  private static ProjectId projectOf(ProjectCommand command) {
    return switch (command) {
      case ProjectCommand.Create _ ->
          throw new IllegalArgumentException("A project that is created has no id yet");
      case ProjectCommand.Start it -> it.project();
      case ProjectCommand.Pause it -> it.project();
      case ProjectCommand.Resume it -> it.project();
      case ProjectCommand.Complete it -> it.project();
      case ProjectCommand.Cancel it -> it.project();
      case ProjectCommand.Update it -> it.project();
      case ProjectCommand.AddRisk it -> it.project();
      case ProjectCommand.UpdateRisk it -> it.project();
      case ProjectCommand.AddResource it -> it.project();
      case ProjectCommand.UpdateResource it -> it.project();
      case ProjectCommand.RemoveResource it -> it.project();
      case ProjectCommand.AddMilestone it -> it.project();
      case ProjectCommand.UpdateMilestone it -> it.project();
      case ProjectCommand.RemoveMilestone it -> it.project();
      case ProjectCommand.ReachMilestone it -> it.project();
      case ProjectCommand.Archive it -> it.project();
      case ProjectCommand.Unarchive it -> it.project();
      case ProjectCommand.Delete it -> it.project();
      case ProjectCommand.Undo it -> it.project();
      case PhaseCommand it -> it.project();
    };
  }
}
