package dev.daybook.kernel.verify;

import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.Position;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

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
   * A stretch of positions, both ends included.
   *
   * @param last beyond the head means up to the head
   */
  public record Range(Position first, Position last) {
    /** Everything there is. */
    public static final Range WHOLE = new Range(Position.START.next(), Position.END);

    public Range {
      if (first.value() < 1 || first.isAfter(last)) {
        throw new IllegalArgumentException(
            "A range begins at position 1 or later and does not end before it begins, not "
                + first
                + " to "
                + last);
      }
    }
  }

  /** Told how far a walk is, after each page. */
  @FunctionalInterface
  public interface Progress {
    /**
     * How far it is.
     *
     * @param checked how many positions have been looked at
     * @param of how many there are to look at
     */
    void at(long checked, long of);
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
    return verify(Range.WHOLE, (checked, _) -> progress.accept(checked));
  }

  /**
   * Looks at the events of a range, as far as the log reaches. The hash that its first event links
   * to is the one stored with the event before, so a range vouches for itself, not for what lies
   * before it.
   */
  public Report verify(Range range, Progress progress) {
    var head = log.head();
    var last = range.last().isAfter(head.position()) ? head.position() : range.last();
    var start = new Position(range.first().value() - 1);
    if (range.first().isAfter(last)) {
      return new Report(head, 0, List.of());
    }
    var walk = new ChainWalk(start, hashAt(start));
    walk(walk, start, last, head, progress);
    var findings =
        walk.finish(last).stream().filter(found -> !found.position().isAfter(last)).toList();
    return new Report(head, last.value() - start.value(), findings);
  }

  /** Goes one event further than asked where there is one: it tells what is wrong with the last. */
  private void walk(
      ChainWalk walk, Position start, Position last, LogHead head, Progress progress) {
    var witness = head.position().isAfter(last) ? last.next() : last;
    var at = start;
    while (witness.isAfter(at)) {
      var page = log.raw(at, PAGE);
      for (var raw : page.events()) {
        if (!raw.position().isAfter(witness)) {
          walk.visit(raw);
        }
      }
      if (!page.through().isAfter(at)) {
        return; // the store gives nothing behind this place any more; what should lie there is
        // missing
      }
      at = page.through();
      progress.at(Math.min(at.value(), last.value()) - start.value(), last.value() - start.value());
      if (page.end()) {
        return;
      }
    }
  }

  /** The stored hash of an event; null where it cannot be had. */
  private @Nullable Hash hashAt(Position position) {
    if (position.equals(Position.START)) {
      return Hash.ZERO;
    }
    var page = log.raw(new Position(position.value() - 1), 1);
    return page.events().stream()
        .filter(raw -> raw.position().equals(position))
        .map(raw ->
            raw instanceof RawLog.Raw.Stored stored && stored.hash().length == Hash.LENGTH
                ? Hash.of(stored.hash())
                : null)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
