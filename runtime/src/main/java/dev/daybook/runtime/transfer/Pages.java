package dev.daybook.runtime.transfer;

import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.Page;
import dev.daybook.kernel.log.RecordedEvent;

/** How many events to read at once, so that a page of large ones stays as small as one of many. */
final class Pages {
  private static final long BYTES = 4L << 20;
  private static final int FIRST = 100;

  private int limit = FIRST;

  /** At most this many for the next page. */
  int limit() {
    return limit;
  }

  /** Learns from the page that was read. */
  void read(Page page) {
    if (page.events().isEmpty()) {
      return;
    }
    var bytes = page.events().stream().mapToLong(Pages::bytes).sum();
    var fits = BYTES / Math.max(1, bytes / page.events().size());
    limit = (int) Math.clamp(fits, 1, Math.min(2L * limit, EventLog.MOST_EVENTS_A_PAGE));
  }

  /** About how many bytes of memory an event takes beside what every event takes. */
  static long bytes(RecordedEvent event) {
    return 256L + event.data().length() + event.metadata().length();
  }
}
