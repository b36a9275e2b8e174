package dev.daybook.store.postgres;

import dev.daybook.kernel.log.LogHead;
import java.util.concurrent.atomic.AtomicReference;

/** The newest head that this process has seen in the log; it does not go back by itself. */
final class Known {
  private final AtomicReference<LogHead> head;

  Known(LogHead head) {
    this.head = new AtomicReference<>(head);
  }

  LogHead head() {
    return head.get();
  }

  void see(LogHead seen) {
    head.accumulateAndGet(
        seen, (known, now) -> known.position().isAfter(now.position()) ? known : now);
  }

  /** The log was taken back to here. */
  void startFrom(LogHead now) {
    head.set(now);
  }
}
