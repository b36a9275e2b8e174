package dev.daybook.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that moves only as it is told: by a fixed step at every reading, or by hand. Safe for use
 * by many threads.
 */
public final class SteppingClock implements InstantSource {
  private static final Instant BEGINNING = Instant.parse("2026-01-02T03:04:05.000006Z");

  private final Duration step;
  private Instant now;

  private SteppingClock(Instant now, Duration step) {
    this.now = now;
    this.step = step;
  }

  /** Starts at a fixed moment and goes on by this much after each reading. */
  public static SteppingClock stepping(Duration step) {
    return new SteppingClock(BEGINNING, step);
  }

  /** Stands still until it is moved by hand. */
  public static SteppingClock standing() {
    return stepping(Duration.ZERO);
  }

  @Override
  public synchronized Instant instant() {
    var reading = now;
    now = now.plus(step);
    return reading;
  }

  /** What the next reading will be; does not move the clock. */
  public synchronized Instant peek() {
    return now;
  }

  /** Forward, or back with a negative amount. */
  public synchronized void advance(Duration amount) {
    now = now.plus(amount);
  }

  public synchronized void set(Instant moment) {
    now = moment;
  }
}
