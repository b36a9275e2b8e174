package dev.daybook.runtime.command;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a decision that others keep overtaking is taken again: at once at first, then after
 * pauses of random length, so that processes that meet again and again part. It is counted in time
 * and not in attempts, because a slow process loses to a fast one more often than chance would say.
 */
final class Patience {
  /** How long a command is decided anew before its caller is told. */
  static final Duration USUAL = Duration.ofSeconds(10);

  private static final int AT_ONCE = 2;
  private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

  private final long deadline;
  private long longest = FIRST_PAUSE;
  private int lost;

  Patience(Duration time) {
    deadline = System.nanoTime() + time.toNanos();
  }

  /** One more was lost: false when it was the last; otherwise returns after the pause, if any. */
  boolean allowsAnother() {
    if (System.nanoTime() - deadline >= 0) {
      return false;
    }
    lost++;
    if (lost > AT_ONCE) {
      LockSupport.parkNanos(this, ThreadLocalRandom.current().nextLong(longest));
      longest = Math.min(2 * longest, LONGEST_PAUSE);
    }
    return true;
  }
}
