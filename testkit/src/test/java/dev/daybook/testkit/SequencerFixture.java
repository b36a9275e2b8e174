package dev.daybook.testkit;

import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.sequencer.SequencedLog;
import dev.daybook.testkit.contract.StoreFixture;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The kernel's sequencer over a list that outlives it. */
final class SequencerFixture implements StoreFixture {
  private final List<EventLog> opened = new ArrayList<>();
  private ListLog kept = new ListLog(new LogId(new UUID(0, 0)));

  @Override
  public String name() {
    return "sequencer over a list";
  }

  @Override
  public boolean durable() {
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
    close();
    kept = new ListLog(new LogId(ids.next()));
    return opened(clock);
  }

  @Override
  public EventLog reopen(InstantSource clock, IdSource ids) {
    close();
    return opened(clock);
  }

  @Override
  public EventLog reopenAfterKill(InstantSource clock, IdSource ids) {
    return opened(clock);
  }

  private EventLog opened(InstantSource clock) {
    var log = SequencedLog.over(kept, clock);
    opened.add(log);
    return log;
  }

  @Override
  public void close() {
    opened.forEach(EventLog::close);
    opened.clear();
  }
}
