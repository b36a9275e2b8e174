package dev.daybook.faults.check;

import dev.daybook.faults.history.Demand;
import dev.daybook.faults.history.Entry.Held;
import dev.daybook.faults.history.Entry.Returned;
import dev.daybook.faults.history.Outcome;
import dev.daybook.faults.history.Planned;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What must hold of every append: P2 (order), P3, P4 and the clauses of the append itself. */
final class AppendRules {
  private final FinalLog log;
  private final Findings findings;

  AppendRules(FinalLog log, Findings findings) {
    this.log = log;
    this.findings = findings;
  }

  void check(Map<String, List<Submission>> submissions, long from) {
    submissions.forEach(this::check);
    log.byAppend()
        .forEach((append, events) -> {
          if (!submissions.containsKey(append) && events.getFirst().position() > from) {
            findings.add(
                Clause.INVENTED,
                "position %d holds an event of append %s, which nobody handed in"
                    .formatted(events.getFirst().position(), append));
          }
        });
  }

  private void check(String append, List<Submission> submissions) {
    var written = log.written(append);
    for (var submission : submissions) {
      var answer = submission.returned();
      if (answer != null && answer.outcome().isAcknowledged()) {
        acknowledged(append, answer, written);
      } else if (answer != null && answer.outcome() == Outcome.CONFLICT) {
        conflict(append, submission);
      }
    }
    if (!written.isEmpty()) {
      whole(append, submissions, written);
      order(append, submissions, written);
      denied(append, submissions, written);
      conditions(append, submissions, written.getFirst().position());
    }
  }

  private void acknowledged(String append, Returned answer, List<Held> written) {
    if (written.isEmpty()) {
      findings.lost();
      findings.add(
          Clause.DURABILITY,
          "append %s was acknowledged at positions %d to %d and is not in the log"
              .formatted(append, answer.first(), answer.last()));
      return;
    }
    var first = written.getFirst().position();
    var last = written.getLast().position();
    if ((answer.first() != null && answer.first() != first)
        || (answer.last() != null && answer.last() != last)) {
      findings.add(
          Clause.RECEIPT,
          "the receipt of append %s says positions %d to %d, the log %d to %d"
              .formatted(append, answer.first(), answer.last(), first, last));
    }
    var versions = new TreeMap<String, Long>();
    written.forEach(event -> versions.put(event.stream(), event.version()));
    if (answer.versions() != null && !versions.equals(new TreeMap<>(answer.versions()))) {
      findings.add(
          Clause.RECEIPT,
          "the receipt of append %s says versions %s, the log %s"
              .formatted(append, answer.versions(), versions));
    }
  }

  private void whole(String append, List<Submission> submissions, List<Held> written) {
    var plans =
        submissions.stream()
            .map(submission -> submission.call().events().stream().map(Planned::id).toList())
            .distinct()
            .toList();
    var ids = written.stream().map(Held::id).toList();
    for (var i = 1; i < written.size(); i++) {
      if (written.get(i).position() != written.get(i - 1).position() + 1) {
        findings.add(
            Clause.ATOMICITY,
            "the events of append %s lie apart, at positions %d and %d"
                .formatted(append, written.get(i - 1).position(), written.get(i).position()));
      }
    }
    if (plans.contains(ids)) {
      return;
    }
    var most = plans.stream().mapToInt(List::size).max().orElse(0);
    if (written.size() > most) {
      findings.doubled();
      findings.add(
          Clause.APPEND_ID,
          "append %s has %d events in the log, from position %d on, and at most %d were handed in"
              .formatted(append, written.size(), written.getFirst().position(), most));
    } else {
      findings.lost();
      findings.add(
          Clause.ATOMICITY,
          "append %s has %d events in the log, from position %d on, which are not those handed in together"
              .formatted(append, written.size(), written.getFirst().position()));
    }
  }

  private void order(String append, List<Submission> submissions, List<Held> written) {
    var known = submissions.getFirst().known();
    if (written.getFirst().position() <= known) {
      findings.add(
          Clause.ORDER,
          "append %s got position %d although position %d had been acknowledged before it was handed in"
              .formatted(append, written.getFirst().position(), known));
    }
  }

  private void denied(String append, List<Submission> submissions, List<Held> written) {
    var denied = submissions.stream().filter(Submission::isDenied).findFirst();
    if (denied.isPresent() && submissions.stream().noneMatch(Submission::mayHaveWritten)) {
      var answer = Objects.requireNonNull(denied.get().returned());
      findings.add(
          Clause.DENIED,
          "append %s was answered '%s', but it is in the log at position %d"
              .formatted(append, answer.outcome(), written.getFirst().position()));
    }
  }

  private void conditions(String append, List<Submission> submissions, long first) {
    var writers = submissions.stream().filter(Submission::mayHaveWritten).toList();
    for (var writer : writers) {
      if (unmet(writer, first - 1).isEmpty()) {
        return;
      }
    }
    if (!writers.isEmpty()) {
      findings.add(
          Clause.CONDITION,
          "append %s was written at position %d, where this did not hold: %s"
              .formatted(append, first, unmet(writers.getFirst(), first - 1)));
    }
  }

  private List<Demand> unmet(Submission submission, long head) {
    return demands(submission).stream().filter(demand -> !holds(demand, head)).toList();
  }

  private boolean holds(Demand demand, long head) {
    return switch (demand) {
      case Demand.StreamAt at -> at.isMetBy(log.version(at.stream(), head));
      case Demand.NothingMatching(var filter, var since) ->
          log.firstMatching(filter, since, head).isEmpty();
    };
  }

  /**
   * A conflict needs a moment, between what was known when it was handed in and what can have been
   * written when it was answered, at which one of its conditions did not hold.
   */
  private void conflict(String append, Submission submission) {
    var least = submission.known();
    var most = Math.max(least, submission.later() - 1);
    if (demands(submission).stream().allMatch(demand -> alwaysHolds(demand, least, most))) {
      findings.add(
          Clause.CONFLICT,
          "append %s was answered 'conflict', but its conditions hold at every position from %d to %d: %s"
              .formatted(append, least, most, demands(submission)));
    }
  }

  private boolean alwaysHolds(Demand demand, long least, long most) {
    return switch (demand) {
      case Demand.StreamAt at ->
          at.isMetBy(log.version(at.stream(), least)) && at.isMetBy(log.version(at.stream(), most));
      case Demand.NothingMatching _ -> holds(demand, most);
    };
  }

  private static List<Demand> demands(Submission submission) {
    var demands = submission.call().conditions();
    return demands == null ? List.of() : demands;
  }
}
