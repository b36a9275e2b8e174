package dev.daybook.runtime.transfer;

import dev.daybook.kernel.DaybookException;
import org.jspecify.annotations.Nullable;

/**
 * An archive cannot be read, or not into this log. The message names the line, the position where
 * one is known, what is wrong and what to do.
 */
public final class BadArchiveException extends DaybookException {
  private static final long serialVersionUID = 1L;
  private static final int MOST_SHOWN = 300;

  private final long line;

  private BadArchiveException(long line, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.line = line;
  }

  /**
   * A line that is not as it must be.
   *
   * @param line from 1
   */
  static BadArchiveException line(long line, String what, String remedy) {
    return new BadArchiveException(line, "Line " + line + ": " + shown(what) + " " + remedy, null);
  }

  /** The archive ends too early, or its compression is damaged. */
  static BadArchiveException cut(long line, String what, @Nullable Throwable cause) {
    return new BadArchiveException(line, what, cause);
  }

  /** The line, from 1; 0 when it is none in particular. */
  public long line() {
    return line;
  }

  /** Foreign text as it may stand in a message: no control characters, not too long. */
  private static String shown(String text) {
    var clean = text.replaceAll("\\p{Cntrl}", "?");
    return clean.length() > MOST_SHOWN ? clean.substring(0, MOST_SHOWN) + "…" : clean;
  }
}
