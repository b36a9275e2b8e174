package dev.daybook.faults.history;

import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Subscription;
import dev.daybook.testkit.ForwardingLog;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A log whose appends and subscriptions are written down as they happen; for programs that know
 * nothing of it. Every append counts as a client of its own, every subscription as a reader.
 */
public final class RecordedLog extends ForwardingLog {
  private final Recorder recorder;
  private final String node;
  private final AtomicLong count = new AtomicLong();

  /**
   * @param node a name for this process, part of the names of its readers
   */
  public RecordedLog(EventLog log, Recorder recorder, String node) {
    super(log);
    this.recorder = recorder;
    this.node = node;
  }

  @Override
  public AppendResult append(Append append) {
    return recorder.appendOrFail("c" + count.incrementAndGet(), log(), append);
  }

  @Override
  public Subscription subscribe(EventQuery query, Position after) {
    return recorder.subscribe(node + "-s" + count.incrementAndGet(), log(), query, after);
  }
}
