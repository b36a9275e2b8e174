package dev.daybook.runtime.projection;

import dev.daybook.kernel.DaybookException;
import org.jspecify.annotations.Nullable;

/**
 * The database of the views failed. The log is not touched by it; views that are dropped are folded
 * again at the next start.
 */
public final class ViewException extends DaybookException {
  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  public ViewException(String message, @Nullable Throwable cause) {
    this(message, cause, false);
  }

  public ViewException(String message, @Nullable Throwable cause, boolean retryable) {
    super(message, cause);
    this.retryable = retryable;
  }

  /**
   * Whether the same may work later: the database is away, busy or full, and nothing is wrong with
   * what was asked of it.
   */
  public boolean retryable() {
    return retryable;
  }
}
