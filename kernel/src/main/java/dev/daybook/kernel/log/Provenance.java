package dev.daybook.kernel.log;

import dev.daybook.kernel.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Where the events of an append come from; the same for all of them.
 *
 * @param actor who
 * @param correlation what belongs together: 1 to 200 characters, kept along a whole chain of causes
 * @param causation the command or event that caused it, 1 to 200 characters; null for the start of
 *     a chain
 * @param source door or process: {@code http}, {@code cli}, {@code import:taskmaster}; 1 to 100
 *     characters
 */
public record Provenance(
    Actor actor, String correlation, @Nullable String causation, String source) {
  public Provenance {
    within("correlation", correlation, 200);
    within("source", source, 100);
    if (causation != null) {
      within("causation", causation, 200);
    }
  }

  private static void within(String field, String text, int most) {
    if (text.isEmpty() || text.length() > most) {
      throw new IllegalArgumentException(
          "A " + field + " has 1 to " + most + " characters, not " + text.length());
    }
  }
}
