package dev.daybook.store.rocksdb;

import java.util.Arrays;

/**
 * Positions under one name that were written by one group, ascending. A stream, a kind or a tag has
 * a row of them for each group that touched it, not a row for each event.
 *
 * @param number what the key ends with: the first position, or of a stream the first version
 * @param before of a kind, how many positions lie in the rows before this one; otherwise 0
 */
record Posting(long number, long before, long[] positions) {
  /**
   * {@code before}, the first position, then stretches without a gap: how long one is, how far the
   * next begins behind its end. All variable-length numbers.
   */
  byte[] bytes() {
    return bytes(before, positions, positions.length);
  }

  static byte[] bytes(long before, long[] positions, int count) {
    var out = new Varints(16);
    out.put(before);
    out.put(positions[0]);
    for (var at = 0; at < count; ) {
      var end = at + 1;
      while (end < count && positions[end] == positions[end - 1] + 1) {
        end++;
      }
      out.put(end - at);
      if (end < count) {
        out.put(positions[end] - positions[end - 1]);
      }
      at = end;
    }
    return out.bytes();
  }

  /**
   * @throws IllegalArgumentException when the bytes are none
   */
  static Posting of(long number, byte[] bytes) {
    var in = new Varints.In(bytes);
    var before = in.next();
    var position = in.next();
    var positions = new long[8];
    var count = 0;
    while (true) {
      var length = in.next();
      if (length < 1 || length > Integer.MAX_VALUE / 4) {
        throw new IllegalArgumentException("a stretch of " + length + " positions");
      }
      if (count + length > positions.length) {
        positions = Arrays.copyOf(positions, (int) Math.max(2L * count, count + length));
      }
      for (var left = length; left > 0; left--) {
        positions[count++] = position++;
      }
      if (in.isEmpty()) {
        return new Posting(number, before, Arrays.copyOf(positions, count));
      }
      position += in.next() - 1;
    }
  }

  long first() {
    return positions[0];
  }

  long last() {
    return positions[positions.length - 1];
  }

  /** The number behind the last of this row, if rows are numbered by versions. */
  long next() {
    return number + positions.length;
  }

  boolean holds(long position) {
    return Arrays.binarySearch(positions, position) >= 0;
  }

  /** How many are not above a position. */
  int upTo(long position) {
    var found = Arrays.binarySearch(positions, position);
    return found >= 0 ? found + 1 : -found - 1;
  }
}
