package dev.daybook.kernel.sequencer;

import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.StoreException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** An append on its way through the sequencer, and the caller that is parked for it. */
final class Request {
  /** What an event takes beside payload and metadata, about. */
  static final int OVERHEAD = 300;

  private final Append append;
  private final Thread caller = Thread.currentThread();
  private final long bytes;
  private boolean attempted;
  private @Nullable RuntimeException failure;
  private volatile @Nullable AppendResult result;
  private volatile boolean done;

  Request(Append append) {
    this.append = append;
    var sum = 0L;
    for (var event : append.events()) {
      sum += OVERHEAD + event.data().length() + event.metadata().length();
    }
    this.bytes = sum;
  }

  Append append() {
    return append;
  }

  int events() {
    return append.events().size();
  }

  long bytes() {
    return bytes;
  }

  /** Says that a commit with this request in it has been tried and may have been written. */
  void attempt() {
    attempted = true;
  }

  boolean attempted() {
    return attempted;
  }

  boolean isDone() {
    return done;
  }

  boolean isRolledBack() {
    return failure instanceof StoreException.RolledBack;
  }

  void complete(AppendResult outcome) {
    result = outcome;
    wake();
  }

  void fail(RuntimeException why) {
    failure = why;
    wake();
  }

  private void wake() {
    done = true;
    LockSupport.unpark(caller);
  }

  /**
   * Parks until the outcome is there. An interrupt does not cut it short, because the append can no
   * longer be taken back; it is left set for the caller.
   */
  AppendResult await() {
    var interrupted = false;
    while (!done) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    var outcome = result;
    if (outcome != null) {
      return outcome;
    }
    throw failure(failure);
  }

  /** The same fault with the caller's own stack on top, because several callers may share it. */
  private static RuntimeException failure(@Nullable RuntimeException why) {
    return switch (why) {
      case StoreException.RolledBack fault -> new StoreException.RolledBack(message(fault), fault);
      case StoreException.Restoring fault -> new StoreException.Restoring(fault);
      case StoreException.Deterministic fault ->
          new StoreException.Deterministic(message(fault), fault);
      case StoreException.OutcomeUnknown fault ->
          new StoreException.OutcomeUnknown(message(fault), fault);
      case StoreException.Held fault -> new StoreException.Held(message(fault));
      case StoreException.Closed fault -> new StoreException.Closed(message(fault));
      case null -> new IllegalStateException("A request ended without an outcome");
      default -> why;
    };
  }

  private static String message(StoreException fault) {
    var text = fault.getMessage();
    return text == null ? "The store failed" : text;
  }
}
