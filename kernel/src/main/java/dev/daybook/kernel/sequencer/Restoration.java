package dev.daybook.kernel.sequencer;

import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.RestoreTarget;
import dev.daybook.kernel.log.StoreException;
import java.util.List;

/** Another log's events on their way into this one, checked one by one, written group by group. */
final class Restoration implements RestoreTarget {
  private final DurableLog log;
  private final Sequencer sequencer;
  private final Knowledge knowledge;

  Restoration(DurableLog log, Sequencer sequencer, Knowledge knowledge) {
    this.log = log;
    this.sequencer = sequencer;
    this.knowledge = knowledge;
  }

  @Override
  public LogHead begin(LogId comes) {
    return sequencer.quietly(() -> {
      var head = refreshed();
      if (log.isBeingRestored()) {
        if (!head.log().equals(comes)) {
          throw wrong(
              "It holds the first "
                  + head.position()
                  + " events of log "
                  + head.log()
                  + ", whose restore was interrupted; this is log "
                  + comes
                  + ". Go on with that one, or name an empty store.");
        }
      } else if (head.position().isAfter(Position.START)) {
        throw wrong(
            "It holds "
                + head.position()
                + " events of log "
                + head.log()
                + ". A log is restored into an empty store only; name another.");
      } else {
        sequencer.restoring(true);
        try {
          log.beginRestore(comes);
        } catch (RuntimeException failed) {
          sequencer.restoring(log.isBeingRestored());
          throw failed;
        }
      }
      return refreshed();
    });
  }

  @Override
  public void restore(List<RecordedEvent> events) {
    sequencer.quietly(() -> {
      requireUnderWay();
      knowledge.refresh();
      var next = Succession.of(events, knowledge);
      try {
        if (!log.commit(next.group(), knowledge.head())) {
          throw wrong(
              "An append of the restored log is known already, or another process writes to it.");
        }
      } catch (RuntimeException failed) {
        knowledge.forget();
        throw failed;
      }
      knowledge.restored(next.ends(), next.head());
      return next.head();
    });
  }

  @Override
  public void finish(LogHead head) {
    sequencer.quietly(() -> {
      requireUnderWay();
      var here = refreshed();
      if (!here.log().equals(head.log())
          || !here.position().equals(head.position())
          || !here.hash().equals(head.hash())) {
        throw wrong(
            "The restored log stands at position "
                + here.position()
                + ", the one it is restored from at "
                + head.position()
                + ": it is not whole.");
      }
      log.endRestore();
      sequencer.restoring(false);
      return here;
    });
  }

  private LogHead refreshed() {
    knowledge.forget();
    knowledge.refresh();
    return knowledge.head();
  }

  private void requireUnderWay() {
    if (!log.isBeingRestored()) {
      throw wrong("No restore is under way here.");
    }
  }

  private static StoreException wrong(String message) {
    return new StoreException.Deterministic(message, null);
  }
}
