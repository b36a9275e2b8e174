package dev.daybook.kernel.log;

/**
 * A place in the one global order of a log: 1 for the first event, 0 for "before everything".
 *
 * <p>The position contract, which every back end keeps and the contract suite tests by clause:
 *
 * <ul>
 *   <li><b>P1</b> positions are positive, unique, strictly increasing and gapless;
 *   <li><b>P2</b> position order = commit order = visibility order: no event ever becomes visible
 *       below a position that anybody has already read;
 *   <li><b>P3</b> an acknowledged append is durable before the acknowledgement: it survives a power
 *       cut;
 *   <li><b>P4</b> an append is visible all at once or not at all;
 *   <li><b>P5</b> per stream, versions are dense from 1;
 *   <li><b>P6</b> a reader that pages from any position sees every event exactly once, also while
 *       others write.
 * </ul>
 */
public record Position(long value) implements Comparable<Position> {
  /** Before the first event. */
  public static final Position START = new Position(0);

  /** After every event there will ever be; where a backward read begins. */
  public static final Position END = new Position(Long.MAX_VALUE);

  public Position {
    if (value < 0) {
      throw new IllegalArgumentException("A position is 0 or more, not: " + value);
    }
  }

  public Position next() {
    return new Position(value + 1);
  }

  public boolean isAfter(Position other) {
    return value > other.value;
  }

  @Override
  public int compareTo(Position other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
