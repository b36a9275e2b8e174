package dev.daybook.testkit;

import dev.daybook.kernel.IdSource;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * UUIDv7s that increase strictly and are the same for the same seed. Safe for use by many threads.
 */
public final class SeededIds implements IdSource {
  private static final long FIRST_MILLIS = 1_767_323_045_000L;

  private final SplittableRandom random;
  private long count;

  public SeededIds(long seed) {
    random = new SplittableRandom(seed);
  }

  @Override
  public synchronized UUID next() {
    var most = ((FIRST_MILLIS + (count >>> 12)) << 16) | (7L << 12) | (count & 0xFFF);
    count++;
    return new UUID(most, (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L);
  }
}
