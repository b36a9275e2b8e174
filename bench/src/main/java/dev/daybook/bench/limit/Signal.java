package dev.daybook.bench.limit;

/** The limit of waking a handler in another process. For one thread. */
public interface Signal extends AutoCloseable {
  /** Writes one row and wakes a listener that reads it; the nanoseconds until it has the row. */
  long rowToListener(Row row) throws Exception;

  /** Wakes a listener, which wakes the caller; the nanoseconds of both ways, nothing written. */
  long roundTrip() throws Exception;

  @Override
  void close() throws Exception;
}
