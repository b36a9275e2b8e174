package dev.daybook.faults.check;

import dev.daybook.faults.history.Entry;
import dev.daybook.faults.history.Entry.Held;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What must hold of the final log by itself: P1, P5, recorded time, the chain. */
final class LogRules {
  private static final String ZERO = "0".repeat(64);

  private final Findings findings;
  private final Map<String, Long> versions = new HashMap<>();
  private final Map<String, Held> ids = new HashMap<>();
  private final Map<Long, Held> positions = new HashMap<>();
  private @Nullable Held before;

  LogRules(Findings findings) {
    this.findings = findings;
  }

  void check(FinalLog log) {
    for (var event : log.inReadingOrder()) {
      position(event);
      version(event);
      once(event);
      time(event);
      chain(event);
      before = event;
    }
  }

  private void position(Held event) {
    var last = before == null ? 0 : before.position();
    var other = positions.putIfAbsent(event.position(), event);
    if (other != null) {
      findings.add(
          Clause.POSITIONS,
          "position %d holds event %s and event %s"
              .formatted(event.position(), other.id(), event.id()));
    } else if (event.position() < 1) {
      findings.add(
          Clause.POSITIONS, "event %s has position %d".formatted(event.id(), event.position()));
    } else if (event.position() <= last) {
      findings.add(
          Clause.POSITIONS,
          "position %d is read behind position %d".formatted(event.position(), last));
    } else if (event.position() > last + 1) {
      findings.add(
          Clause.POSITIONS,
          "nothing lies between position %d and position %d".formatted(last, event.position()));
    }
  }

  private void version(Held event) {
    var expected = versions.getOrDefault(event.stream(), 0L) + 1;
    if (event.version() != expected) {
      findings.add(
          Clause.VERSIONS,
          "stream %s has version %d at position %d, where version %d follows"
              .formatted(event.stream(), event.version(), event.position(), expected));
    }
    versions.merge(event.stream(), event.version(), Math::max);
  }

  private void once(Held event) {
    var other = ids.putIfAbsent(event.id(), event);
    if (other != null) {
      findings.doubled();
      findings.add(
          Clause.APPEND_ID,
          "event %s lies at position %d and at position %d"
              .formatted(event.id(), other.position(), event.position()));
    }
  }

  private void time(Held event) {
    if (before != null && before.at() != null && event.at() != null && event.at() < before.at()) {
      findings.add(
          Clause.TIME,
          "position %d is recorded %d microseconds before position %d"
              .formatted(event.position(), before.at() - event.at(), before.position()));
    }
  }

  private void chain(Held event) {
    if (event.hash() == null) {
      return;
    }
    var expected = before == null ? (event.position() == 1 ? ZERO : null) : before.hash();
    var previous = event.previous() == null ? expected : event.previous();
    if (expected != null && previous != null && !previous.equals(expected)) {
      findings.add(
          Clause.CHAIN,
          "position %d follows hash %s, but the event before it has %s"
              .formatted(event.position(), previous, expected));
    } else if (event.bytes() != null
        && previous != null
        && !event.hash().equals(link(previous, event.bytes()))) {
      findings.add(
          Clause.CHAIN,
          "the hash at position %d is not that of its bytes after the hash before it"
              .formatted(event.position()));
    }
  }

  private static String link(String previous, String bytes) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(HexFormat.of().parseHex(previous));
      return HexFormat.of().formatHex(digest.digest(Base64.getDecoder().decode(bytes)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }

  /** What the program's own verification found. */
  void found(Entry.Found finding) {
    findings.add(
        Clause.CHAIN,
        "verification says %s at position %d: %s"
            .formatted(finding.problem(), finding.position(), finding.detail()));
  }
}
