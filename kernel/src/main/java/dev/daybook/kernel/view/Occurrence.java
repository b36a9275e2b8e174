package dev.daybook.kernel.view;

import dev.daybook.kernel.log.RecordedEvent;

/**
 * A recorded event with its payload as the record it was written from.
 *
 * @param envelope the event as the log holds it
 * @param event the decoded payload, a record of a context's sealed event interface; {@link Unknown}
 *     for a type nobody declares
 */
public record Occurrence(RecordedEvent envelope, Object event) {
  /** The payload of a type that no context declares: carried through untouched. */
  public record Unknown() {}
}
