package dev.daybook.kernel.sequencer;

import dev.daybook.kernel.log.Page;
import dev.daybook.kernel.log.PageSize;
import dev.daybook.kernel.log.Position;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the pages of one reader beside its work, at most {@value #MOST} ahead of it, fewer where
 * events are large, until the last. Where every position is wanted it is known where the next page
 * will begin, and two are fetched at once; where that guess is wrong, what was fetched on it is
 * dropped.
 *
 * <p>The threads are its own and no virtual ones: a page comes over a socket or out of native code,
 * where a virtual thread would change carriers for every piece or keep one.
 */
final class ReadAhead implements AutoCloseable {
  /** Most events of a page. */
  static final int MOST_EVENTS = 2_000;

  private static final int MOST = 12;

  /** No more is fetched while so many bytes of events wait for the reader. */
  private static final long ENOUGH = 12L << 20;

  /** Where pages come from. */
  interface Pages {
    Page after(Position from, int limit);
  }

  private final Pages pages;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** In their order. */
  private final Deque<Fetch> fetches = new ArrayDeque<>();

  private final PageSize size = new PageSize(MOST_EVENTS);

  /** Whether a page moves on by as many positions as it may have events, if it is not the last. */
  private boolean everyPosition;

  /** Where the next page begins; null as long as that is not known, and after the last. */
  private @Nullable Position next;

  private boolean ended;

  /** A page that is being fetched, or has come. */
  private static final class Fetch {
    private final Position from;
    private final int limit;
    private @Nullable Page page;
    private @Nullable Throwable failure;
    private long bytes;

    Fetch(Position from, int limit) {
      this.from = from;
      this.limit = limit;
    }

    boolean isOver() {
      return page != null || failure != null;
    }
  }

  private ReadAhead(Page page, boolean everyPosition, Pages pages) {
    this.pages = pages;
    this.everyPosition = everyPosition;
    this.next = page.next();
    size.learn(page);
  }

  /**
   * Begins to fetch the pages behind one.
   *
   * @param everyPosition whether every position is wanted
   */
  static ReadAhead after(Page page, boolean everyPosition, Pages pages) {
    var ahead = new ReadAhead(page, everyPosition, pages);
    for (var i = 0; i < (everyPosition ? 2 : 1); i++) {
      Thread.ofPlatform().daemon().name("daybook-read-ahead").start(ahead::work);
    }
    return ahead;
  }

  private void work() {
    for (var fetch = begin(); fetch != null; fetch = begin()) {
      try {
        over(fetch, pages.after(fetch.from, fetch.limit), null);
      } catch (RuntimeException | Error failed) {
        over(fetch, null, failed);
      }
    }
  }

  /** The next page to fetch, once there is room; null when there is none any more. */
  private @Nullable Fetch begin() {
    lock.lock();
    try {
      while (!ended && (next == null || isFull())) {
        changed.awaitUninterruptibly();
      }
      if (ended || next == null) {
        return null;
      }
      var fetch = new Fetch(next, size.limit());
      fetches.add(fetch);
      next = everyPosition ? new Position(next.value() + fetch.limit) : null;
      return fetch;
    } finally {
      lock.unlock();
    }
  }

  private boolean isFull() {
    return fetches.size() == MOST
        || fetches.stream().mapToLong(fetch -> fetch.bytes).sum() >= ENOUGH;
  }

  private void over(Fetch fetch, @Nullable Page page, @Nullable Throwable failure) {
    var bytes = page == null ? 0 : PageSize.bytes(page);
    lock.lock();
    try {
      if (page != null) {
        size.learn(page);
      }
      fetch.page = page;
      fetch.bytes = bytes;
      fetch.failure = failure;
      if (fetches.contains(fetch) && (page == null || page.end())) {
        next = null;
      } else if (page != null && fetch == fetches.peekLast() && next == null) {
        next = page.next();
      }
      changed.signalAll();
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
      while (!ended && !(fetches.peek() instanceof Fetch first && first.isOver())) {
        changed.await();
      }
      if (ended) {
        return null;
      }
      var first = fetches.remove();
      if (first.page == null) {
        end();
        throw failed(first.failure);
      }
      follow(first.page);
      changed.signalAll();
      return first.page;
    } finally {
      lock.unlock();
    }
  }

  /** Drops what does not follow on the page that is taken. */
  private void follow(Page page) {
    var expected = fetches.peek() instanceof Fetch following ? following.from : next;
    if (page.end()) {
      end();
    } else if (!page.next().equals(expected)) {
      fetches.clear();
      everyPosition = false;
      next = page.next();
    }
  }

  private void end() {
    ended = true;
    fetches.clear();
    changed.signalAll();
  }

  private static RuntimeException failed(@Nullable Throwable failure) {
    return failure instanceof RuntimeException fault
        ? fault
        : new IllegalStateException("Reading ahead failed", failure);
  }

  /** Ends it after the pages that are being fetched. */
  @Override
  public void close() {
    lock.lock();
    try {
      end();
    } finally {
      lock.unlock();
    }
  }
}
