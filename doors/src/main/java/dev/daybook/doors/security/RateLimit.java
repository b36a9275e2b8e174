package dev.daybook.doors.security;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A token bucket for every caller: a burst at once, then a steady rate. Safe for many threads.
 *
 * <p>It guards against a script that ran wild, so the default is generous.
 */
public final class RateLimit {
  private final double perSecond;
  private final double burst;
  private final InstantSource clock;
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

  private record Bucket(double left, long at) {}

  /**
   * @param perSecond requests a second that each caller may make for ever
   * @param burst requests that a caller may make at once
   */
  public RateLimit(int perSecond, int burst, InstantSource clock) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.clock = clock;
  }

  /** Takes one request of a caller: empty when it may go on, otherwise how long to wait. */
  public Optional<Duration> take(String caller) {
    var now = clock.millis();
    var after =
        buckets.compute(
            caller,
            (_, before) -> {
              var filled =
                  before == null
                      ? burst
                      : Math.min(
                          burst,
                          Math.max(0, before.left())
                              + Math.max(0, now - before.at()) * perSecond / 1_000);
              return new Bucket(filled - 1, now);
            });
    if (after.left() >= 0) {
      return Optional.empty();
    }
    return Optional.of(Duration.ofMillis((long) Math.ceil(-after.left() * 1_000 / perSecond)));
  }
}
