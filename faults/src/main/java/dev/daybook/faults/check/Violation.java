package dev.daybook.faults.check;

/**
 * A promise that a history shows to be broken.
 *
 * @param clause the promise
 * @param detail what happened, with the ids and positions it happened to
 */
public record Violation(Clause clause, String detail) {
  @Override
  public String toString() {
    return clause.code() + " " + clause.promise() + " — " + detail;
  }
}
