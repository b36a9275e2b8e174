package dev.daybook.runtime.command;

import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import java.util.List;

/**
 * What one command of a request led to.
 *
 * @param index of the command in the request
 * @param stream it acted on
 * @param version of the stream after it
 * @param events what it wrote, in order; none when it was already so
 */
public record Outcome(int index, StreamId stream, Version version, List<RecordedEvent> events) {
  public Outcome {
    events = List.copyOf(events);
  }

  public boolean changed() {
    return !events.isEmpty();
  }
}
