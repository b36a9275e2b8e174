package dev.daybook.faults.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects what is wrong; of each promise only the first hundred cases are told. */
final class Findings {
  private static final int MOST_OF_A_CLAUSE = 100;

  private final List<Violation> violations = new ArrayList<>();
  private final Map<Clause, Integer> counts = new EnumMap<>(Clause.class);
  private long lost;
  private long doubled;

  void add(Clause clause, String detail) {
    var count = counts.merge(clause, 1, Integer::sum);
    if (count < MOST_OF_A_CLAUSE) {
      violations.add(new Violation(clause, detail));
    } else if (count == MOST_OF_A_CLAUSE) {
      violations.add(new Violation(clause, detail + " (further cases are not listed)"));
    }
  }

  void lost() {
    lost++;
  }

  void doubled() {
    doubled++;
  }

  Verdict verdict(long events, long acknowledged) {
    return new Verdict(events, acknowledged, lost, doubled, violations);
  }
}
