package dev.daybook.store.rocksdb;

import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** Rows of {@link Posting}s under one prefix, found through an iterator of their family. */
final class Postings {
  private Postings() {}

  /** The row with the highest number that is not above one. */
  static @Nullable Posting atOrBelow(RocksIterator rows, byte[] prefix, long number)
      throws RocksDBException {
    rows.seekForPrev(Keys.of(prefix, number));
    return here(rows, prefix);
  }

  /** The row with the lowest number that is not below one. */
  static @Nullable Posting atOrAbove(RocksIterator rows, byte[] prefix, long number)
      throws RocksDBException {
    rows.seek(Keys.of(prefix, number));
    return here(rows, prefix);
  }

  /** The row behind the one where the iterator stands. */
  static @Nullable Posting next(RocksIterator rows, byte[] prefix) throws RocksDBException {
    rows.next();
    return here(rows, prefix);
  }

  private static @Nullable Posting here(RocksIterator rows, byte[] prefix) throws RocksDBException {
    if (!rows.isValid()) {
      rows.status();
      return null;
    }
    var key = rows.key();
    return Keys.extend(prefix, key) ? Posting.of(Keys.last(key), rows.value()) : null;
  }
}
