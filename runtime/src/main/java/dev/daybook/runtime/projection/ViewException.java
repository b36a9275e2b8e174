package dev.daybook.runtime.projection;

import dev.daybook.kernel.DaybookException;
import org.jspecify.annotations.Nullable;

/**
 * The database of the views failed. The log is not touched by it; delete the views' file and start
 * again to rebuild.
 */
public final class ViewException extends DaybookException {
  private static final long serialVersionUID = 1L;

  public ViewException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
