package dev.daybook.runtime.transfer;

import dev.daybook.kernel.log.Backup;
import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.PageSize;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.RestoreTarget;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.runtime.transfer.JsonSpan.NotJson;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Brings a whole log into an empty store: from an archive ({@link LogExport}), several of them one
 * after the other, or from a backup of a store. It becomes the same log: ids, positions, versions,
 * times and hashes. Memory does not grow with the log. An import that was interrupted goes on when
 * it is repeated.
 */
public final class LogImport {
  static final int LONGEST_LINE = 64 << 20;

  private final RestoreTarget target;
  private final Progress progress;

  public LogImport(RestoreTarget target, Progress progress) {
    this.target = target;
    this.progress = progress;
  }

  /**
   * Restores an archive; does not close the stream.
   *
   * @return where the log stands
   * @throws BadArchiveException when a line is not as it must be; whole appends before it are
   *     restored and the target waits for the rest
   * @throws StoreException.Deterministic when the target is not empty or does not take an event
   * @throws IOException when it cannot be read
   */
  public LogHead archive(InputStream in) throws IOException {
    var lines = new Lines(in, LONGEST_LINE);
    if (!lines.next()) {
      throw BadArchiveException.cut(
          0, "The archive is empty. Name a file that 'daybook export archive' wrote.", null);
    }
    var walk = new Walk(lines);
    var first = walk.header();
    try (var restoring = new Restoring(target, first.log(), progress)) {
      restoring.until(first.until());
      return walk.through(restoring);
    }
  }

  /** Restores a backup of a store. */
  public LogHead backup(Backup backup) {
    var head = backup.head();
    try (var restoring = new Restoring(target, head.log(), progress)) {
      restoring.until(head.position());
      var pages = new PageSize(EventLog.MOST_EVENTS_A_PAGE);
      var at = Position.START;
      while (head.position().isAfter(at)) {
        var page = backup.read(at, pages.limit());
        pages.learn(page);
        page.events().forEach(restoring::take);
        if (!page.next().isAfter(at)) {
          throw new StoreException.Deterministic(
              "The backup says it reaches to position "
                  + head.position()
                  + " and ends at "
                  + at
                  + ": it is not whole. Use another backup.",
              null);
        }
        at = page.next();
      }
      restoring.finish(head);
    }
    return head;
  }

  /** One walk through the lines of an archive, along its hash chain. */
  private static final class Walk {
    private final Lines lines;
    private LogId log = new LogId(new java.util.UUID(0, 0));
    private String source = "";
    private Position at = Position.START;
    private Hash hash = Hash.ZERO;
    private Instant time = Instant.MIN;
    private @Nullable LogHead head;

    Walk(Lines lines) {
      this.lines = lines;
    }

    ArchiveLine.Header header() {
      if (!(line() instanceof ArchiveLine.Header header)) {
        throw bad(
            "it is no header of an archive.", "Name a file that 'daybook export archive' wrote.");
      }
      log = header.log();
      source = ArchiveLine.SOURCES + log;
      at = header.after();
      hash = header.hash();
      check(header);
      return header;
    }

    private void check(ArchiveLine.Header header) {
      if (!header.restorable()) {
        throw bad(
            "the archive was written with --upcast: its events are no longer as they were written.",
            "Export without --upcast to restore.");
      }
      if (header.after().equals(Position.START) && !header.hash().equals(Hash.ZERO)) {
        throw bad("the hash before the first event is not zero.", "Get the file again.");
      }
    }

    LogHead through(Restoring restoring) throws IOException {
      try {
        while (lines.next()) {
          switch (line()) {
            case ArchiveLine.Event(var event, var from) -> restoring.take(checked(event, from));
            case ArchiveLine.Head(var here) -> head = checked(here);
            case ArchiveLine.Header next -> further(next, restoring);
          }
        }
      } catch (BadArchiveException bad) {
        restoring.dropLastAppend();
        restoring.settle();
        throw bad;
      }
      var end = head;
      if (end == null) {
        restoring.dropLastAppend();
        restoring.settle();
        throw BadArchiveException.cut(
            lines.number(),
            "The archive ends at line "
                + lines.number()
                + " (position "
                + at
                + ") without its last line, the head: it was cut. Get the whole file and repeat the"
                + " import; it goes on.",
            null);
      }
      restoring.finish(end);
      return end;
    }

    /** Archives of one log may follow one another in one stream. */
    private void further(ArchiveLine.Header next, Restoring restoring) {
      if (head == null
          || !next.log().equals(log)
          || !next.after().equals(at)
          || !next.hash().equals(hash)) {
        throw bad(
            "another archive begins, after position "
                + next.after()
                + " of log "
                + next.log()
                + ", which does not follow position "
                + at
                + " of log "
                + log
                + ".",
            "Put archives of one log one behind the other, each from where the one before ends.");
      }
      check(next);
      restoring.until(next.until());
      head = null;
    }

    private RecordedEvent checked(RecordedEvent event, String from) {
      var due = at.next();
      if (head != null) {
        throw bad("an event stands behind the head.", again());
      }
      if (!from.equals(source)) {
        throw bad(
            "the event at position "
                + event.position()
                + " is of "
                + from
                + ", the archive is of "
                + source
                + ".",
            again());
      }
      if (!event.position().equals(due)) {
        throw bad(
            "position "
                + due
                + " was due, this is "
                + event.position()
                + ": a line is missing, doubled or out of order.",
            again());
      }
      var link = EventBytes.link(hash, EventBytes.encode(event));
      if (!link.equals(event.hash())) {
        throw bad(
            "the event at position "
                + due
                + " was changed: its hash does not follow from its"
                + " content and the event before it.",
            again());
      }
      if (event.time().isBefore(time)) {
        throw bad("the event at position " + due + " is older than the one before it.", again());
      }
      at = due;
      hash = link;
      time = event.time();
      return event;
    }

    private LogHead checked(LogHead here) {
      if (head != null
          || !here.log().equals(log)
          || !here.position().equals(at)
          || !here.hash().equals(hash)) {
        throw bad(
            "the head of the archive is position "
                + here.position()
                + " of log "
                + here.log()
                + ", its events end at "
                + at
                + " of log "
                + log
                + ".",
            again());
      }
      return here;
    }

    private static String again() {
      return "Get the file again and repeat the import; it goes on.";
    }

    private ArchiveLine line() {
      try {
        return LineReader.read(lines.bytes(), lines.from(), lines.to());
      } catch (NotJson wrong) {
        throw bad(
            wrong.getMessage()
                + (at.equals(Position.START) ? "." : " (behind position " + at + ")."),
            again());
      }
    }

    private BadArchiveException bad(String what, String remedy) {
      return BadArchiveException.line(lines.number(), what, remedy);
    }
  }
}
