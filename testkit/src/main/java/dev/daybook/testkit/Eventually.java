package dev.daybook.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Looks again and again until it sees what it wants, or fails at the deadline and prints what it
 * saw instead.
 */
public final class Eventually {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int SIGHTINGS_KEPT = 5;

  private Eventually() {}

  /** Waits up to 20 seconds until it holds. */
  public static void holds(String what, BooleanSupplier condition) {
    seen(what, condition::getAsBoolean, held -> held);
  }

  /** Waits up to 20 seconds; answers the first sighting that is wanted. */
  public static <T> T seen(String what, Supplier<T> look, Predicate<? super T> wanted) {
    return seen(what, PATIENCE, look, wanted);
  }

  /** Waits up to {@code patience}; answers the first sighting that is wanted. */
  public static <T> T seen(
      String what, Duration patience, Supplier<T> look, Predicate<? super T> wanted) {
    var deadline = System.nanoTime() + patience.toNanos();
    List<String> different = new ArrayList<>();
    while (true) {
      var sighting = look.get();
      if (wanted.test(sighting)) {
        return sighting;
      }
      var shown = String.valueOf(sighting);
      if (different.isEmpty() || !different.getLast().equals(shown)) {
        different.add(shown);
      }
      if (System.nanoTime() > deadline) {
        var last =
            different.subList(Math.max(0, different.size() - SIGHTINGS_KEPT), different.size());
        throw new AssertionError(
            "Not seen within "
                + patience
                + ": "
                + what
                + ". The last sightings were:\n  "
                + String.join("\n  ", last));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  /** Waits up to 20 seconds until the assertions pass; fails with the last failure. */
  public static void passes(Runnable assertions) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        assertions.run();
        return;
      } catch (AssertionError notYet) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError(
              "Still failing after " + PATIENCE + ": " + notYet.getMessage(), notYet);
        }
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
