package dev.daybook.testkit;

import dev.daybook.testkit.contract.EventLogContract;
import dev.daybook.testkit.contract.StoreFixture;

/** The sequencer every durable store uses keeps the contract, whatever it stands on. */
final class SequencerContractTest extends EventLogContract {
  @Override
  protected StoreFixture fixture() {
    return new SequencerFixture();
  }
}
