package dev.daybook.bench.limit;

import java.util.List;
import java.util.function.Consumer;

/**
 * The physical limit: the simplest table that holds the same bytes, written and read by plain code
 * on the same driver with the same durability. For one thread.
 */
public interface Limit extends AutoCloseable {
  /** Writes these in one transaction, durable when it returns. */
  void write(List<Row> rows) throws Exception;

  /** Writes thousands in the quickest way there is, durable when it returns. */
  void bulk(List<Row> rows) throws Exception;

  /** Hands out the payloads of a stream, in order; how many there were. */
  long stream(String stream, Consumer<byte[]> payload) throws Exception;

  /** Hands out all payloads, in the order of their positions; how many there were. */
  long all(Consumer<byte[]> payload) throws Exception;

  @Override
  void close() throws Exception;
}
