package dev.daybook.projects.project;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.IdSource;
import dev.daybook.projects.api.DeliverableStatus;
import dev.daybook.projects.api.ListedDeliverable;
import dev.daybook.projects.api.ProjectId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a decision about a project needs beyond its state.
 *
 * @param project the id of the project, also while it is not created yet
 * @param actor who asks
 * @param now the server's time
 * @param ids for new phases, milestones and the like
 * @param key what is known of the key; of no account for anything but a creation
 * @param tasks references of the tasks that lie in the phase in question; gathered for its removal
 *     only
 * @param taskDeliverables the deliverables of the tasks in question, whatever their status;
 *     gathered where a phase or the project is completed or a deliverable is accepted
 */
public record ProjectFacts(
    ProjectId project,
    Actor actor,
    Instant now,
    IdSource ids,
    KeyClaim key,
    List<String> tasks,
    List<ListedDeliverable> taskDeliverables) {

  public ProjectFacts {
    tasks = List.copyOf(tasks);
    taskDeliverables = List.copyOf(taskDeliverables);
  }

  /** Today in UTC. */
  LocalDate today() {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }

  /** What the tasks in question produced. */
  List<ListedDeliverable> producedByTasks() {
    return taskDeliverables.stream()
        .filter(each -> each.status() != DeliverableStatus.PLANNED)
        .toList();
  }

  /**
   * What is known of the key that a creation asks for.
   *
   * @param free a key that nobody ever had
   * @param heldBy the name of the project that has the key asked for; null where it is free
   */
  public record KeyClaim(String free, @Nullable String heldBy) {
    /** Where no key is at stake. */
    public static final KeyClaim NONE = new KeyClaim("", null);
  }
}
