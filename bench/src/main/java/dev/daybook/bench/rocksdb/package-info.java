/** Logs on RocksDB, and the limit of RocksDB. */
@NullMarked
package dev.daybook.bench.rocksdb;

import org.jspecify.annotations.NullMarked;
