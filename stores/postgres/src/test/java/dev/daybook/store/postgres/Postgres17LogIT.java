package dev.daybook.store.postgres;

import dev.daybook.testkit.contract.EventLogContract;
import dev.daybook.testkit.contract.StoreFixture;

/** The shared log keeps the contract on PostgreSQL 17. */
final class Postgres17LogIT extends EventLogContract {
  @Override
  protected StoreFixture fixture() {
    return new PostgresFixture(17);
  }
}
