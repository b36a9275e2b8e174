package dev.daybook.store.rocksdb;

import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.files.FileUrl;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.sequencer.Group;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/**
 * The one writer of the database: where the log stands, and how a group is added to it.
 *
 * <p>The lease and RocksDB's own lock keep every other process away, so where the log stands is
 * known and need not be read for each group. Only after a write whose outcome is unknown is it
 * read, and the database opened anew for that: then the disk decides.
 */
final class Commits implements AutoCloseable {
  private final ReentrantLock turn = new ReentrantLock();
  private final Opening opening;
  private final Gate gate;
  private final Kinds kinds;
  private final Faults faults;
  private final WriteOptions durably;
  private final @Nullable String damage;
  private final Optional<Position> lostFrom;
  private final Appends appends;
  private volatile LogId log;
  private volatile boolean restoring;
  private Head head;
  private boolean doubtful;

  private Commits(
      Opening opening,
      Opening.Opened opened,
      Gate gate,
      Kinds kinds,
      Appends appends,
      Faults faults,
      boolean synced,
      Head head,
      LogId log,
      boolean restoring) {
    this.opening = opening;
    this.gate = gate;
    this.kinds = kinds;
    this.appends = appends;
    this.faults = faults;
    this.durably = new WriteOptions().setSync(synced);
    this.damage = opened.damage();
    this.head = head;
    this.log = log;
    this.restoring = restoring;
    this.lostFrom =
        opened.lostTail() && head.isLost() ? Optional.of(head.position()) : Optional.empty();
  }

  /** Takes a database over: opens a new epoch, unless it is too damaged to be written to. */
  static Commits begin(
      Opening opening,
      Opening.Opened opened,
      Gate gate,
      Kinds kinds,
      Faults faults,
      FileUrl.Synchronous synchronous,
      IdSource ids) {
    try {
      return gate.here(database -> {
        var head =
            opened.damage() == null
                ? Opening.take(database, ids)
                : Heads.ofDamaged(database, opened.lostTail());
        kinds.load(database);
        var appends = new Appends();
        if (opened.damage() == null) {
          appends.load(database);
        }
        return new Commits(
            opening,
            opened,
            gate,
            kinds,
            appends,
            faults,
            synchronous == FileUrl.Synchronous.FULL,
            head,
            opening.log(database),
            isRestoring(database));
      });
    } catch (RocksDBException fault) {
      throw faults.beforeCommit(fault);
    }
  }

  private static boolean isRestoring(Database database) throws RocksDBException {
    return database.get(Family.META, Keys.RESTORING) != null;
  }

  LogId log() {
    return log;
  }

  /** The position from which on the newest events are lost, when some are. */
  Optional<Position> lostFrom() {
    return lostFrom;
  }

  /** Whether an append id may have been committed; if not, it need not be looked up. */
  boolean mayKnow(AppendId id) {
    return appends.mayKnow(id.value());
  }

  boolean isBeingRestored() {
    return restoring;
  }

  LogHead head() {
    return inTurn(() -> head.of(log));
  }

  boolean commit(Group group, LogHead expected) {
    return inTurn(() -> {
      requireWritable();
      if (head.epoch() != expected.epoch()) {
        throw new StoreException.Held(
            "Another process has taken the log over (epoch "
                + head.epoch()
                + ", this one has "
                + expected.epoch()
                + "). Stop this one; nothing more can be written here.");
      }
      if (!head.isAt(expected)) {
        return false;
      }
      return gate.here(database -> {
        if (restoring && appends.knowOneOf(database, group)) {
          return false;
        }
        write(database, group);
        return true;
      });
    });
  }

  private void write(Database database, Group group) throws RocksDBException {
    var writer = new Writer(database, kinds, group);
    var written = false;
    try {
      var batch = writer.batch(group, head);
      write(batch);
      written = true;
    } finally {
      if (!written) {
        kinds.forget();
      }
    }
    kinds.commit(writer.byKind());
    appends.commit(group);
    head = writer.after(group, head);
  }

  private void write(Batch batch) {
    try {
      batch.write(durably);
    } catch (RocksDBException fault) {
      var outcome = faults.atCommit(fault);
      doubtful = outcome instanceof StoreException.OutcomeUnknown;
      if (doubtful) {
        appends.forget();
      }
      throw outcome;
    }
  }

  /**
   * Writes something that is no group, between two groups. May come from any thread.
   *
   * @param change what is to be written, made of what is there
   */
  void durably(Gate.Use<Batch> change) {
    gate.outside(() ->
        inTurn(() ->
            gate.here(database -> {
              requireWritable();
              write(change.of(database));
              return true;
            })));
  }

  void beginRestore(LogId comes) {
    durably(database -> {
      if (head.position().isAfter(Position.START)) {
        throw new StoreException.Deterministic(
            "It holds "
                + head.position()
                + " events. A log is restored into an empty store only; name another.",
            null);
      }
      var batch = new Batch(database).put(Family.META, Keys.RESTORING, new byte[0]);
      Opening.name(batch, comes.value());
      return batch;
    });
    log = comes;
    restoring = true;
  }

  void endRestore() {
    durably(database -> new Batch(database).delete(Family.META, Keys.RESTORING));
    restoring = false;
  }

  private void requireWritable() {
    if (damage != null) {
      throw faults.damaged(damage);
    }
  }

  /** Something that needs to know where the log stands, on a platform thread. */
  private interface Step<T> {
    T run() throws RocksDBException;
  }

  private <T> T inTurn(Step<T> step) {
    turn.lock();
    try {
      settle();
      return step.run();
    } catch (RocksDBException fault) {
      throw faults.beforeCommit(fault);
    } finally {
      turn.unlock();
    }
  }

  /** After a fault: opens the database anew and reads where the log stands. */
  private void settle() throws RocksDBException {
    if (doubtful) {
      gate.reopen(opening::again, opening::toRead);
      gate.here(database -> {
        var stored = database.get(Family.META, Keys.HEAD);
        head = stored == null ? Head.empty(head.epoch()) : Head.of(stored);
        log = opening.log(database);
        restoring = isRestoring(database);
        kinds.load(database);
        appends.load(database);
        return true;
      });
      doubtful = false;
    }
  }

  @Override
  public void close() {
    durably.close();
  }
}
