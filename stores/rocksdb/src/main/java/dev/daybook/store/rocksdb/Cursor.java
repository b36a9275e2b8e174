package dev.daybook.store.rocksdb;

import org.rocksdb.RocksDBException;

/** A set of positions that can be walked in either direction without looking at all of them. */
interface Cursor {
  /** There is none. */
  long NONE = -1;

  /** The nearest position of the set at or behind one, in the direction of the walk. */
  long seek(long position) throws RocksDBException;
}
