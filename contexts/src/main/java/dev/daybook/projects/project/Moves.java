package dev.daybook.projects.project;

import static dev.daybook.projects.api.ProjectStatus.CANCELLED;
import static dev.daybook.projects.api.ProjectStatus.COMPLETED;
import static dev.daybook.projects.api.ProjectStatus.IN_PROGRESS;
import static dev.daybook.projects.api.ProjectStatus.PAUSED;
import static dev.daybook.projects.api.ProjectStatus.PLANNED;

import dev.daybook.kernel.Rejection;
import dev.daybook.projects.api.PhaseStatus;
import dev.daybook.projects.api.ProjectStatus;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The two status machines as tables: which command leads from a status where. A refusal quotes
 * them.
 */
final class Moves {
  private static final EnumMap<ProjectStatus, Map<String, ProjectStatus>> OF_PROJECTS =
      new EnumMap<>(
          Map.of(
              PLANNED, ordered("start", IN_PROGRESS, "cancel", CANCELLED),
              IN_PROGRESS, ordered("pause", PAUSED, "complete", COMPLETED, "cancel", CANCELLED),
              PAUSED, ordered("resume", IN_PROGRESS, "cancel", CANCELLED),
              COMPLETED, Map.of(),
              CANCELLED, Map.of()));

  /** A blocked phase goes back where it was: unblock leads to in progress or to pending. */
  private static final EnumMap<PhaseStatus, List<String>> OF_PHASES =
      new EnumMap<>(
          Map.of(
              PhaseStatus.PENDING, List.of("start", "block", "defer"),
              PhaseStatus.IN_PROGRESS, List.of("complete", "block", "defer"),
              PhaseStatus.BLOCKED, List.of("unblock", "defer"),
              PhaseStatus.DEFERRED, List.of("reactivate"),
              PhaseStatus.COMPLETED, List.of()));

  private Moves() {}

  static boolean allowed(ProjectStatus from, String command) {
    return OF_PROJECTS.getOrDefault(from, Map.of()).containsKey(command);
  }

  static boolean allowed(PhaseStatus from, String command) {
    return OF_PHASES.getOrDefault(from, List.of()).contains(command);
  }

  static Rejection refused(ProjectStatus from, String command) {
    return refused(
        "project",
        word(from),
        command,
        List.copyOf(OF_PROJECTS.getOrDefault(from, Map.of()).keySet()));
  }

  static Rejection refused(PhaseStatus from, String command) {
    return refused("phase", word(from), command, OF_PHASES.getOrDefault(from, List.of()));
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static Rejection refused(
      String subject, String status, String command, List<String> allowed) {
    var commands = allowed.stream().map(each -> subject + "." + each).toList();
    var remedy =
        allowed.isEmpty()
            ? "that is final; only an undo leads back"
            : "from there it can " + String.join(", ", allowed);
    return Rejection.state(
        "move_not_allowed",
        "The "
            + subject
            + " is "
            + status.replace('_', ' ')
            + ", so it cannot "
            + command
            + ": "
            + remedy
            + ".",
        details("status", status, "allowedMoves", commands));
  }

  /** Details of a refusal, in the order they are shown. */
  static Map<String, Object> details(Object... pairs) {
    var details = new LinkedHashMap<String, Object>();
    for (var i = 0; i < pairs.length; i += 2) {
      details.put((String) pairs[i], pairs[i + 1]);
    }
    return details;
  }

  private static Map<String, ProjectStatus> ordered(Object... pairs) {
    var moves = new LinkedHashMap<String, ProjectStatus>();
    for (var i = 0; i < pairs.length; i += 2) {
      moves.put((String) pairs[i], (ProjectStatus) pairs[i + 1]);
    }
    return moves;
  }
}
