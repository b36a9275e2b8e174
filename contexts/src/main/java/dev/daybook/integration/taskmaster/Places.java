package dev.daybook.integration.taskmaster;

import java.util.Arrays;

/** Lines and columns of a text, both from 1. A byte order mark is not counted. */
final class Places {
  private final int[] starts;
  private final boolean marked;

  private Places(int[] starts, boolean marked) {
    this.starts = starts;
    this.marked = marked;
  }

  record Place(int line, int column) {}

  static Places of(String text) {
    var starts = new int[1_024];
    var lines = 1;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '\n' || c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n')) {
        starts = lines == starts.length ? Arrays.copyOf(starts, lines * 2) : starts;
        starts[lines++] = i + 1;
      }
    }
    return new Places(Arrays.copyOf(starts, lines), text.startsWith("\uFEFF"));
  }

  Place at(int offset) {
    var found = Arrays.binarySearch(starts, offset);
    var line = found >= 0 ? found : -found - 2;
    var column = offset - starts[line] + 1;
    return new Place(line + 1, line == 0 && marked ? Math.max(1, column - 1) : column);
  }
}
