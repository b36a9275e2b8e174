package dev.daybook.kernel;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * UUIDv7 after RFC 9562: 48 bits of Unix milliseconds, 12 bits of sub-millisecond counter (method
 * 1), 62 random bits. The ids of one source increase strictly, also when the clock steps back. Safe
 * for use by many threads.
 */
public final class Uuid7 implements IdSource {
  private static final int COUNTER_BITS = 12;

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /** Random bytes drawn at once: one draw costs nearly the same for eight bytes as for many. */
  private final ByteBuffer drawn = ByteBuffer.allocate(512 * Long.BYTES).limit(0);

  private final AtomicLong last = new AtomicLong();

  public Uuid7(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public UUID next() {
    var now = clock.millis() << COUNTER_BITS;
    var tick = last.updateAndGet(before -> Math.max(before + 1, now));
    var millis = tick >>> COUNTER_BITS;
    var counter = tick & ((1L << COUNTER_BITS) - 1);
    var most = (millis << 16) | (7L << 12) | counter;
    var least = (randomBits() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(most, least);
  }

  private long randomBits() {
    synchronized (drawn) {
      if (!drawn.hasRemaining()) {
        random.nextBytes(drawn.array());
        drawn.clear();
      }
      return drawn.getLong();
    }
  }
}
