package dev.daybook.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Root of all faults of Daybook. A refusal of the domain or a conflict is a value, never an
 * exception.
 */
public class DaybookException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DaybookException(String message) {
    super(message);
  }

  public DaybookException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
