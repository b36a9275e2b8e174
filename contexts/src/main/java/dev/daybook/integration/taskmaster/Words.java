package dev.daybook.integration.taskmaster;

import dev.daybook.projects.api.Priority;
import dev.daybook.projects.api.TaskStatus;
import java.util.Locale;
import java.util.Optional;

/** The words of the format and what they mean here. Any case is read, lower case is written. */
final class Words {
  private Words() {}

  static Optional<TaskStatus> status(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "pending" -> Optional.of(TaskStatus.TODO);
      case "in-progress" -> Optional.of(TaskStatus.IN_PROGRESS);
      case "review" -> Optional.of(TaskStatus.REVIEW);
      case "done", "completed" -> Optional.of(TaskStatus.DONE);
      case "deferred" -> Optional.of(TaskStatus.DEFERRED);
      case "cancelled" -> Optional.of(TaskStatus.CANCELLED);
      case "blocked" -> Optional.of(TaskStatus.BLOCKED);
      default -> Optional.empty();
    };
  }

  /**
   * The word a status is written as.
   *
   * @param blocked whether the project's file knows the word {@code blocked}
   */
  static String status(TaskStatus status, boolean blocked) {
    return switch (status) {
      case TODO, QUEUED -> "pending";
      case IN_PROGRESS -> "in-progress";
      case TESTING, REVIEW -> "review";
      case DONE -> "done";
      case DEFERRED -> "deferred";
      case CANCELLED -> "cancelled";
      case BLOCKED, FAILED -> blocked ? "blocked" : "pending";
    };
  }

  /** Whether a status cannot be told from its word alone. */
  static boolean isOnlyOurs(TaskStatus status, String word) {
    return !status(word).equals(Optional.of(status));
  }

  static Optional<Priority> priority(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "critical" -> Optional.of(Priority.CRITICAL);
      case "high" -> Optional.of(Priority.HIGH);
      case "medium" -> Optional.of(Priority.MEDIUM);
      case "low" -> Optional.of(Priority.LOW);
      default -> Optional.empty();
    };
  }

  /** The score a complexity word stands for, 1 to 10. */
  static Optional<Integer> complexity(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "simple" -> Optional.of(2);
      case "moderate" -> Optional.of(5);
      case "complex" -> Optional.of(8);
      case "very-complex" -> Optional.of(10);
      default -> Optional.empty();
    };
  }
}
