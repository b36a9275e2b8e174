package dev.daybook.testkit.contract;

import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.log.EventLog;
import java.time.Duration;
import java.time.InstantSource;

/**
 * One back end as the contract needs it: a place for one log at a time. Made anew for every test.
 *
 * <p>What a back end does differently it declares here, and the contract asserts the declared
 * outcome; there is no way to leave a clause out.
 */
public interface StoreFixture extends AutoCloseable {
  /** The name every failure is told with. */
  String name();

  /**
   * Declares whether P3 holds: what was acknowledged is there after {@link #reopen}. If not, it
   * must all be gone.
   */
  boolean durable();

  /** Declares whether the log keeps snapshots. If not, it must offer none. */
  default boolean keepsSnapshots() {
    return false;
  }

  /** Declares whether another log can be restored into this one. If not, it must not offer it. */
  default boolean canBeRestored() {
    return false;
  }

  /** Declares whether payloads can be moved out of the log. If not, it must not offer it. */
  default boolean canArchive() {
    return false;
  }

  /** A fresh, empty log in a place of its own; the one opened before it is closed. */
  EventLog fresh(InstantSource clock, IdSource ids);

  /** Closes the log and opens it again from the same place. */
  EventLog reopen(InstantSource clock, IdSource ids);

  /**
   * Opens the log as it would be found if the program had been killed at this moment, while the
   * open log has not been closed. A store on disk opens a copy of its files; the default is for
   * stores that keep nothing.
   */
  default EventLog reopenAfterKill(InstantSource clock, IdSource ids) {
    return reopen(clock, ids);
  }

  /** How long to wait for what must come. */
  default Duration patience() {
    return Duration.ofSeconds(20);
  }

  /** Closes what is open and removes what it left. */
  @Override
  void close();
}
