package dev.daybook.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The one reader of a subscription: keeps what came and checks what holds for every delivery. */
final class Follower {
  private static final Duration SHORT = Duration.ofMillis(20);

  private final Subscription subscription;
  private final Duration patience;
  private final List<RecordedEvent> events = new ArrayList<>();
  private final List<Position> caughtUp = new ArrayList<>();
  private Position through;

  Follower(Subscription subscription, Position after, Duration patience) {
    this.subscription = subscription;
    this.patience = patience;
    this.through = after;
  }

  List<RecordedEvent> events() {
    return events;
  }

  /** Where it was told that it has seen everything, each time. */
  List<Position> caughtUp() {
    return caughtUp;
  }

  /** Everything matching up to here has come. */
  Position through() {
    return through;
  }

  /** Pulls until it is told that it has caught up once more. */
  Follower untilCaughtUp() throws InterruptedException {
    var before = caughtUp.size();
    while (caughtUp.size() == before) {
      assertThat(pull(patience))
          .as("a delivery before catching up")
          .isNotInstanceOf(Subscription.Delivery.Quiet.class);
    }
    return this;
  }

  /** Pulls until so many events came in all; fails when they do not come in time. */
  Follower until(int total) throws InterruptedException {
    var deadline = System.nanoTime() + patience.toNanos();
    while (events.size() < total) {
      inTime(deadline, events.size() + " of " + total + " events came, looked through " + through);
      pull(SHORT);
    }
    return this;
  }

  /** Pulls until everything up to a position has been looked at. */
  Follower untilThrough(Position position) throws InterruptedException {
    var deadline = System.nanoTime() + patience.toNanos();
    while (through.compareTo(position) < 0) {
      inTime(deadline, "looked through " + through + " of " + position);
      pull(SHORT);
    }
    return this;
  }

  Subscription.Delivery pull(Duration wait) throws InterruptedException {
    var delivery = subscription.next(wait);
    switch (delivery) {
      case Subscription.Delivery.Events(var more, var upTo, _) -> {
        assertThat(more).as("events of a delivery").isNotEmpty();
        assertThat(upTo).isGreaterThanOrEqualTo(more.getLast().position());
        events.addAll(more);
        advance(upTo);
      }
      case Subscription.Delivery.CaughtUp(var at) -> {
        caughtUp.add(at);
        advance(at);
      }
      case Subscription.Delivery.Quiet(var upTo) -> advance(upTo);
    }
    return delivery;
  }

  private void inTime(long deadline, String sofar) {
    if (System.nanoTime() > deadline) {
      throw new AssertionError("Within " + patience + " only " + sofar);
    }
  }

  private void advance(Position upTo) {
    assertThat(upTo).as("a subscription only goes forward").isGreaterThanOrEqualTo(through);
    through = upTo;
  }
}
