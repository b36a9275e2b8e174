package dev.daybook.store.sqlite;

import dev.daybook.testkit.contract.EventLogContract;
import dev.daybook.testkit.contract.StoreFixture;

/** The embedded log keeps the contract. */
final class SqliteLogIT extends EventLogContract {
  @Override
  protected StoreFixture fixture() {
    return new SqliteFixture();
  }
}
