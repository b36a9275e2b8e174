package dev.daybook.kernel.log;

/**
 * The outcome of an append that was decided. Faults (store away, outcome unknown) are {@link
 * StoreException}s.
 */
public sealed interface AppendResult {
  /** Written and durable (P3). */
  record Appended(Receipt receipt) implements AppendResult {}

  /** This append id was written before; this is its receipt. Nothing was written now. */
  record AlreadyAppended(Receipt receipt) implements AppendResult {}

  /**
   * A condition did not hold; nothing was written.
   *
   * @param unmet the first condition, in the order given, that did not hold
   * @param actual for {@link AppendCondition.StreamAt}: the stream's version; otherwise {@link
   *     Version#NONE}
   * @param conflicting for {@link AppendCondition.NothingMatching}: the first matching position;
   *     for a stream: the position of its newest event; {@link Position#START} where there is none
   */
  record Conflict(AppendCondition unmet, Version actual, Position conflicting)
      implements AppendResult {}
}
