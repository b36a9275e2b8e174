package dev.daybook.kernel.log;

/**
 * What must still be true when the events are written. All conditions of an append must hold, or
 * nothing is written.
 */
public sealed interface AppendCondition {
  /** A stream, written by this append or only read for it, is at the expected version. */
  record StreamAt(StreamId stream, Expected expected) implements AppendCondition {}

  /**
   * No event after {@code since} matches the query (Dynamic Consistency Boundary). {@code START}
   * means: none at all.
   */
  record NothingMatching(EventQuery query, Position since) implements AppendCondition {}
}
