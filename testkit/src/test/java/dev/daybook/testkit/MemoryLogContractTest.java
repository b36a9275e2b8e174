package dev.daybook.testkit;

import dev.daybook.testkit.contract.EventLogContract;
import dev.daybook.testkit.contract.StoreFixture;

/** The textbook keeps the contract. */
final class MemoryLogContractTest extends EventLogContract {
  @Override
  protected StoreFixture fixture() {
    return new MemoryFixture();
  }
}
