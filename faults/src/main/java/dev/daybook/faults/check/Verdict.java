package dev.daybook.faults.check;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a history shows.
 *
 * @param events in the final log
 * @param acknowledged appends that were acknowledged
 * @param lost of those, how many the final log does not hold whole
 * @param doubled append ids or events that it holds twice
 * @param violations every broken promise; empty when all were kept
 */
public record Verdict(
    long events, long acknowledged, long lost, long doubled, List<Violation> violations) {
  public Verdict {
    violations = List.copyOf(violations);
  }

  /** Whether all promises were kept. */
  public boolean isClean() {
    return violations.isEmpty();
  }

  /** The promises that were broken. */
  public Set<Clause> broken() {
    var broken = EnumSet.noneOf(Clause.class);
    violations.forEach(violation -> broken.add(violation.clause()));
    return broken;
  }
}
