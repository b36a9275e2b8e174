package dev.daybook.projects.project;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.IdSource;
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
 */
public record ProjectFacts(
    ProjectId project, Actor actor, Instant now, IdSource ids, KeyClaim key, List<String> tasks) {

  public ProjectFacts {
    tasks = List.copyOf(tasks);
  }

  /** Today in UTC. */
  LocalDate today() {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
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
