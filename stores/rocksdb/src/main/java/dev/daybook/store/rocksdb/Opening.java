package dev.daybook.store.rocksdb;

import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/**
 * How the directory of a log becomes an open database: made where there is none, refused where it
 * is not ours or of a newer program, opened for reading only where it is damaged.
 */
final class Opening {
  static final int FORMAT = 1;

  private final Path directory;
  private final Faults faults;

  Opening(Path directory, Faults faults) {
    this.directory = directory;
    this.faults = faults;
  }

  /**
   * An open database.
   *
   * @param damage why it can only be read, null when it can be written
   * @param lostTail whether it is not known what the newest groups were
   */
  record Opened(Database database, @Nullable String damage, boolean lostTail) {}

  /** Opens it for the one writer; what is damaged for reading. */
  Opened toWrite() {
    requirePlace();
    if (Files.exists(directory.resolve("CURRENT"))) {
      requireFormat();
    }
    var ahead = writeAhead();
    if (ahead.damaged()) {
      return rescued("its write-ahead log", true);
    }
    flush(ahead);
    try {
      var database = Database.open(directory, Tuning.Mode.WRITING, ahead.torn());
      try {
        database.get(Family.META, Keys.HEAD);
        if (!ahead.several() || !Heads.hasGap(database, ahead.bytes())) {
          return new Opened(database, null, false);
        }
      } catch (RocksDBException fault) {
        database.close();
        throw fault;
      }
      database.close();
      return rescued("one of its write-ahead logs lacks its end", true);
    } catch (RocksDBException fault) {
      if (Faults.isDamage(fault)) {
        return rescued(String.valueOf(fault.getMessage()), false);
      }
      throw faults.beforeCommit(fault);
    }
  }

  private Opened rescued(String why, boolean lostTail) {
    try {
      return new Opened(Database.open(directory, Tuning.Mode.RESCUE, false), why, lostTail);
    } catch (RocksDBException fault) {
      throw faults.beforeCommit(fault);
    }
  }

  /** Opens it for writing after a fault: what lies on the disk decides what was written. */
  Database again() throws RocksDBException {
    var ahead = writeAhead();
    if (ahead.damaged()) {
      throw faults.damaged("its write-ahead log");
    }
    flush(ahead);
    return Database.open(directory, Tuning.Mode.WRITING, ahead.torn());
  }

  /** Opens whatever can be read of it. */
  Database toRead() throws RocksDBException {
    return Database.open(directory, Tuning.Mode.RESCUE, false);
  }

  /**
   * Opens a copy, which is not changed by that; null when what lies there is no log.
   *
   * @throws StoreException when it is one that cannot be read
   */
  @Nullable Database copy() {
    if (!Files.exists(directory.resolve("CURRENT")) || !isOurs()) {
      return null;
    }
    requireClosed();
    requireFormat();
    var ahead = writeAhead();
    if (ahead.damaged()) {
      throw faults.damaged("its write-ahead log");
    }
    try {
      return Database.open(directory, Tuning.Mode.READING, ahead.torn());
    } catch (RocksDBException fault) {
      throw faults.beforeCommit(fault);
    }
  }

  private void requireClosed() {
    var lease = directory.resolveSibling(directory.getFileName() + ".lock");
    if (lease.toFile().length() > 0) {
      throw refused(
          directory
              + " is a log in use, or one that was not closed, and no backup. Open it as a store,"
              + " rocksdb:"
              + directory
              + ", and back it up.");
    }
  }

  private WriteAhead.Found writeAhead() {
    try {
      return Files.isDirectory(directory)
          ? WriteAhead.in(directory)
          : new WriteAhead.Found(false, false, false, 0);
    } catch (IOException failed) {
      throw unreadable(failed);
    }
  }

  private void flush(WriteAhead.Found ahead) {
    try {
      if (ahead.bytes() > 0) {
        WriteAhead.flush(directory);
      }
    } catch (IOException failed) {
      throw unreadable(failed);
    }
  }

  private StoreException unreadable(IOException failed) {
    return new StoreException.Deterministic(
        directory
            + " cannot be read or written ("
            + failed.getMessage()
            + "). Give this user permission on it and what lies in it, and check the disk.",
        failed);
  }

  /** A directory that is not there, or empty, or RocksDB's. */
  private void requirePlace() {
    if (!Files.exists(directory)) {
      return;
    }
    if (!Files.isDirectory(directory)) {
      throw refused(directory + " is a file; a RocksDB log is a directory. Name another.");
    }
    try (var files = Files.list(directory)) {
      var all = files.toList();
      if (!Files.exists(directory.resolve("CURRENT")) && all.stream().anyMatch(Opening::isData)) {
        throw faults.damaged("its file CURRENT is missing");
      }
      var foreign =
          all.stream()
              .map(file -> file.getFileName().toString())
              .filter(name ->
                  !name.matches(
                      "CURRENT|LOCK|IDENTITY|LOG(\\.old.*)?|(MANIFEST|OPTIONS)-\\d+(\\.dbtmp)?|\\d+\\.(log|sst|dbtmp)|lost|archive"))
              .findFirst();
      if (foreign.isPresent()) {
        throw notOurs();
      }
    } catch (IOException failed) {
      throw unreadable(failed);
    }
  }

  /** Whether it holds more than the beginnings of an empty database. */
  private static boolean isData(Path file) {
    var name = file.getFileName().toString();
    return name.endsWith(".sst") || name.endsWith(".log") && file.toFile().length() > 0;
  }

  private boolean isOurs() {
    try {
      return format() > 0;
    } catch (RocksDBException noneOfRocks) {
      return false;
    }
  }

  private void requireFormat() {
    try {
      var format = format();
      if (format > FORMAT) {
        throw refused(
            "%s has format %d, this program knows up to %d. Use a newer Daybook; nothing was changed."
                .formatted(directory, format, FORMAT));
      }
      if (format < 0) {
        throw notOurs();
      }
    } catch (RocksDBException fault) {
      throw faults.beforeCommit(fault);
    }
  }

  /**
   * The format of what lies there, read without changing it: 0 when nothing was ever written or
   * when the place where it stands is damaged, -1 when it is of another program.
   */
  private int format() throws RocksDBException {
    List<byte[]> families;
    try (var options = new Options()) {
      families = RocksDB.listColumnFamilies(options, directory.toString());
    }
    var opened = new ArrayList<ColumnFamilyHandle>();
    try (var tuning = new Tuning(Tuning.Mode.RESCUE)) {
      var meta = List.of(new ColumnFamilyDescriptor(Family.META.label()));
      try (var db =
          RocksDB.openReadOnly(tuning.database(false), directory.toString(), meta, opened)) {
        return format(db, opened.getFirst(), Family.knows(families));
      } finally {
        opened.forEach(ColumnFamilyHandle::close);
      }
    }
  }

  private static int format(RocksDB db, ColumnFamilyHandle meta, boolean familiesAreOurs)
      throws RocksDBException {
    try (var rows = db.newIterator(meta)) {
      var format = db.get(meta, Keys.FORMAT);
      if (format != null && format.length == Integer.BYTES) {
        var number = ByteBuffer.wrap(format).getInt();
        return familiesAreOurs || number > FORMAT ? number : -1;
      }
      rows.seekToFirst();
      return rows.isValid() || !familiesAreOurs ? -1 : 0;
    } catch (RocksDBException fault) {
      if (familiesAreOurs && Faults.isDamage(fault)) {
        return 0;
      }
      throw fault;
    }
  }

  /** Makes a log of a database that holds nothing, and opens a new epoch in any other. */
  static Head take(Database database, IdSource ids) throws RocksDBException {
    var batch = new Batch(database);
    var stored = database.get(Family.META, Keys.HEAD);
    var before = stored == null ? Head.empty(0) : Head.of(stored);
    if (stored == null) {
      name(batch, ids.next());
    }
    var head = before.inEpoch(before.epoch() + 1);
    batch.put(Family.META, Keys.HEAD, head.bytes());
    try (var synced = new WriteOptions().setSync(true)) {
      batch.write(synced);
    }
    return head;
  }

  /** Notes format and id, the latter beside the events too, so that neither is lost alone. */
  static void name(Batch batch, java.util.UUID log) {
    batch.put(Family.META, Keys.FORMAT, Keys.kind(FORMAT));
    batch.put(Family.META, Keys.LOG, Keys.id(log));
    batch.put(Family.EVENT, Keys.number(0), Keys.id(log));
  }

  /** The id of the log, which stands in two places. */
  LogId log(Database database) throws RocksDBException {
    byte[] id = null;
    try {
      id = database.get(Family.META, Keys.LOG);
    } catch (RocksDBException fault) {
      if (!Faults.isDamage(fault)) {
        throw fault;
      }
    }
    if (id == null) {
      id = database.get(Family.EVENT, Keys.number(0));
    }
    if (id == null || id.length != 2 * Long.BYTES) {
      throw notOurs();
    }
    return new LogId(Keys.id(id));
  }

  private StoreException notOurs() {
    return refused(directory + " is there, but not a log of Daybook. Name another directory.");
  }

  private static StoreException refused(String message) {
    return new StoreException.Deterministic(message, null);
  }
}
