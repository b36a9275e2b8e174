package dev.daybook.kernel.log;

import dev.daybook.kernel.DaybookException;
import org.jspecify.annotations.Nullable;

/**
 * The store failed. The subclass says what is known about the outcome; {@link #retryable()} what to
 * do.
 */
public abstract sealed class StoreException extends DaybookException {
  private static final long serialVersionUID = 1L;

  private StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Whether the same append may be submitted again as it is. */
  public abstract boolean retryable();

  /**
   * Nothing was written; the store may work again later (busy, disk full, unreachable before it was
   * sent).
   */
  public static final class RolledBack extends StoreException {
    private static final long serialVersionUID = 1L;

    public RolledBack(String message, @Nullable Throwable cause) {
      super(message, cause);
    }

    @Override
    public boolean retryable() {
      return true;
    }
  }

  /**
   * Nothing was written and trying again gives the same: bad data, a damaged file, a newer format,
   * no permission.
   */
  public static sealed class Deterministic extends StoreException permits Restoring {
    private static final long serialVersionUID = 1L;

    public Deterministic(String message, @Nullable Throwable cause) {
      super(message, cause);
    }

    @Override
    public boolean retryable() {
      return false;
    }
  }

  /**
   * Nothing was written: another log is on its way into this one, and until the whole of it is here
   * nothing can be appended.
   */
  public static final class Restoring extends Deterministic {
    private static final long serialVersionUID = 1L;

    public Restoring(@Nullable Throwable cause) {
      super(
          "Another log is being restored into this one, and it is not whole yet. Repeat the import"
              + " or restore with the whole file, and it goes on; until it has ended nothing can be"
              + " appended.",
          cause);
    }
  }

  /**
   * It may or may not have been written. Submit again with the same append id; never with another.
   */
  public static final class OutcomeUnknown extends StoreException {
    private static final long serialVersionUID = 1L;

    public OutcomeUnknown(String message, @Nullable Throwable cause) {
      super(message, cause);
    }

    @Override
    public boolean retryable() {
      return true;
    }
  }

  /** Another process holds the log; the message says who. */
  public static final class Held extends StoreException {
    private static final long serialVersionUID = 1L;

    public Held(String message) {
      super(message, null);
    }

    @Override
    public boolean retryable() {
      return true;
    }
  }

  /** Closed, or closing; nothing was written. */
  public static final class Closed extends StoreException {
    private static final long serialVersionUID = 1L;

    public Closed(String message) {
      super(message, null);
    }

    @Override
    public boolean retryable() {
      return false;
    }
  }
}
