package dev.daybook.faults.suite;

import java.util.List;

/**
 * What a fault came to on a store: a line of the table.
 *
 * @param rounds how often it was done
 * @param acknowledged appends that were acknowledged, over all rounds
 * @param lost of these
 * @param doubled append ids or events that were there twice
 * @param verdict a few words
 * @param problems every broken promise, with its round; empty when all were kept
 */
public record Row(
    String fault,
    String store,
    long rounds,
    long acknowledged,
    long lost,
    long doubled,
    String verdict,
    List<String> problems) {
  public Row {
    problems = List.copyOf(problems);
  }

  /** Whether every promise was kept. */
  public boolean isKept() {
    return problems.isEmpty();
  }
}
