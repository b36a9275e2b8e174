package dev.daybook.kernel;

import java.util.UUID;

/**
 * Where new ids come from. Handed in, so that deciders stay pure and tests can repeat themselves.
 */
@FunctionalInterface
public interface IdSource {
  /** A new UUIDv7 (RFC 9562), never given out before by this source. */
  UUID next();
}
