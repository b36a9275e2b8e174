package dev.daybook.kernel.log;

import java.util.Optional;

/**
 * Where a log keeps snapshots, several a stream, so that a state of the past is near too. They are
 * no part of the log: no hash covers them, an export leaves them out, and they may be dropped at
 * any time. Safe for use by many threads.
 *
 * <p>All methods throw {@link StoreException} when the store fails; a failed call never harms the
 * log.
 */
public interface Snapshots {
  /**
   * Keeps a snapshot of a stream that the log holds. An older one never replaces a newer one: what
   * is {@link #latest} is decided by the version, and at one version by the time. Need not survive
   * a power cut.
   */
  void save(Snapshot snapshot);

  /** The snapshot of the highest version. */
  default Optional<Snapshot> latest(StreamId stream) {
    return latest(stream, new Version(Long.MAX_VALUE));
  }

  /** The snapshot of the highest version that is not above {@code at}. */
  Optional<Snapshot> latest(StreamId stream, Version at);

  /** Forgets every snapshot of a stream. */
  void drop(StreamId stream);

  /** Forgets every snapshot there is. */
  void dropAll();

  /** How many there are. */
  long count();
}
