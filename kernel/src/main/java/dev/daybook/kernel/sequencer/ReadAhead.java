package dev.daybook.kernel.sequencer;

import dev.daybook.kernel.log.Page;
import dev.daybook.kernel.log.Position;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the pages of one reader beside its work, at most {@value #MOST} ahead of it, until the
 * last. It has a thread of its own and no virtual one: a page comes over a socket or out of native
 * code, where a virtual thread would change carriers for every piece or keep one.
 */
final class ReadAhead implements AutoCloseable {
  private static final int MOST = 2;

  private final Function<Position, Page> pages;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<Page> fetched = new ArrayDeque<>();
  private @Nullable Throwable failure;
  private boolean closed;

  private ReadAhead(Function<Position, Page> pages) {
    this.pages = pages;
  }

  /** Begins to fetch the pages from a position on. */
  static ReadAhead from(Position first, Function<Position, Page> pages) {
    var ahead = new ReadAhead(pages);
    Thread.ofPlatform().daemon().name("daybook-read-ahead").start(() -> ahead.fetch(first));
    return ahead;
  }

  private void fetch(Position first) {
    try {
      var from = first;
      while (true) {
        var page = pages.apply(from);
        if (!hand(page) || page.end()) {
          return;
        }
        from = page.next();
      }
    } catch (RuntimeException | Error failed) {
      lock.lock();
      try {
        failure = failed;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Waits until there is room; false when nobody takes pages any more. */
  private boolean hand(Page page) {
    lock.lock();
    try {
      while (fetched.size() == MOST && !closed) {
        changed.awaitUninterruptibly();
      }
      fetched.add(page);
      changed.signalAll();
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next page, waited for; null when this was closed. What made a page fail is thrown in its
   * place.
   */
  @Nullable Page take() throws InterruptedException {
    lock.lock();
    try {
      while (fetched.isEmpty() && failure == null && !closed) {
        changed.await();
      }
      if (closed) {
        return null;
      }
      var page = fetched.poll();
      changed.signalAll();
      if (page != null) {
        return page;
      }
      throw failed();
    } finally {
      lock.unlock();
    }
  }

  private RuntimeException failed() {
    return failure instanceof RuntimeException fault
        ? fault
        : new IllegalStateException("Reading ahead failed", failure);
  }

  /** Ends it after the page that is being fetched. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      fetched.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
