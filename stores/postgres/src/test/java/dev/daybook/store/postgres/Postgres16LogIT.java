package dev.daybook.store.postgres;

import dev.daybook.testkit.contract.EventLogContract;
import dev.daybook.testkit.contract.StoreFixture;

/** The shared log keeps the contract on PostgreSQL 16. */
final class Postgres16LogIT extends EventLogContract {
  @Override
  protected StoreFixture fixture() {
    return new PostgresFixture(16);
  }
}
