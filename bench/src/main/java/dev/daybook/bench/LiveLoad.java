package dev.daybook.bench;

import dev.daybook.bench.limit.Signal;
import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Subscription;
import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * W6: from the call of an append on one log to the handler of a live subscription on another, which
 * shares nothing with the first but the database.
 */
final class LiveLoad implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMillis(200);
  private static final int CALLS = 100;

  private final EventLog writing;
  private final IdSource ids;
  private final StreamId stream;
  private final SynchronousQueue<Long> handled = new SynchronousQueue<>();
  private final Thread handler;
  private volatile boolean closed;
  private long version;

  LiveLoad(EventLog writing, EventLog handling, IdSource ids) {
    this.writing = writing;
    this.ids = ids;
    this.stream = new StreamId("live", "one-" + ids.next());
    var from = handling.head().position();
    var subscription = handling.subscribe(EventQuery.all().categories("live"), from);
    // as the views follow the log, and the listener of the limit listens
    this.handler = Thread.ofPlatform().daemon().start(() -> handle(subscription));
  }

  private void handle(Subscription subscription) {
    try (subscription) {
      while (!closed) {
        if (subscription.next(PATIENCE) instanceof Subscription.Delivery.Events some) {
          for (var each = 0; each < some.events().size(); each++) {
            handled.put(System.nanoTime());
          }
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  Measured ours() throws InterruptedException {
    return calls(() -> {
      var before = System.nanoTime();
      WriteLoads.append(writing, ids, stream, version++, 1);
      return there(handled.poll(10, TimeUnit.SECONDS)) - before;
    });
  }

  /** The simplest code for the same: a row written, the listener woken, the row read. */
  Measured row(Signal signal) throws InterruptedException {
    var name = stream.toString();
    var rest = Payloads.rest(stream);
    var number = System.nanoTime();
    var next = new long[] {number};
    return calls(() -> signal.rowToListener(Payloads.row(name, next[0]++, rest)));
  }

  /** Nothing written: a listener woken, and the caller woken by it. */
  Measured roundTrip(Signal signal) throws InterruptedException {
    return calls(signal::roundTrip);
  }

  private interface Call {
    long nanos() throws Exception;
  }

  private static Measured calls(Call call) throws InterruptedException {
    var latencies = new Latencies();
    var start = System.nanoTime();
    try {
      for (var done = 0; done < CALLS; done++) {
        latencies.add(call.nanos());
      }
    } catch (InterruptedException stop) {
      throw stop;
    } catch (Exception failed) {
      throw new IllegalStateException("A call of the bench failed", failed);
    }
    return new Measured(CALLS, System.nanoTime() - start, latencies);
  }

  private static long there(@Nullable Long time) {
    if (time == null) {
      throw new IllegalStateException("The handler saw nothing within 10 seconds");
    }
    return time;
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    handler.interrupt();
    handler.join();
  }
}
