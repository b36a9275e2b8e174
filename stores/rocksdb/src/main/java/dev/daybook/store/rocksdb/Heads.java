package dev.daybook.store.rocksdb;

import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.Position;
import java.time.Instant;
import org.rocksdb.RocksDBException;

/** Where a damaged log stands, as far as that can still be told. */
final class Heads {
  /** No row of events is smaller. */
  private static final int LEAST_ROW = 100;

  /** How much of a damaged log is looked through. */
  private static final long LOOKED_THROUGH = 20L << 20;

  private Heads() {}

  /**
   * The head that is noted, else the last event that is found.
   *
   * @param lostTail whether groups may be missing; when nothing between the events that are there
   *     is, they were the newest ones, and the head is put one position further so that a walk
   *     names it
   */
  static Head ofDamaged(Database database, boolean lostTail) throws RocksDBException {
    var noted = noted(database);
    if (!lostTail) {
      return noted;
    }
    return hasGap(database, LOOKED_THROUGH) ? noted : damagedBehind(noted);
  }

  /** Whether the position of this head is one that was lost. */
  private static Head damagedBehind(Head noted) {
    return new Head(
        noted.epoch(), noted.position().next(), Hash.ZERO, noted.time(), noted.streams());
  }

  static Head noted(Database database) throws RocksDBException {
    try {
      var head = database.get(Family.META, Keys.HEAD);
      if (head != null) {
        return Head.of(head);
      }
    } catch (RocksDBException fault) {
      if (!Faults.isDamage(fault)) {
        throw fault;
      }
    }
    try (var rows = database.passing(Family.EVENT)) {
      rows.seekToLast();
      rows.status();
      var first = rows.isValid() ? Keys.last(rows.key()) : 0;
      var last = first == 0 ? 0 : Chunk.of(first, rows.value()).last();
      return new Head(1, new Position(last), Hash.ZERO, Instant.EPOCH, 0);
    }
  }

  /**
   * Whether an event is missing among the newest.
   *
   * @param bytes how many bytes of the end are looked at, at least
   */
  static boolean hasGap(Database database, long bytes) throws RocksDBException {
    try (var rows = database.passing(Family.EVENT)) {
      rows.seekToLast();
      var due = -1L;
      for (var left = bytes / LEAST_ROW + 1; rows.isValid() && left > 0; left--) {
        var first = Keys.last(rows.key());
        if (due >= 0 && first > 0 && Chunk.of(first, rows.value()).last() != due) {
          return true;
        }
        due = first - 1;
        rows.prev();
      }
      return false;
    } catch (IllegalArgumentException broken) {
      return true;
    }
  }
}
