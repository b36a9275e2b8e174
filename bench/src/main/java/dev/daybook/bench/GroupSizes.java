package dev.daybook.bench;

import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.sequencer.SequencedLog;

/** How well writers share commits. */
final class GroupSizes {
  private long groups;
  private long members;
  private SequencedLog.Committed before = new SequencedLog.Committed(0, 0);

  synchronized void add(int size) {
    groups++;
    members += size;
  }

  /** Begins to count what a log commits. */
  synchronized void follow(EventLog log) {
    before = committed(log);
  }

  /** Counts what it has committed since {@link #follow}. */
  synchronized void followed(EventLog log) {
    var after = committed(log);
    groups += after.groups() - before.groups();
    members += after.appends() - before.appends();
  }

  private static SequencedLog.Committed committed(EventLog log) {
    return log instanceof SequencedLog sequenced
        ? sequenced.committed()
        : new SequencedLog.Committed(0, 0);
  }

  synchronized double mean() {
    return (double) members / groups;
  }
}
