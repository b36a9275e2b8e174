package dev.daybook.kernel.sequencer;

import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.RecordedEvent;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The bytes of consecutive events, and whether the hash of each follows from them and from the hash
 * that the event before it bears. Each link is looked at by itself, so the other processors look at
 * them from the beginning on, and the caller does when he has nothing else left to do.
 */
final class Links {
  /** So many links are worth a change of thread. */
  private static final int STRETCH = 128;

  private final List<RecordedEvent> events;
  private final Hash before;
  private final byte[][] bytes;
  private final boolean[] holds;
  private final AtomicInteger begun = new AtomicInteger();
  private final CountDownLatch left;

  private Links(List<RecordedEvent> events, Hash before) {
    this.events = events;
    this.before = before;
    this.bytes = new byte[events.size()][];
    this.holds = new boolean[events.size()];
    this.left = new CountDownLatch(stretches());
  }

  /**
   * @param before the hash before the first of them
   */
  static Links of(List<RecordedEvent> events, Hash before) {
    var links = new Links(events, before);
    var others = Math.min(links.stretches(), Runtime.getRuntime().availableProcessors()) - 1;
    for (var other = 0; other < others; other++) {
      ForkJoinPool.commonPool().execute(links::look);
    }
    return links;
  }

  private int stretches() {
    return Math.ceilDiv(events.size(), STRETCH);
  }

  /** Comes back when every link is known. */
  void await() {
    look();
    var interrupted = false;
    while (left.getCount() > 0) {
      try {
        left.await();
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    for (var stretch = begun.getAndIncrement();
        stretch < stretches();
        stretch = begun.getAndIncrement()) {
      try {
        look(stretch * STRETCH, Math.min((stretch + 1) * STRETCH, events.size()));
      } finally {
        left.countDown();
      }
    }
  }

  private void look(int from, int to) {
    var previous = from == 0 ? before : events.get(from - 1).hash();
    for (var index = from; index < to; index++) {
      var event = events.get(index);
      bytes[index] = EventBytes.encode(event);
      holds[index] = EventBytes.link(previous, bytes[index]).equals(event.hash());
      previous = event.hash();
    }
  }

  /** Of each event the bytes that are hashed; whole behind {@link #await}. */
  byte[][] bytes() {
    return bytes;
  }

  /** Of each event whether its link to the one before it is right; whole behind {@link #await}. */
  boolean[] holds() {
    return holds;
  }
}
