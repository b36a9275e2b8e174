package dev.daybook.runtime.transfer;

import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.Page;
import dev.daybook.kernel.log.PageSize;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StoreException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes a log, or what lies behind a position of it, as an archive (ADR 0021): one event a line,
 * lossless, in memory that does not grow with the log. The archive ends at the head of the moment
 * it was begun; others may append meanwhile.
 */
public final class LogExport {
  private final EventLog log;
  private final Instant now;
  private final @Nullable UnaryOperator<RecordedEvent> change;

  private LogExport(EventLog log, Instant now, @Nullable UnaryOperator<RecordedEvent> change) {
    this.log = log;
    this.now = now;
    this.change = change;
  }

  /**
   * The events as they were written, so that the archive can be restored.
   *
   * @param now what the archive says it was made
   */
  public static LogExport of(EventLog log, Instant now) {
    return new LogExport(log, now, null);
  }

  /** The events as a function makes them; hashes no longer hold, and no log takes it back. */
  public LogExport changedBy(UnaryOperator<RecordedEvent> each) {
    return new LogExport(log, now, each);
  }

  /**
   * Whether an archive can begin after a position.
   *
   * @throws IllegalArgumentException when the log does not reach that position, or an append
   *     reaches over it
   */
  public void check(Position after) {
    beginning(after, log.head());
  }

  /**
   * Writes it; does not close the stream, but flushes it.
   *
   * @param after the position it begins after, {@link Position#START} for the whole log
   * @return where it ends
   * @throws IllegalArgumentException when the log does not reach that position, or an append
   *     reaches over it
   * @throws IOException when it cannot be written
   */
  public LogHead write(OutputStream target, Position after, Progress progress) throws IOException {
    var head = log.head();
    var hash = beginning(after, head);
    var out = new BufferedOutputStream(target, 1 << 16);
    var line = new LineWriter();
    line.header(
            new ArchiveLine.Header(head.log(), after, hash, head.position(), change == null), now)
        .writeTo(out);
    try (var writing = new Handover<Page>("daybook-export", page -> write(page, head, line, out))) {
      read(after, head, writing, progress);
      writing.finish();
    }
    line.head(head).writeTo(out);
    out.flush();
    return head;
  }

  private void read(Position after, LogHead head, Handover<Page> writing, Progress progress) {
    var pages = new PageSize(EventLog.MOST_EVENTS_A_PAGE);
    var at = after;
    while (head.position().isAfter(at)) {
      var left = (int) Math.min(pages.limit(), head.position().value() - at.value());
      var page = log.read(EventQuery.all(), at, Direction.FORWARD, left);
      pages.learn(page);
      if (!page.next().isAfter(at)) {
        throw new StoreException.Deterministic(
            "The log gives nothing behind position "
                + at
                + " although it reaches to "
                + head.position()
                + ". 'daybook verify' says what is wrong with it.",
            null);
      }
      at = page.next();
      writing.put(page);
      progress.at(at.value(), head.position().value());
    }
  }

  private void write(Page page, LogHead head, LineWriter line, OutputStream out)
      throws IOException {
    for (var event : page.events()) {
      line.event(change == null ? event : change.apply(event), head.log()).writeTo(out);
    }
  }

  /** The hash before the first line. */
  private Hash beginning(Position after, LogHead head) {
    if (after.isAfter(head.position())) {
      throw new IllegalArgumentException(
          "The log ends at position "
              + head.position()
              + ", there is nothing after "
              + after
              + ". Name an earlier position.");
    }
    if (after.equals(Position.START)) {
      return Hash.ZERO;
    }
    var before = at(after);
    if (head.position().isAfter(after) && at(after.next()).appendId().equals(before.appendId())) {
      throw new IllegalArgumentException(
          "Position "
              + after
              + " lies within an append, which is never divided. Name the position at which an"
              + " archive ended, or one where an append ends, such as "
              + endOf(before)
              + ".");
    }
    return before.hash();
  }

  private RecordedEvent at(Position position) {
    return log.at(position)
        .orElseThrow(() ->
            new StoreException.Deterministic(
                "The log has no event at position "
                    + position
                    + ". 'daybook verify' says what is wrong with it.",
                null));
  }

  private Position endOf(RecordedEvent event) {
    return log.lookup(event.appendId()).map(receipt -> receipt.last()).orElse(event.position());
  }
}
