package dev.daybook.store.rocksdb;

import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.Snapshot;
import dev.daybook.kernel.log.Snapshots;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/** Snapshots beside the log. They are written without a flush of the disk of their own. */
final class SnapshotRows implements Snapshots {
  private static final byte[] BEHIND_ALL = {(byte) 0xff};

  private final ReentrantLock oneAtATime = new ReentrantLock();
  private final Gate gate;

  SnapshotRows(Gate gate) {
    this.gate = gate;
  }

  @Override
  public void save(Snapshot snapshot) {
    var key = Keys.of(Keys.stream(snapshot.stream()), snapshot.version().value());
    var state = snapshot.state().utf8();
    var row =
        ByteBuffer.allocate(Long.BYTES + state.length)
            .putLong(EventBytes.micros(snapshot.time()))
            .put(state)
            .array();
    changing(database -> {
      var there = database.get(Family.SNAPSHOT, key);
      if (there == null || !snapshot.time().isBefore(time(there))) {
        var batch = new Batch(database).put(Family.SNAPSHOT, key, row);
        write(batch, database, there == null ? 1 : 0);
      }
      return true;
    });
  }

  @Override
  public Optional<Snapshot> latest(StreamId stream, Version at) {
    var prefix = Keys.stream(stream);
    return gate.read(database -> {
      try (var rows = database.iterator(Family.SNAPSHOT)) {
        rows.seekForPrev(Keys.of(prefix, at.value()));
        if (!rows.isValid()) {
          rows.status();
          return Optional.<Snapshot>empty();
        }
        var key = rows.key();
        if (!Keys.extend(prefix, key)) {
          return Optional.<Snapshot>empty();
        }
        var row = rows.value();
        var state = JsonBytes.of(Arrays.copyOfRange(row, Long.BYTES, row.length));
        return Optional.of(new Snapshot(stream, new Version(Keys.last(key)), time(row), state));
      }
    });
  }

  @Override
  public void drop(StreamId stream) {
    var prefix = Keys.stream(stream);
    changing(database -> {
      var batch = new Batch(database);
      var dropped = 0;
      try (var rows = database.iterator(Family.SNAPSHOT)) {
        for (rows.seek(prefix); rows.isValid() && Keys.extend(prefix, rows.key()); rows.next()) {
          batch.delete(Family.SNAPSHOT, rows.key());
          dropped++;
        }
        rows.status();
      }
      write(batch, database, -dropped);
      return true;
    });
  }

  @Override
  public void dropAll() {
    changing(database -> {
      database.db().deleteRange(database.handle(Family.SNAPSHOT), new byte[0], BEHIND_ALL);
      write(new Batch(database), database, -count(database));
      return true;
    });
  }

  @Override
  public long count() {
    return gate.read(SnapshotRows::count);
  }

  static long count(Database database) throws RocksDBException {
    var count = database.get(Family.META, Keys.SNAPSHOTS);
    return count == null ? 0 : Keys.last(count);
  }

  /** One at a time, so that the count stays right; the lock is never held by who waits for disk. */
  private void changing(Gate.Use<Boolean> change) {
    gate.read(database -> {
      oneAtATime.lock();
      try {
        return change.of(database);
      } finally {
        oneAtATime.unlock();
      }
    });
  }

  private static void write(Batch batch, Database database, long more) throws RocksDBException {
    if (more != 0) {
      batch.put(Family.META, Keys.SNAPSHOTS, Keys.number(count(database) + more));
    }
    try (var options = new WriteOptions()) {
      batch.write(options);
    }
  }

  private static Instant time(byte[] row) {
    return EventBytes.time(ByteBuffer.wrap(row).getLong());
  }
}
