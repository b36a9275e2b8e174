package dev.daybook.bench.limit;

import java.util.Optional;

/**
 * A kind of store with a place of the bench's own in it, where logs and plain tables lie beside one
 * another. What was made there goes away when it is closed.
 */
public interface BackEnd extends AutoCloseable {
  /** Which it is, and how durable ours and the limit both are. */
  String settings() throws Exception;

  /** The URL of a log of this name, for the bench alone. */
  String url(String log) throws Exception;

  /** A new plain table of this name, in the order of positions. */
  Limit limit(String table) throws Exception;

  /** A new plain table whose rows are found by stream and version. */
  Limit limitOfStreams(String table) throws Exception;

  /** How processes wake one another, where several may have one log. */
  default Optional<Signal> signal() throws Exception {
    return Optional.empty();
  }

  /** Removes everything; what was opened is closed by then. */
  @Override
  void close() throws Exception;
}
