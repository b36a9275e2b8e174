package dev.daybook.kernel.log;

import java.time.Duration;
import java.util.List;

/**
 * Events as they come: first those the log holds after the starting position (catch-up), then live,
 * without a gap, a double or a reordering. Pulled by its one reader, so a slow reader holds up
 * nobody. Not safe for several readers.
 */
public interface Subscription extends AutoCloseable {
  /** What a pull brings. */
  sealed interface Delivery {
    /**
     * At least one event, in position order; everything matching up to {@code through} has now been
     * delivered.
     *
     * @param more whether there was more in the log behind it
     */
    record Events(List<RecordedEvent> events, Position through, boolean more) implements Delivery {
      public Events {
        events = List.copyOf(events);
      }
    }

    /**
     * The reader has seen everything there was: sent once when catch-up ends and again after each
     * time it fell behind.
     */
    record CaughtUp(Position at) implements Delivery {}

    /**
     * Nothing new came within the patience; everything up to {@code through} has been looked at.
     */
    record Quiet(Position through) implements Delivery {}
  }

  /**
   * The next delivery; waits at most {@code patience} for one.
   *
   * @throws StoreException when the store fails or is closed
   * @throws InterruptedException when the reading thread is interrupted
   */
  Delivery next(Duration patience) throws InterruptedException;

  /** Ends it; a waiting {@link #next} returns. */
  @Override
  void close();
}
