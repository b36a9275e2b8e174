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
  private boolean opened;
  private boolean rebuild;

  RunningView(View view, Instant now) {
    this.view = view;
    this.heartbeat = now;
  }

  View view() {
    return view;
  }

  /** Where it stands; at the start from the moment that a rebuild is asked for. */
  synchronized Position position() {
    return rebuild ? Position.START : position;
  }

  synchronized boolean isRunning() {
    return state != ViewStatus.State.STOPPED;
  }

  /** Whether its tables are known to be there and to be a fold of this log. */
  synchronized boolean isOpened() {
    return opened;
  }

  /** Its tables are a fold of the log up to a position. */
  synchronized void open(Position at, Instant now) {
    opened = true;
    position = at;
    heartbeat = now;
  }

  /** Its tables are gone, or another log's. */
  synchronized void lose() {
    opened = false;
    position = Position.START;
  }

  /** Where its checkpoint stands; back where another server has begun it again. */
  synchronized void moveTo(Position reached, Instant now) {
    position = reached;
    heartbeat = now;
    recover(ViewStatus.State.CATCHING_UP);
  }

  /** Its checkpoint was seen to have gone ahead. */
  synchronized void advanceTo(Position reached) {
    if (opened && reached.isAfter(position)) {
      position = reached;
    }
  }

  synchronized void live(Instant now) {
    if (isRunning()) {
      recover(state);
      state = ViewStatus.State.LIVE;
      heartbeat = now;
    }
  }

  /** It waits for something outside of it. */
  synchronized void retry(String why) {
    if (isRunning()) {
      state = ViewStatus.State.RETRYING;
      fault = why;
    }
  }

  synchronized void stop(String why, Instant now) {
    state = ViewStatus.State.STOPPED;
    fault = why;
    heartbeat = now;
  }

  /** It begins again from the first event. */
  synchronized void reset(Instant now) {
    rebuild = false;
    opened = true;
    position = Position.START;
    state = ViewStatus.State.CATCHING_UP;
    fault = null;
    heartbeat = now;
  }

  synchronized void askToRebuild() {
    rebuild = true;
  }

  /** Whether somebody asked for a rebuild since it last began again. */
  synchronized boolean isToBeRebuilt() {
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

  private void recover(ViewStatus.State then) {
    if (state == ViewStatus.State.RETRYING) {
      state = then == ViewStatus.State.RETRYING ? ViewStatus.State.CATCHING_UP : then;
      fault = null;
    }
  }
}
