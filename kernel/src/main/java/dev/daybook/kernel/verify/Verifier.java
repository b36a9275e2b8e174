package dev.daybook.kernel.verify;

import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.Position;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Walks the hash chain of a log, page by page, and names every position that is not as it was
 * written.
 */
public final class Verifier {
  private static final int PAGE = 1_000;

  private final RawLog log;

  public Verifier(RawLog log) {
    this.log = log;
  }

  /** A verifier of any log. */
  public static Verifier of(EventLog log) {
    return new Verifier(RawLog.of(log));
  }

  /**
   * What a walk brought.
   *
   * @param head where the log stood when it began
   * @param checked how many positions were looked at
   * @param findings in position order; empty when the log is as it was written
   */
  public record Report(LogHead head, long checked, List<Finding> findings) {
    public Report {
      findings = List.copyOf(findings);
    }

    public boolean isClean() {
      return findings.isEmpty();
    }
  }

  public Report verify() {
    return verify(_ -> {});
  }

  /**
   * Looks at every event up to the head of now.
   *
   * @param progress told how many positions have been looked at, after each page
   */
  public Report verify(LongConsumer progress) {
    var head = log.head();
    var walk = new ChainWalk();
    var at = Position.START;
    while (head.position().isAfter(at)) {
      var page = log.raw(at, PAGE);
      for (var raw : page.events()) {
        if (!raw.position().isAfter(head.position())) {
          walk.visit(raw);
        }
      }
      var through = page.through();
      if (!through.isAfter(at)) {
        break; // the store gives nothing behind this place any more; what should lie there is
        // missing
      }
      at = through;
      progress.accept(Math.min(at.value(), head.position().value()));
      if (page.end()) {
        break;
      }
    }
    var findings = walk.finish(head.position());
    return new Report(head, head.position().value(), findings);
  }
}
