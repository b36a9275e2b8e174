package dev.daybook.kernel.sequencer;

import dev.daybook.kernel.log.StoreException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The bounded queue in front of the sequencer. A full queue holds callers back, for a while. */
final class Intake {
  private final int capacity;
  private final Duration patience;
  private final int mostEvents;
  private final long mostBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition notEmpty = lock.newCondition();
  private final Condition notFull = lock.newCondition();
  private final ArrayDeque<Request> queue = new ArrayDeque<>();
  private boolean closed;

  Intake(int capacity, Duration patience, int mostEvents, long mostBytes) {
    this.capacity = capacity;
    this.patience = patience;
    this.mostEvents = mostEvents;
    this.mostBytes = mostBytes;
  }

  /**
   * Queues a request.
   *
   * @throws StoreException.RolledBack when the queue stays full longer than the patience, or on
   *     interrupt
   * @throws StoreException.Closed when the log is closed
   */
  void put(Request request) {
    lock.lock();
    try {
      var left = patience.toNanos();
      while (!closed && queue.size() >= capacity) {
        if (left <= 0) {
          throw new StoreException.RolledBack(
              "The log has been busy for "
                  + patience.toSeconds()
                  + " s: "
                  + capacity
                  + " appends wait. Try again later.",
              null);
        }
        left = notFull.awaitNanos(left);
      }
      if (closed) {
        throw new StoreException.Closed("The log is closed; nothing was written");
      }
      queue.add(request);
      if (queue.size() == 1) {
        notEmpty.signal();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new StoreException.RolledBack(
          "Interrupted while waiting for the log; nothing was written", stop);
    } finally {
      lock.unlock();
    }
  }

  /** Parks until there is something to take; false once closed and drained. */
  boolean awaitSome() {
    lock.lock();
    try {
      while (queue.isEmpty() && !closed) {
        notEmpty.awaitUninterruptibly();
      }
      return !queue.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Whether it is open and nothing waits. */
  boolean isIdle() {
    lock.lock();
    try {
      return queue.isEmpty() && !closed;
    } finally {
      lock.unlock();
    }
  }

  /** What is there, as much as one group may hold, without waiting for more. */
  List<Request> take() {
    lock.lock();
    try {
      var batch = new ArrayList<Request>(Math.min(queue.size(), 64));
      var events = 0;
      var bytes = 0L;
      for (var next = queue.peek(); next != null; next = queue.peek()) {
        events += next.events();
        bytes += next.bytes();
        if (!batch.isEmpty() && (events > mostEvents || bytes > mostBytes)) {
          break;
        }
        batch.add(queue.remove());
      }
      notFull.signalAll();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** Refuses new requests; those that are queued will still be taken. */
  void close() {
    lock.lock();
    try {
      closed = true;
      notEmpty.signalAll();
      notFull.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
