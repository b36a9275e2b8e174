package dev.daybook.store.rocksdb;

import dev.daybook.kernel.files.NativeThreads;
import dev.daybook.kernel.log.StoreException;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * The way to the open database. Nobody is inside when it is closed or opened anew, because native
 * code does not survive that.
 */
final class Gate implements AutoCloseable {
  /** Something short that is done with the open database. */
  interface Use<T> {
    T of(Database database) throws RocksDBException;
  }

  /** How a database is opened. */
  interface Opening {
    Database open() throws RocksDBException;
  }

  private static final int THREADS = 4;

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final NativeThreads threads = new NativeThreads(THREADS);
  private final Faults faults;
  private @Nullable Database database;
  private volatile boolean closed;

  Gate(Database database, Faults faults) {
    this.database = database;
    this.faults = faults;
  }

  /** Reads on a platform thread. */
  <T> T read(Use<T> use) {
    requireOpen();
    return threads.call(() -> translated(use));
  }

  /** Does something on a platform thread that goes inside by itself. */
  <T> T outside(Supplier<T> action) {
    requireOpen();
    return threads.call(action);
  }

  private <T> T translated(Use<T> use) {
    try {
      return here(use);
    } catch (RocksDBException fault) {
      throw faults.beforeCommit(fault);
    }
  }

  /** Does it on the calling thread, which is a platform thread. */
  <T> T here(Use<T> use) throws RocksDBException {
    lock.readLock().lock();
    try {
      requireOpen();
      if (database == null) {
        throw faults.away();
      }
      return use.of(database);
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Closes the database and opens it again; what the disk holds counts from then on.
   *
   * @param otherwise what is opened when that fails, so that reads go on
   */
  void reopen(Opening opening, Opening otherwise) throws RocksDBException {
    lock.writeLock().lock();
    try {
      requireOpen();
      if (database != null) {
        database.close();
        database = null;
      }
      try {
        database = opening.open();
      } catch (RocksDBException | RuntimeException failed) {
        try {
          database = otherwise.open();
        } catch (RocksDBException alsoFailed) {
          failed.addSuppressed(alsoFailed);
        }
        throw failed;
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new StoreException.Closed("The log is closed");
    }
  }

  /** Waits for whoever is inside. */
  @Override
  public void close() {
    closed = true;
    threads.close();
    lock.writeLock().lock();
    try {
      if (database != null) {
        database.settle();
        database.close();
        database = null;
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
