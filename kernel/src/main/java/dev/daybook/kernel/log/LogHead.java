package dev.daybook.kernel.log;

import java.time.Instant;

/**
 * Where a log stands.
 *
 * @param log its id
 * @param epoch counts who was allowed to write; grows with every takeover of the log
 * @param position of its newest event, {@code START} when empty
 * @param hash of its newest event, {@link Hash#ZERO} when empty
 * @param time recorded time of its newest event, the epoch of Unix when empty
 */
public record LogHead(LogId log, long epoch, Position position, Hash hash, Instant time) {}
