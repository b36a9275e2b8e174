package dev.daybook.kernel.log;

import java.nio.file.Path;

/**
 * A range of positions whose payloads, metadata and data, were moved from the log into a file.
 *
 * @param first the first position of the range
 * @param last the last one
 * @param file where the payloads lie
 * @param digest SHA-256 of everything in the file but its own last 32 bytes, which hold it
 * @param done whether the log has let go of all these payloads; false after an interruption:
 *     archiving the same range again finishes it
 */
public record Archive(Position first, Position last, Path file, Hash digest, boolean done) {
  public Archive {
    if (first.value() < 1 || first.isAfter(last)) {
      throw new IllegalArgumentException(
          "A range begins at position 1 or later and does not end before it begins, not "
              + first
              + " to "
              + last);
    }
  }

  /** Whether a position lies in the range. */
  public boolean holds(Position position) {
    return !first.isAfter(position) && !position.isAfter(last);
  }

  /** The range, as people are told it. */
  public String range() {
    return "positions " + first + " to " + last;
  }
}
