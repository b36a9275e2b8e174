package dev.daybook.kernel.sequencer;

import dev.daybook.kernel.log.RecordedEvent;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The newest events, bounded by number and bytes. One thread adds, any number read without a lock:
 * an event carries its position, so a reader sees by itself when a slot has been given to a later
 * one.
 */
final class Ring {
  private final int mask;
  private final long mostBytes;
  private final AtomicReferenceArray<@Nullable RecordedEvent> slots;
  private volatile long first;
  private long last;
  private long bytes;

  /**
   * @param capacity a power of two
   * @param head the position after which the ring begins
   */
  Ring(int capacity, long mostBytes, long head) {
    this.mask = capacity - 1;
    this.mostBytes = mostBytes;
    this.slots = new AtomicReferenceArray<>(capacity);
    this.first = head + 1;
    this.last = head;
  }

  void add(RecordedEvent event) {
    if (event.position().value() != last + 1) {
      restart(event.position().value() - 1);
    }
    last++;
    bytes += size(event);
    while (last - first > mask || (bytes > mostBytes && first < last)) {
      drop();
    }
    slots.set((int) (last & mask), event);
  }

  /** Forgets everything and goes on after a position. */
  void restart(long head) {
    while (first <= last) {
      drop();
    }
    last = head;
    first = head + 1;
  }

  /** Goes on after a position: everything is forgotten, unless that is where the ring ends. */
  void goOnAfter(long head) {
    if (head != last) {
      restart(head);
    }
  }

  private void drop() {
    var slot = (int) (first & mask);
    first = first + 1;
    var gone = slots.getAndSet(slot, null);
    if (gone != null) {
      bytes -= size(gone);
    }
  }

  /** Whether every event after a position may still be here. */
  boolean covers(long after) {
    return after + 1 >= first;
  }

  /** The event at a position, null when it is no longer (or not yet) here. */
  @Nullable RecordedEvent at(long position) {
    var event = slots.get((int) (position & mask));
    return event != null && event.position().value() == position ? event : null;
  }

  private static long size(RecordedEvent event) {
    return Request.OVERHEAD + event.data().length() + event.metadata().length();
  }
}
