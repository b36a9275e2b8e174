package dev.daybook.bench;

import dev.daybook.bench.limit.Limit;
import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.RestoreTarget;

/**
 * Bulk import, 10,000 events a call: ours checks positions, versions, times and the hash chain and
 * keeps every index; the limit puts the rows into its table.
 */
final class ImportLoad {
  static final int AT_ONCE = 10_000;

  private final Limit limit;
  private final RestoreTarget target;
  private final History ours;
  private final History theirs;

  ImportLoad(EventLog log, Limit limit, IdSource ids) {
    this.limit = limit;
    this.ours = new History(ids, false);
    this.theirs = new History(ids, false);
    this.target =
        log.restoring()
            .orElseThrow(() -> new IllegalStateException("This store cannot be restored into"));
    target.begin(ours.log());
  }

  Measured ours() {
    var events = ours.next(AT_ONCE);
    var latencies = new Latencies();
    var start = System.nanoTime();
    target.restore(events);
    var nanos = System.nanoTime() - start;
    latencies.add(nanos);
    return new Measured(AT_ONCE, nanos, latencies);
  }

  Measured limit() throws Exception {
    var rows = History.rows(theirs.next(AT_ONCE));
    var latencies = new Latencies();
    var start = System.nanoTime();
    limit.bulk(rows);
    var nanos = System.nanoTime() - start;
    latencies.add(nanos);
    return new Measured(AT_ONCE, nanos, latencies);
  }
}
