package dev.daybook.testkit;

import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.testkit.contract.EventLogContract;
import dev.daybook.testkit.contract.StoreFixture;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The whole contract on a hollow log. Not run by itself: {@link ContractItselfTest} runs it and
 * wants it to fail.
 */
final class HollowSuite extends EventLogContract {
  @Override
  protected StoreFixture fixture() {
    return new StoreFixture() {
      @Override
      public String name() {
        return "hollow";
      }

      @Override
      public boolean durable() {
        return true;
      }

      @Override
      public boolean keepsSnapshots() {
        return true;
      }

      @Override
      public boolean canBeRestored() {
        return true;
      }

      @Override
      public boolean canArchive() {
        return true;
      }

      @Override
      public EventLog fresh(InstantSource clock, IdSource ids) {
        return new HollowLog();
      }

      @Override
      public EventLog reopen(InstantSource clock, IdSource ids) {
        return new HollowLog();
      }

      @Override
      public Duration patience() {
        return Duration.ofMillis(50);
      }

      @Override
      public void close() {}
    };
  }
}
