package dev.daybook.faults.planted;

import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.StoreProvider;
import dev.daybook.kernel.sequencer.SequencedLog;
import java.nio.file.Path;
import java.time.InstantSource;

/** {@code planted:<FAULT>:<file>}. */
public final class PlantedProvider implements StoreProvider {
  @Override
  public String scheme() {
    return "planted";
  }

  @Override
  public EventLog open(String url, InstantSource clock, IdSource ids) {
    var parts = url.split(":", 3);
    return SequencedLog.over(
        PlantedLog.open(Fault.valueOf(parts[1]), Path.of(parts[2]), _ -> {}), clock);
  }
}
