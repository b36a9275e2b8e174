package dev.daybook.kernel.log;

import java.time.Instant;

/**
 * A state of a stream, kept so that it need not be folded from the first event. It can always be
 * folded again, so losing one costs time and nothing else.
 *
 * @param stream whose state
 * @param version the last event that is in it
 * @param time when it was taken: UTC, whole microseconds
 * @param state JSON of whoever folds; a store looks at none of it
 */
public record Snapshot(StreamId stream, Version version, Instant time, JsonBytes state) {
  public Snapshot {
    if (version.value() < 1) {
      throw new IllegalArgumentException(
          "A snapshot holds at least the first event of its stream, not version " + version);
    }
  }
}
