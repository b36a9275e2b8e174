package dev.daybook.testkit.contract;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;

/**
 * Everything an event log promises. A back end's whole test is:
 *
 * <pre>{@code
 * final class FooLogIT extends EventLogContract {
 *   @Override
 *   protected StoreFixture fixture() {
 *     return new FooFixture();
 *   }
 * }
 * }</pre>
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class EventLogContract {
  /** The back end under test; a new one for each test. */
  protected abstract StoreFixture fixture();

  @Nested
  class Streams extends StreamContract {
    @Override
    protected StoreFixture fixture() {
      return EventLogContract.this.fixture();
    }
  }

  @Nested
  class Conditions extends ConditionContract {
    @Override
    protected StoreFixture fixture() {
      return EventLogContract.this.fixture();
    }
  }

  @Nested
  class MultiStreams extends MultiStreamContract {
    @Override
    protected StoreFixture fixture() {
      return EventLogContract.this.fixture();
    }
  }

  @Nested
  class Idempotency extends IdempotencyContract {
    @Override
    protected StoreFixture fixture() {
      return EventLogContract.this.fixture();
    }
  }

  @Nested
  class Concurrency extends ConcurrencyContract {
    @Override
    protected StoreFixture fixture() {
      return EventLogContract.this.fixture();
    }
  }

  @Nested
  class Positions extends PositionContract {
    @Override
    protected StoreFixture fixture() {
      return EventLogContract.this.fixture();
    }
  }

  @Nested
  class Feeds extends FeedContract {
    @Override
    protected StoreFixture fixture() {
      return EventLogContract.this.fixture();
    }
  }

  @Nested
  class Reads extends ReadContract {
    @Override
    protected StoreFixture fixture() {
      return EventLogContract.this.fixture();
    }
  }

  @Nested
  class Times extends TimeContract {
    @Override
    protected StoreFixture fixture() {
      return EventLogContract.this.fixture();
    }
  }

  @Nested
  class Chain extends ChainContract {
    @Override
    protected StoreFixture fixture() {
      return EventLogContract.this.fixture();
    }
  }

  @Nested
  class Envelopes extends EnvelopeContract {
    @Override
    protected StoreFixture fixture() {
      return EventLogContract.this.fixture();
    }
  }

  @Nested
  class Durability extends DurabilityContract {
    @Override
    protected StoreFixture fixture() {
      return EventLogContract.this.fixture();
    }
  }

  @Nested
  class Snapshots extends SnapshotContract {
    @Override
    protected StoreFixture fixture() {
      return EventLogContract.this.fixture();
    }
  }

  @Nested
  class Restoring extends RestoreContract {
    @Override
    protected StoreFixture fixture() {
      return EventLogContract.this.fixture();
    }
  }

  @Nested
  class Archiving extends ArchiveContract {
    @Override
    protected StoreFixture fixture() {
      return EventLogContract.this.fixture();
    }
  }

  @Nested
  class Closing extends ClosingContract {
    @Override
    protected StoreFixture fixture() {
      return EventLogContract.this.fixture();
    }
  }

  @Nested
  class Differential extends DifferentialContract {
    @Override
    protected StoreFixture fixture() {
      return EventLogContract.this.fixture();
    }
  }
}
