package dev.daybook.store.sqlite;

import dev.daybook.kernel.files.NativeThreads;
import dev.daybook.kernel.log.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/** A few read-only connections, used on platform threads. */
final class Readers implements AutoCloseable {
  /** A read in one short transaction. */
  interface Read<T> {
    T with(Session session) throws SQLException;
  }

  private final BlockingQueue<Session> free;
  private final List<Session> all = new ArrayList<>();
  private final NativeThreads threads;
  private final Faults faults;
  private volatile boolean closed;

  Readers(Path file, int count, Faults faults) throws SQLException {
    this.faults = faults;
    this.free = new ArrayBlockingQueue<>(count);
    try {
      for (var i = 0; i < count; i++) {
        all.add(new Session(Connections.reading(file)));
      }
    } catch (SQLException failed) {
      for (var session : all) {
        session.close();
      }
      throw failed;
    }
    free.addAll(all);
    this.threads = new NativeThreads(count);
  }

  <T> T read(Read<T> read) {
    if (closed) {
      throw new StoreException.Closed("The log is closed");
    }
    return threads.call(() -> direct(read));
  }

  /** Runs something else that calls into SQLite, on a thread that may wait there. */
  <T> T call(Supplier<T> action) {
    if (closed) {
      throw new StoreException.Closed("The log is closed");
    }
    return threads.call(action);
  }

  private <T> T direct(Read<T> read) {
    var session = take();
    try {
      return read.with(session);
    } catch (SQLException fault) {
      throw faults.beforeCommit(fault);
    } finally {
      free.add(session);
    }
  }

  private Session take() {
    var interrupted = false;
    try {
      while (true) {
        try {
          return free.take();
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() throws SQLException {
    closed = true;
    threads.close();
    for (var i = 0; i < all.size(); i++) {
      take().close();
    }
  }
}
