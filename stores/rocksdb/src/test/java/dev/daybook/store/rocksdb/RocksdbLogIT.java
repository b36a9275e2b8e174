package dev.daybook.store.rocksdb;

import dev.daybook.testkit.contract.EventLogContract;
import dev.daybook.testkit.contract.StoreFixture;

/** The log in RocksDB keeps the contract. */
final class RocksdbLogIT extends EventLogContract {
  @Override
  protected StoreFixture fixture() {
    return new RocksdbFixture();
  }
}
