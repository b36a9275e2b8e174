package dev.daybook.kernel.verify;

import dev.daybook.kernel.log.Position;

/**
 * Something in a log is not as it was written.
 *
 * @param position where
 * @param problem what kind
 * @param detail a sentence for people
 */
public record Finding(Position position, Problem problem, String detail) {
  /** What can be wrong. */
  public enum Problem {
    /** The event's bytes were changed after they were written. */
    CONTENT_CHANGED,
    /** The stored hash was changed; the event itself is as it was written. */
    HASH_CHANGED,
    /**
     * Bytes or hash do not fit the chain, and nothing follows that would tell which of them was
     * changed.
     */
    CHAIN_BROKEN,
    /** No event lies there although later ones exist. */
    MISSING,
    /** The event that lies there was written at another position. */
    REORDERED,
    /** The store's columns or indexes say something else than the event. */
    INDEX_DISAGREES,
    /** The store cannot read it, or its bytes are not an event. */
    UNREADABLE,
    /** The log ends before a head that was exported from it. */
    CUT_TAIL,
    /** The hash at the position of an exported head is another one: the past was rewritten. */
    REWRITTEN,
    /** The exported head belongs to another log. */
    OTHER_LOG,
    /** The exported head bears no signature although one was asked for. */
    HEAD_UNSIGNED,
    /** The exported head was signed with another key than the one asked for. */
    HEAD_FORGED,
    /** The exported head was changed after it was signed. */
    HEAD_ALTERED
  }

  @Override
  public String toString() {
    return "position " + position + ": " + detail;
  }
}
