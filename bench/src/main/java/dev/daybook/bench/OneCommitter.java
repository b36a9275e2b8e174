package dev.daybook.bench;

import dev.daybook.bench.limit.Limit;
import dev.daybook.bench.limit.Row;
import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;

/** The simplest group commit: a queue, and one thread that writes what is in it. */
final class OneCommitter implements AutoCloseable {
  private final Limit limit;
  private final GroupSizes sizes;
  private final ArrayBlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(Writers.COUNT);
  private final Thread thread;

  OneCommitter(Limit limit, GroupSizes sizes) {
    this.limit = limit;
    this.sizes = sizes;
    this.thread = Thread.ofPlatform().start(this::commit);
  }

  private record Waiting(Row row, Semaphore done) {}

  /** Of one writer. */
  final class Hand {
    private final Semaphore done = new Semaphore(0);

    /** Returns when the row is durable. */
    void write(Row row) throws InterruptedException {
      queue.put(new Waiting(row, done));
      done.acquire();
    }
  }

  Hand hand() {
    return new Hand();
  }

  private void commit() {
    var group = new ArrayList<Waiting>();
    try {
      while (true) {
        group.clear();
        group.add(queue.take());
        queue.drainTo(group);
        limit.write(group.stream().map(Waiting::row).toList());
        sizes.add(group.size());
        group.forEach(each -> each.done().release());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (Exception fault) {
      throw new IllegalStateException("The limit could not be measured", fault);
    }
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
