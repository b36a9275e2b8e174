package dev.daybook.faults.suite;

import dev.daybook.faults.check.Clause;
import dev.daybook.faults.check.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Adds up the rounds of one fault on one store. */
final class Tally {
  private final String fault;
  private final String store;
  private final int expected;
  private final Consumer<String> progress;
  private final List<String> problems = new ArrayList<>();
  private final Set<Clause> broken = EnumSet.noneOf(Clause.class);
  private long rounds;
  private long acknowledged;
  private long lost;
  private long doubled;

  /**
   * @param expected how many rounds there will be
   * @param progress told of every finished tenth of them but the last
   */
  Tally(String fault, String store, int expected, Consumer<String> progress) {
    this.fault = fault;
    this.store = store;
    this.expected = expected;
    this.progress = progress;
  }

  /** A round that was judged by its history. */
  void add(String round, Verdict verdict) {
    add(verdict.acknowledged());
    lost += verdict.lost();
    doubled += verdict.doubled();
    broken.addAll(verdict.broken());
    verdict.violations().forEach(violation -> problem(round, violation.toString()));
  }

  /** A round that was judged otherwise. */
  void add(long appends) {
    rounds++;
    acknowledged += appends;
    if (rounds < expected && tenths(rounds) > tenths(rounds - 1)) {
      progress.accept("%s on %s: %d of %d rounds".formatted(fault, store, rounds, expected));
    }
  }

  private long tenths(long done) {
    return 10 * done / expected;
  }

  void problem(String round, String what) {
    problems.add(round + ": " + what);
  }

  /** How many there are so far. */
  int problems() {
    return problems.size();
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
