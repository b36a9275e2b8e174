package dev.daybook.runtime.transfer;

import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.PageSize;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.RestoreTarget;
import dev.daybook.kernel.log.StoreException;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of a log on their way into a {@link RestoreTarget}, in groups of whole appends. What
 * the target holds already is passed over, so an interrupted restore goes on when it is repeated.
 * The target is begun with the first group, so that something that is no log leaves no trace.
 */
final class Restoring implements AutoCloseable {
  private static final int EVENTS = 10_000;
  private static final long BYTES = 8L << 20;
  private static final long MOST_BYTES = 256L << 20;

  /** The target, and where it stands. Only one thread at a time uses it. */
  private static final class Target {
    private final RestoreTarget target;
    private final LogId log;
    private final Progress progress;
    private boolean begun;
    private Position at = Position.START;
    private Hash hash = Hash.ZERO;

    Target(RestoreTarget target, LogId log, Progress progress) {
      this.target = target;
      this.log = log;
      this.progress = progress;
    }

    void begin() {
      if (!begun) {
        var here = target.begin(log);
        at = here.position();
        hash = here.hash();
        begun = true;
      }
    }

    void take(Group group) {
      begin();
      var first = group.events().getFirst().position();
      if (first.isAfter(at.next())) {
        throw new StoreException.Deterministic(
            "The store stands at position "
                + at
                + ", what comes begins at "
                + first
                + ". Bring what lies between first.",
            null);
      }
      var missing = missing(group.events());
      if (!missing.isEmpty()) {
        target.restore(missing);
        at = missing.getLast().position();
        hash = missing.getLast().hash();
      }
      progress.at(group.events().getLast().position().value(), group.until());
    }

    private List<RecordedEvent> missing(List<RecordedEvent> events) {
      var first = events.getFirst().position().value();
      var from = (int) Math.clamp(at.value() - first + 1, 0, events.size());
      if (from > 0
          && events.get(from - 1).position().equals(at)
          && !events.get(from - 1).hash().equals(hash)) {
        throw new StoreException.Deterministic(
            "At position "
                + at
                + " the store holds another event than what is to be restored: it is another"
                + " history of the same log. Name an empty store.",
            null);
      }
      return events.subList(from, events.size());
    }

    void finish(LogHead head) {
      begin();
      if (at.isAfter(head.position())) {
        throw new StoreException.Deterministic(
            "The store holds the log up to position "
                + at
                + ", what was to be restored ends at "
                + head.position()
                + ": it is older. Name one that reaches further.",
            null);
      }
      target.finish(head);
    }
  }

  private record Group(List<RecordedEvent> events, long until) {}

  private final Target target;
  private final Handover<Group> writing;
  private List<RecordedEvent> events = new ArrayList<>();
  private long bytes;
  private long until;

  Restoring(RestoreTarget into, LogId log, Progress progress) {
    this.target = new Target(into, log, progress);
    this.writing = new Handover<>("daybook-restore", target::take);
  }

  /** The last position that is expected; for progress only. */
  void until(Position last) {
    until = last.value();
  }

  /**
   * Takes the next event.
   *
   * @throws StoreException.Deterministic when an append is too large to be held in memory
   */
  void take(RecordedEvent event) {
    var same = !events.isEmpty() && events.getLast().appendId().equals(event.appendId());
    if (!same && (events.size() >= EVENTS || bytes >= BYTES)) {
      flush();
    }
    if (bytes > MOST_BYTES) {
      throw new StoreException.Deterministic(
          "The append of event "
              + event.position()
              + " has more than "
              + (MOST_BYTES >> 20)
              + " MiB. That is more than one append may have.",
          null);
    }
    events.add(event);
    bytes += PageSize.bytes(event);
  }

  private void flush() {
    if (!events.isEmpty()) {
      writing.put(new Group(events, until));
      events = new ArrayList<>();
      bytes = 0;
    }
  }

  /** Writes what was taken, also when what follows it cannot be read. */
  void settle() {
    flush();
    writing.finish();
  }

  /** Forgets the append that was taken last: what follows it is unknown, it may not be whole. */
  void dropLastAppend() {
    if (!events.isEmpty()) {
      var last = events.getLast().appendId();
      events.removeIf(event -> event.appendId().equals(last));
    }
  }

  /** Writes what was taken and ends the restore at this head. */
  void finish(LogHead head) {
    settle();
    target.finish(head);
  }

  @Override
  public void close() {
    writing.close();
  }
}
