package dev.daybook.runtime.projection;

import dev.daybook.kernel.log.RecordedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Events that are folded together while a view catches up: what is written once for many events of
 * a thing costs less than what is written again and again. Bounded in number, bytes and time, so
 * that memory stays and what is behind is seen to come nearer. For one thread.
 */
final class Backlog {
  /** A delivery of so many says that more are there. */
  private static final int FULL_PAGE = 1_000;

  private static final int MOST_EVENTS = 20_000;
  private static final long MOST_BYTES = 32L << 20;
  private static final Duration LONGEST = Duration.ofMillis(500);

  private List<RecordedEvent> events = new ArrayList<>();
  private long bytes;
  private long since;
  private boolean fullPage;

  void add(List<RecordedEvent> delivered) {
    if (events.isEmpty()) {
      since = System.nanoTime();
    }
    fullPage = delivered.size() >= FULL_PAGE;
    events.addAll(delivered);
    for (var event : delivered) {
      bytes += event.data().length() + event.metadata().length();
    }
  }

  /** Whether more may be waited for before these are folded, if more are there. */
  boolean hasRoom() {
    return fullPage
        && !events.isEmpty()
        && events.size() < MOST_EVENTS
        && bytes < MOST_BYTES
        && System.nanoTime() - since < LONGEST.toNanos();
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  /** All of them; none are left. */
  List<RecordedEvent> take() {
    var taken = events;
    events = new ArrayList<>();
    bytes = 0;
    return taken;
  }
}
