package dev.daybook.store.postgres;

import dev.daybook.kernel.log.StoreException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The turn to write, kept in the head row: taken by a node that has lost too many swaps, given back
 * with its next single append or over after a while. It begins a new epoch, so whoever has prepared
 * anything before, and was paused, is refused.
 */
record Turns(Database database, UUID node) {
  /** How long a turn is; a node that comes to a halt in it holds the others up no longer. */
  static final Duration TURN = Duration.ofMillis(50);

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * Takes the turn, after whoever has it.
   *
   * @throws StoreException.RolledBack when that takes too long
   */
  HeadRow take() {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var taken =
          database.read(session ->
              session.first(HeadRow::of, session.sql().text("lead"), node, TURN.toMillis(), node));
      if (taken.isPresent()) {
        return taken.get();
      }
      if (System.nanoTime() > deadline) {
        throw new StoreException.RolledBack(
            "Other nodes have been writing to "
                + database.url()
                + " for "
                + PATIENCE.toSeconds()
                + " s without a gap. Try again.",
            null);
      }
      await();
    }
  }

  /** Waits until the turn of the one who has it is over, or given back. */
  private void await() {
    var millis =
        database
            .read(session -> session.first(row -> row.getLong(1), session.sql().text("leads-for")))
            .orElse(0L);
    var nanos = TimeUnit.MILLISECONDS.toNanos(Math.min(millis, TURN.toMillis()) / 2 + 1);
    LockSupport.parkNanos(this, nanos);
    if (Thread.currentThread().isInterrupted()) {
      throw new StoreException.RolledBack(
          "Interrupted while waiting for the turn to write; nothing was written", null);
    }
  }
}
