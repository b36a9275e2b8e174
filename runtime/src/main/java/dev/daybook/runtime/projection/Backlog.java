package dev.daybook.runtime.projection;

import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.view.Occurrence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Events that are folded together while a view catches up: what is written once for many events of
 * a thing costs less than what is written again and again. Bounded in number, bytes and time, so
 * that memory stays and what is behind is seen to come nearer. For one thread.
 */
final class Backlog {
  private static final int MOST_EVENTS = 20_000;
  private static final long MOST_BYTES = 16L << 20;
  private static final Duration LONGEST = Duration.ofMillis(500);

  private final List<Occurrence> events = new ArrayList<>();
  private long since;
  private long bytes;

  void add(List<RecordedEvent> delivered, List<Occurrence> decoded) {
    if (bytes == 0) {
      since = System.nanoTime();
    }
    events.addAll(decoded);
    for (var event : delivered) {
      bytes += event.data().length() + event.metadata().length();
    }
  }

  /** Whether more may be added before these are folded. */
  boolean hasRoom() {
    return events.size() < MOST_EVENTS
        && bytes < MOST_BYTES
        && System.nanoTime() - since < LONGEST.toNanos();
  }

  /** All of them, in the order they came. */
  List<Occurrence> events() {
    return events;
  }
}
