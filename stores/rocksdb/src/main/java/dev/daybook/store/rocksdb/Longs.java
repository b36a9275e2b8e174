package dev.daybook.store.rocksdb;

import java.util.Arrays;

/** Ascending positions of one group, and the number of their first one. */
final class Longs {
  private final long number;
  private long[] positions = new long[4];
  private int count;

  Longs(long number) {
    this.number = number;
  }

  void add(long position) {
    if (count == positions.length) {
      positions = Arrays.copyOf(positions, 2 * count);
    }
    positions[count++] = position;
  }

  long number() {
    return number;
  }

  int count() {
    return count;
  }

  byte[] bytes(long before) {
    return Posting.bytes(before, positions, count);
  }
}
