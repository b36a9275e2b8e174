package dev.daybook.kernel.log;

import java.util.List;

/**
 * One page of a read. A page may hold fewer events than asked for, even none, although there are
 * more: a store may stop looking after a bounded amount of work. Read on from {@code next} until
 * {@code end}.
 *
 * @param events in the direction of the read
 * @param next where to go on: the last position looked at (exclusive on the next read, in either
 *     direction)
 * @param end whether the read reached the head of the log (forward) or its beginning (backward) as
 *     of this page
 */
public record Page(List<RecordedEvent> events, Position next, boolean end) {
  public Page {
    events = List.copyOf(events);
  }
}
