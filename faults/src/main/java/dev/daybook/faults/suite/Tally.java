package dev.daybook.faults.suite;

import dev.daybook.faults.check.Clause;
import dev.daybook.faults.check.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Adds up the rounds of one fault on one store. */
final class Tally {
  private final String fault;
  private final String store;
  private final List<String> problems = new ArrayList<>();
  private final Set<Clause> broken = EnumSet.noneOf(Clause.class);
  private long rounds;
  private long acknowledged;
  private long lost;
  private long doubled;

  Tally(String fault, String store) {
    this.fault = fault;
    this.store = store;
  }

  /** A round that was judged by its history. */
  void add(String round, Verdict verdict) {
    rounds++;
    acknowledged += verdict.acknowledged();
    lost += verdict.lost();
    doubled += verdict.doubled();
    broken.addAll(verdict.broken());
    verdict.violations().forEach(violation -> problem(round, violation.toString()));
  }

  /** A round that was judged otherwise. */
  void add(long appends) {
    rounds++;
    acknowledged += appends;
  }

  void problem(String round, String what) {
    problems.add(round + ": " + what);
  }

  long rounds() {
    return rounds;
  }

  Row row() {
    return row("every promise kept");
  }

  /**
   * @param kept what is said when all is well
   */
  Row row(String kept) {
    var verdict =
        problems.isEmpty()
            ? kept
            : broken.isEmpty()
                ? "BROKEN, see below"
                : "BROKEN: "
                    + String.join(", ", broken.stream().map(Clause::code).distinct().toList());
    return new Row(fault, store, rounds, acknowledged, lost, doubled, verdict, problems);
  }

  /**
   * The row of a store that has this fault planted in it: all is well when it was found.
   *
   * @param wanted one of the promises that must have been seen broken
   */
  Row rowOfPlanted(Clause wanted) {
    var found = broken.contains(wanted);
    return new Row(
        fault,
        store,
        rounds,
        acknowledged,
        lost,
        doubled,
        found ? "caught, as it must be: " + wanted.code() + " broken" : "NOT CAUGHT",
        found ? List.of() : List.of("the planted fault was not caught: " + wanted.promise()));
  }
}
