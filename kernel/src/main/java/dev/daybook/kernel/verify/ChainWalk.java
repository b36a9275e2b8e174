package dev.daybook.kernel.verify;

import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.verify.Finding.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One walk along the chain. After a bad event the next may link either to the hash that is stored
 * there or to the one that its bytes give; which of the two it is tells what was changed. So one
 * damaged event gives exactly one finding.
 */
final class ChainWalk {
  /** A bad event whose kind the next good event will tell. */
  private record Open(Position position, Hash stored, String detail) {}

  private static final int CANDIDATES = 64;

  /**
   * A longer gap is one finding; a damaged number at the end of the log may claim that quintillions
   * lie before it.
   */
  private static final int MOST_NAMED_SINGLY = 10_000;

  private final List<Finding> findings = new ArrayList<>();

  /**
   * What the next event may link to; empty when anything is possible, because the event before
   * could not be read.
   */
  private Set<Hash> before;

  private @Nullable Open open;
  private Position last;

  /**
   * A walk that begins behind a position.
   *
   * @param hash of the event there; null when nobody knows it, so that the first event is believed
   */
  ChainWalk(Position last, @Nullable Hash hash) {
    this.last = last;
    this.before = new LinkedHashSet<>(hash == null ? Set.of() : Set.of(hash));
  }

  void visit(RawLog.Raw raw) {
    if (!raw.position().isAfter(last)) {
      findings.add(
          new Finding(raw.position(), Problem.REORDERED, "it lies behind position " + last));
      return;
    }
    missingUpTo(raw.position().value() - 1);
    last = raw.position();
    switch (raw) {
      case RawLog.Raw.Damaged(var position, var why) -> unreadable(position, why);
      case RawLog.Raw.Stored stored -> stored(stored);
    }
  }

  /** What was found, once everything up to the head has been visited. */
  List<Finding> finish(Position head) {
    missingUpTo(head.value());
    settle(
        Problem.CHAIN_BROKEN,
        "its bytes and its hash do not fit each other; it is the last, so nothing tells which was"
            + " changed");
    return findings;
  }

  private void missingUpTo(long position) {
    if (position - last.value() > MOST_NAMED_SINGLY) {
      settle(Problem.CHAIN_BROKEN, "its bytes and its hash do not fit each other");
      var first = last.next();
      findings.add(
          new Finding(first, Problem.MISSING, "no event lies from here to position " + position));
      before = new LinkedHashSet<>();
      last = new Position(position);
    }
    for (var missing = last.value() + 1; missing <= position; missing++) {
      settle(Problem.CHAIN_BROKEN, "its bytes and its hash do not fit each other");
      findings.add(new Finding(new Position(missing), Problem.MISSING, "no event lies here"));
      before = new LinkedHashSet<>();
      last = new Position(missing);
    }
  }

  private void unreadable(Position position, String why) {
    settle(Problem.CHAIN_BROKEN, "its bytes and its hash do not fit each other");
    findings.add(new Finding(position, Problem.UNREADABLE, why));
    before = new LinkedHashSet<>();
  }

  private void stored(RawLog.Raw.Stored raw) {
    if (raw.hash().length != Hash.LENGTH) {
      unreadable(
          raw.position(), "its hash has " + raw.hash().length + " bytes instead of " + Hash.LENGTH);
      return;
    }
    var stored = Hash.of(raw.hash());
    var linked = linkedTo(raw, stored);
    var decoded = decode(raw, stored);
    if (linked == null && !before.isEmpty()) {
      settle(Problem.CHAIN_BROKEN, "its bytes and its hash do not fit each other");
      open = new Open(raw.position(), stored, describe(raw, decoded));
      before = candidates(stored, raw.bytes());
      return;
    }
    if (linked != null) {
      settle(linked);
    } else {
      unchecked(raw.position());
    }
    before = new LinkedHashSet<>(Set.of(stored));
    if (decoded == null) {
      findings.add(
          new Finding(
              raw.position(), Problem.UNREADABLE, "its bytes are not an event of a known format"));
    } else if (!decoded.position().equals(raw.position())) {
      findings.add(
          new Finding(
              raw.position(),
              Problem.REORDERED,
              "the event here was written at position " + decoded.position()));
    } else if (raw.index() != null && !raw.index().equals(RawLog.Index.of(decoded))) {
      findings.add(
          new Finding(
              raw.position(),
              Problem.INDEX_DISAGREES,
              "the index says " + raw.index() + ", the event " + RawLog.Index.of(decoded)));
    }
  }

  /** What the hash covers besides the bytes is gone with the event before: that finding says so. */
  private void unchecked(Position position) {
    if (findings.isEmpty() || !findings.getLast().position().next().equals(position)) {
      return; // a range begins here, whose first event is believed
    }
    var why = findings.removeLast();
    findings.add(
        new Finding(
            why.position(),
            why.problem(),
            why.detail() + "; without it position " + position + " cannot be checked"));
  }

  private @Nullable Hash linkedTo(RawLog.Raw.Stored raw, Hash stored) {
    for (var candidate : before) {
      if (EventBytes.link(candidate, raw.bytes()).equals(stored)) {
        return candidate;
      }
    }
    return null;
  }

  private Set<Hash> candidates(Hash stored, byte[] bytes) {
    var next = new LinkedHashSet<Hash>();
    next.add(stored);
    for (var candidate : before) {
      if (next.size() < CANDIDATES) {
        next.add(EventBytes.link(candidate, bytes));
      }
    }
    return next;
  }

  private static @Nullable RecordedEvent decode(RawLog.Raw.Stored raw, Hash stored) {
    try {
      return EventBytes.decode(raw.bytes(), stored);
    } catch (StoreException | IllegalArgumentException damaged) {
      return null;
    }
  }

  private static String describe(RawLog.Raw.Stored raw, @Nullable RecordedEvent decoded) {
    if (decoded == null) {
      return " (its bytes are no longer an event)";
    }
    return decoded.position().equals(raw.position())
        ? ""
        : " (the event here says it is at position " + decoded.position() + ")";
  }

  /**
   * The event after the open one links to {@code to}: to its stored hash, then its bytes were
   * changed; else its hash was.
   */
  private void settle(Hash to) {
    if (open != null) {
      if (to.equals(open.stored())) {
        settle(Problem.CONTENT_CHANGED, "its bytes were changed after it was written");
      } else {
        settle(Problem.HASH_CHANGED, "its hash was changed after it was written");
      }
    }
  }

  private void settle(Problem problem, String detail) {
    var bad = open;
    if (bad != null) {
      open = null;
      findings.add(new Finding(bad.position(), problem, detail + bad.detail()));
    }
  }
}
