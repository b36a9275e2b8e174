package dev.daybook.testkit;

import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.memory.MemoryLog;
import dev.daybook.testkit.contract.StoreFixture;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The in-memory log; it declares that nothing outlives it. */
final class MemoryFixture implements StoreFixture {
  private @Nullable EventLog open;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public boolean durable() {
    return false;
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
  public EventLog fresh(InstantSource clock, IdSource ids) {
    close();
    var log = new MemoryLog(ids, clock);
    open = log;
    return log;
  }

  @Override
  public EventLog reopen(InstantSource clock, IdSource ids) {
    return fresh(clock, ids);
  }

  @Override
  public void close() {
    if (open != null) {
      open.close();
    }
  }
}
