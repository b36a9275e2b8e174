package dev.daybook.kernel.log;

import java.util.Map;

/**
 * Proof of an append, and the token with which a reader asks to see its own writes.
 *
 * @param log the log it was written to
 * @param epoch the log's epoch at the time: who was allowed to write
 * @param first position of its first event
 * @param last position of its last event
 * @param versions the version of every stream it wrote to, after it
 */
public record Receipt(
    LogId log,
    long epoch,
    AppendId append,
    Position first,
    Position last,
    Map<StreamId, Version> versions) {
  public Receipt {
    versions = Map.copyOf(versions);
  }
}
