package dev.daybook.kernel.log;

import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a log holds.
 *
 * @param total number of events
 * @param byType number of events by type name
 * @param byCategory number of events by stream category
 * @param streams number of streams
 * @param oldest recorded time of the first event, null when empty
 * @param newest recorded time of the newest event, null when empty
 * @param snapshots number of snapshots of its streams
 * @param bytes size of the log where it is kept, 0 for memory
 */
public record Statistics(
    long total,
    SortedMap<String, Long> byType,
    SortedMap<String, Long> byCategory,
    long streams,
    @Nullable Instant oldest,
    @Nullable Instant newest,
    long snapshots,
    long bytes) {
  /** Of a log that keeps no snapshots. */
  public Statistics(
      long total,
      SortedMap<String, Long> byType,
      SortedMap<String, Long> byCategory,
      long streams,
      @Nullable Instant oldest,
      @Nullable Instant newest,
      long bytes) {
    this(total, byType, byCategory, streams, oldest, newest, 0, bytes);
  }
}
