package dev.daybook.runtime.projection;

import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.Subscription;
import dev.daybook.kernel.view.Occurrence;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a subscription brings portion by portion. While the log holds more, the next portion
 * is read and decoded by a thread of its own, so that it is there when the one at hand is folded;
 * never more than one. What makes a portion fail is thrown where that portion would have come,
 * after all before it. For one thread.
 */
final class Portions implements AutoCloseable {
  private final Subscription subscription;
  private final Supplier<Position> head;
  private final Function<List<RecordedEvent>, List<Occurrence>> decode;
  private final Duration patience;
  private @Nullable Ahead ahead;

  /** A portion that another thread reads. */
  private static final class Ahead {
    private final FutureTask<Portion> portion;
    private final Thread thread;

    Ahead(Callable<Portion> read) {
      portion = new FutureTask<>(read);
      thread = Thread.ofPlatform().daemon().name("daybook-views-ahead").start(portion);
    }
  }

  /**
   * @param subscription read by nobody else, and ended with this
   * @param head where the log ends
   * @param patience how long a portion may keep the reader waiting when nothing comes
   */
  Portions(
      Subscription subscription,
      Supplier<Position> head,
      Function<List<RecordedEvent>, List<Occurrence>> decode,
      Duration patience) {
    this.subscription = subscription;
    this.head = head;
    this.decode = decode;
    this.patience = patience;
  }

  /** The next one, waited for. */
  Portion next() throws InterruptedException {
    var reading = ahead;
    ahead = null;
    var portion = reading == null ? read() : taken(reading);
    if (portion.more()) {
      ahead = new Ahead(this::read);
    }
    return portion;
  }

  private Portion taken(Ahead reading) throws InterruptedException {
    try {
      return reading.portion.get();
    } catch (InterruptedException interrupted) {
      ahead = reading;
      throw interrupted;
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case RuntimeException why -> throw why;
        case Error why -> throw why;
        case InterruptedException why -> throw why;
        case null, default -> throw new IllegalStateException(failed);
      }
    }
  }

  private Portion read() throws InterruptedException {
    var backlog = new Backlog();
    while (true) {
      switch (subscription.next(patience)) {
        case Subscription.Delivery.Events(var events, var through, var behind) -> {
          backlog.add(events, decode.apply(events));
          var more = behind && head.get().isAfter(through);
          if (!more || !backlog.hasRoom()) {
            return new Portion(backlog.events(), through, false, more);
          }
        }
        case Subscription.Delivery.CaughtUp(var through) -> {
          return pause(backlog, through);
        }
        case Subscription.Delivery.Quiet(var through) -> {
          return pause(backlog, through);
        }
      }
    }
  }

  private static Portion pause(Backlog backlog, Position through) {
    return new Portion(backlog.events(), through, true, false);
  }

  /** Ends the subscription and the thread that reads ahead; what that has read is dropped. */
  @Override
  public void close() {
    subscription.close();
    var reading = ahead;
    if (reading != null) {
      try {
        reading.thread.join();
      } catch (InterruptedException interrupted) {
        reading.thread.interrupt();
        Thread.currentThread().interrupt();
      }
    }
  }
}
