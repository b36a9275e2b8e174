/** The fastest embedded log: an event log in one RocksDB directory, {@code rocksdb:<directory>}. */
@NullMarked
package dev.daybook.store.rocksdb;

import org.jspecify.annotations.NullMarked;
