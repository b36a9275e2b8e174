package dev.daybook.faults.check;

import dev.daybook.faults.history.Entry;
import dev.daybook.faults.history.Entry.Held;
import dev.daybook.faults.history.Entry.Opened;
import dev.daybook.faults.history.Entry.Returned;
import dev.daybook.faults.history.History;
import java.util.ArrayList;

/** Judges a history against the promises of the log. */
public final class HistoryCheck {
  private HistoryCheck() {}

  /** What the history shows. */
  public static Verdict of(History history) {
    var findings = new Findings();
    var held = new ArrayList<Held>();
    var rules = new LogRules(findings);
    Entry.Ended ended = null;
    for (var entry : history.entries()) {
      switch (entry) {
        case Held event -> held.add(event);
        case Entry.Found finding -> rules.found(finding);
        case Entry.Ended last -> ended = last;
        case Opened _,
            Returned _,
            Entry.Called _,
            Entry.Crashed _,
            Entry.Subscribed _,
            Entry.Delivered _,
            Entry.Checkpointed _,
            Entry.Durable _ -> {}
      }
    }
    var log = new FinalLog(held);
    if (ended == null) {
      findings.add(Clause.WHOLE, "no line 'ended' follows the events");
    } else if (ended.head() != log.head()) {
      findings.add(
          Clause.WHOLE,
          "the log ends at position %d, its head is %d".formatted(log.head(), ended.head()));
    }
    rules.check(log);
    var submissions = Submissions.of(history.entries(), log);
    new AppendRules(log, findings).check(submissions, beginning(history));
    new ReaderRules(log, findings).check(history.entries());
    var acknowledged =
        submissions.values().stream()
            .filter(each ->
                each.stream()
                    .anyMatch(
                        one -> one.returned() != null && one.returned().outcome().isAcknowledged()))
            .count();
    return findings.verdict(held.size(), acknowledged);
  }

  /** Where the log stood when the history begins; what lies below was appended by others. */
  private static long beginning(History history) {
    return history.entries().stream()
        .filter(Opened.class::isInstance)
        .map(entry -> ((Opened) entry).head())
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }
}
