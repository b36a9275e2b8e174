package dev.daybook.bench;

import java.util.Arrays;

/** What is told of many figures. */
final class Numbers {
  private Numbers() {}

  static double median(double... figures) {
    return quantile(0.5, figures);
  }

  /** The figure below which this part of them lies. */
  static double quantile(double part, double... figures) {
    var sorted = figures.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1L, Math.round(part * (sorted.length - 1)))];
  }
}
