package dev.daybook.runtime.projection;

import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.view.View;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A view with where it stands. Written by the runner's thread, read by all. */
final class RunningView {
  private final View view;
  private Position position = Position.START;
  private ViewStatus.State state = ViewStatus.State.CATCHING_UP;
  private Instant heartbeat;
  private @Nullable String fault;
  private boolean rebuild;

  RunningView(View view, Instant now) {
    this.view = view;
    this.heartbeat = now;
  }

  View view() {
    return view;
  }

  synchronized Position position() {
    return position;
  }

  synchronized boolean isRunning() {
    return state != ViewStatus.State.STOPPED;
  }

  synchronized void moveTo(Position reached, Instant now) {
    if (reached.isAfter(position)) {
      position = reached;
    }
    heartbeat = now;
  }

  synchronized void beat(ViewStatus.State now, Instant at) {
    if (state != ViewStatus.State.STOPPED) {
      state = now;
      heartbeat = at;
    }
  }

  synchronized void stop(String why, Instant now) {
    state = ViewStatus.State.STOPPED;
    fault = why;
    heartbeat = now;
  }

  synchronized void reset(Instant now) {
    position = Position.START;
    state = ViewStatus.State.CATCHING_UP;
    fault = null;
    rebuild = false;
    heartbeat = now;
  }

  synchronized void askToRebuild() {
    rebuild = true;
  }

  synchronized boolean isAskedToRebuild() {
    return rebuild;
  }

  synchronized ViewStatus status(Position head) {
    return new ViewStatus(
        view.name(),
        state,
        position,
        Math.max(0, head.value() - position.value()),
        heartbeat,
        fault);
  }
}
