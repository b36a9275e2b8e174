package dev.daybook.kernel.memory;

import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.StoreProvider;
import java.time.InstantSource;

/** {@code memory:} opens a new, empty log each time. */
public final class MemoryStoreProvider implements StoreProvider {
  @Override
  public String scheme() {
    return "memory";
  }

  @Override
  public EventLog open(String url, InstantSource clock, IdSource ids) {
    return new MemoryLog(ids, clock);
  }
}
