package dev.daybook.kernel.sequencer;

import dev.daybook.kernel.log.Receipt;
import dev.daybook.kernel.log.RecordedEvent;
import java.util.List;

/**
 * What one transaction writes: appends in order, their events with consecutive positions.
 *
 * @param appends at least one
 */
public record Group(List<Sequenced> appends) {
  /**
   * One append of a group.
   *
   * @param receipt what its caller gets once the group is durable
   * @param events with position, version, time and hash
   * @param bytes for each event its {@link dev.daybook.kernel.log.EventBytes}
   */
  public record Sequenced(Receipt receipt, List<RecordedEvent> events, List<byte[]> bytes) {}

  public Group {
    appends = List.copyOf(appends);
  }
}
