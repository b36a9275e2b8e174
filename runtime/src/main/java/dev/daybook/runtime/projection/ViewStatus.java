package dev.daybook.runtime.projection;

import dev.daybook.kernel.log.Position;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a view is doing.
 *
 * @param position everything up to it is in the view
 * @param lag events of the log that it has not looked at yet
 * @param heartbeat when its runner last came round; an idle view beats too
 * @param fault why it stopped or waits; null otherwise
 */
public record ViewStatus(
    String view,
    State state,
    Position position,
    long lag,
    Instant heartbeat,
    @Nullable String fault) {
  /** What it is doing. */
  public enum State {
    /** Folding the part of the log it has not seen. */
    CATCHING_UP,
    /** Following the log. */
    LIVE,
    /** Waiting for its database or for the log, and trying again by itself. */
    RETRYING,
    /** Stopped by a fault; the other views go on. */
    STOPPED
  }
}
