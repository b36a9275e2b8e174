package dev.daybook.runtime.command;

import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that nobody waits for, one piece after the other, each stream's version once. At most
 * {@value #MOST} pieces wait; what comes beyond is dropped. There is a thread only while there is
 * work.
 */
final class SnapshotWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotWriter.class);
  private static final Duration STOPPING = Duration.ofSeconds(10);
  private static final int MOST = 1_000;

  private record Place(StreamId stream, Version version) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private final SequencedMap<Place, Runnable> waiting = new LinkedHashMap<>();
  private boolean working;
  private boolean closed;
  private long dropped;

  /** Never waits and never fails. */
  void later(StreamId stream, Version version, Runnable work) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      if (waiting.size() >= MOST) {
        if (dropped++ % MOST == 0) {
          LOG.warn("{} snapshots wait to be written; further ones are left out", MOST);
        }
        return;
      }
      waiting.putIfAbsent(new Place(stream, version), work);
      if (!working) {
        working = true;
        Thread.ofVirtual().name("daybook-snapshots").start(this::work);
      }
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    for (var next = next(); next != null; next = next()) {
      try {
        next.run();
      } catch (RuntimeException | Error bug) {
        LOG.error("A snapshot was given up", bug);
      }
    }
  }

  private @Nullable Runnable next() {
    lock.lock();
    try {
      var first = waiting.pollFirstEntry();
      if (first == null) {
        working = false;
        idle.signalAll();
        return null;
      }
      return first.getValue();
    } finally {
      lock.unlock();
    }
  }

  /** Returns when all work so far is done. */
  void settle() {
    lock.lock();
    try {
      while (working) {
        idle.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Drops what waits and waits up to 10 seconds for what is being done. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      waiting.clear();
      var left = STOPPING.toNanos();
      while (working && left > 0) {
        left = idle.awaitNanos(left);
      }
      if (working) {
        LOG.warn("A snapshot is still being written after {} s", STOPPING.toSeconds());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
