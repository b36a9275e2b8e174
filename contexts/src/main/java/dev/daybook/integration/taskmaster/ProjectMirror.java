package dev.daybook.integration.taskmaster;

import dev.daybook.integration.api.IntegrationEvent;
import dev.daybook.integration.sync.Sync;
import dev.daybook.integration.sync.SyncAggregate;
import dev.daybook.integration.sync.SyncDecider;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import dev.daybook.projects.api.ProjectId;
import dev.daybook.projects.api.TaskEvent;
import dev.daybook.projects.api.TaskId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A project's tasks and import notes as the log has them; {@link #refresh} reads what came since.
 */
final class ProjectMirror {
  static final String SYSTEM = "taskmaster";

  private final ImportPort port;
  private final ProjectId project;
  private final SyncDecider decider = new SyncDecider();
  private final Map<TaskId, DaybookTask> tasks = new LinkedHashMap<>();
  private Sync sync = Sync.NONE;
  private Position tasksRead = Position.START;
  private Position notesRead = Position.START;

  ProjectMirror(ImportPort port, ProjectId project) {
    this.port = port;
    this.project = project;
    refresh();
  }

  void refresh() {
    tasksRead =
        port.read(
            EventQuery.all().categories("task").tagged(Tag.of("project", project)),
            tasksRead,
            occurrence -> {
              if (occurrence.event() instanceof TaskEvent event) {
                var stream = occurrence.envelope().stream();
                task(
                        stream,
                        occurrence.envelope().version().value() > 1,
                        occurrence.envelope().position())
                    .apply(event);
              }
            });
    notesRead =
        port.read(
            EventQuery.all().streams(SyncAggregate.stream(project)),
            notesRead,
            occurrence -> {
              if (occurrence.event() instanceof IntegrationEvent event) {
                sync = decider.evolve(sync, event);
              }
            });
  }

  /** The task of a stream; one that came from another project is read from its beginning. */
  private DaybookTask task(StreamId stream, boolean hasPast, Position before) {
    var id = TaskId.parse(stream.id());
    var known = tasks.get(id);
    if (known != null) {
      return known;
    }
    var task = new DaybookTask(id);
    tasks.put(id, task);
    if (hasPast) {
      port.read(
          EventQuery.all().streams(stream),
          Position.START,
          past -> {
            if (past.envelope().position().value() < before.value()
                && past.event() instanceof TaskEvent event) {
              task.apply(event);
            }
          });
    }
    return task;
  }

  ProjectId project() {
    return project;
  }

  Sync sync() {
    return sync;
  }

  /** Every task that ever was in the project, deleted ones included, in order of creation. */
  Collection<DaybookTask> tasks() {
    return tasks.values();
  }

  @Nullable DaybookTask task(TaskId id) {
    return tasks.get(id);
  }

  /** The tasks of one tag by path, deleted ones included. */
  Map<String, DaybookTask> imported(String tag) {
    var found = new LinkedHashMap<String, DaybookTask>();
    for (var task : tasks.values()) {
      var external = task.external();
      if (external != null && external.system().equals(SYSTEM) && external.tag().equals(tag)) {
        found.put(external.path(), task);
      }
    }
    return found;
  }

  /** By reference. */
  Map<String, DaybookTask> byRef() {
    var found = new HashMap<String, DaybookTask>();
    tasks.values().forEach(task -> found.put(task.ref(), task));
    return found;
  }

  /** Whether a task is still in the project. */
  boolean isHere(DaybookTask task) {
    return !task.isDeleted() && project.text().equals(task.project());
  }
}
