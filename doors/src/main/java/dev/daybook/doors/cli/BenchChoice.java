package dev.daybook.doors.cli;

import java.util.List;

/**
 * What is to be measured.
 *
 * @param what {@code log}, {@code growth}, {@code rebuild}, {@code http} or {@code load}
 * @param quick fewer and shorter rounds
 * @param only the names of the loads to run, such as {@code W1}; empty: all
 * @param events the sizes of log that growth compares, or how many are rebuilt; empty: the usual
 * @param clients how many send at once, over HTTP
 */
public record BenchChoice(
    String what, boolean quick, List<String> only, List<Integer> events, int clients) {
  public BenchChoice {
    only = List.copyOf(only);
    events = List.copyOf(events);
  }
}
