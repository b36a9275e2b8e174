package dev.daybook.kernel.log;

import java.util.List;

/**
 * The way of a whole log into an empty one: it becomes the same log, with its id, and every event
 * keeps position, version, time and hash. Only the epoch is the target's own. For one caller at a
 * time.
 *
 * <p>From {@link #begin} to {@link #finish}, also over a restart in between, the target refuses
 * appends; reads see what has been restored so far. All methods throw {@link StoreException} when
 * the store fails.
 */
public interface RestoreTarget {
  /**
   * Begins, or goes on with a restore of the same log that was interrupted.
   *
   * @param log the id of the log that comes
   * @return where the target stands: the next event to hand in is the one after it
   * @throws StoreException.Deterministic when the target holds events of its own or the beginning
   *     of another log
   */
  LogHead begin(LogId log);

  /**
   * Takes the next events, all or none; durable when it returns.
   *
   * @param events whole appends, in position order, at least one event
   * @throws StoreException.Deterministic when an event does not follow what lies before it: its
   *     position, its version, its time or its hash; nothing of the list is written
   */
  void restore(List<RecordedEvent> events);

  /**
   * Ends the restore; from now on the target is a log like any other.
   *
   * @param head where the log that was restored stands; its epoch is not compared
   * @throws StoreException.Deterministic when the target stands elsewhere; it stays as it is
   */
  void finish(LogHead head);
}
