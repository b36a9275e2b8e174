package dev.daybook.app;

/** Sixteen clients at once on a log in RocksDB. */
class SixteenClientsOnRocksdbE2E extends SixteenClientsE2E {
  @Override
  StoreInTest store() {
    return StoreInTest.ROCKSDB;
  }
}
