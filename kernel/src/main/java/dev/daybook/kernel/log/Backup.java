package dev.daybook.kernel.log;

/**
 * A copy that a {@link BackupSource} wrote, opened for reading; it is not changed by that. All
 * methods throw {@link StoreException} when it cannot be read.
 */
public interface Backup extends AutoCloseable {
  /** Where the log stood when it was copied. */
  LogHead head();

  /**
   * The events after a position, in order.
   *
   * @param limit at most this many, 1 to {@link EventLog#MOST_EVENTS_A_PAGE}
   * @throws StoreException.Deterministic when one of them is damaged; the message names it
   */
  Page read(Position after, int limit);

  @Override
  void close();
}
