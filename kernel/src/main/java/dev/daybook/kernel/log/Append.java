package dev.daybook.kernel.log;

import java.util.List;

/**
 * The one append primitive: events for one or several streams, the conditions under which they may
 * be written, and the id that makes it idempotent. Written all at once or not at all (P4).
 *
 * @param id the same id twice is answered with the first receipt and never writes twice
 * @param events at least one, in the order they get their positions
 * @param conditions all of them must hold
 */
public record Append(
    AppendId id, List<NewEvent> events, List<AppendCondition> conditions, Provenance provenance) {
  public Append {
    events = List.copyOf(events);
    conditions = List.copyOf(conditions);
    if (events.isEmpty()) {
      throw new IllegalArgumentException("An append holds at least one event");
    }
  }
}
