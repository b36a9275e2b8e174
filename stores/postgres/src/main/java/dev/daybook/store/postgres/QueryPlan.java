package dev.daybook.store.postgres;

import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import java.util.stream.Stream;

/**
 * Which index answers a query: a tag, else streams, else kinds, else the positions themselves.
 * Whatever the index does not cover is filtered afterwards, over a bounded number of rows a page.
 *
 * @param exact whether every row the index gives matches
 */
record QueryPlan(Way way, EventQuery query, boolean exact) {
  enum Way {
    TAG,
    STREAMS,
    KINDS,
    FORWARD,
    BACKWARD
  }

  /** For more streams than this the rows are filtered. */
  private static final int MOST_STREAMS = 200;

  /** A block of kinds spans no more positions than this. */
  static final int BLOCK = 4_096;

  /** What {@link #reached} says when nothing is left. */
  static final long EVERYTHING = -1;

  /** What it says when there may be more behind the last row. */
  static final long ALL_ROWS = -2;

  static QueryPlan of(EventQuery query, Direction direction) {
    var rest = query.actor() != null || query.correlation() != null || query.causation() != null;
    var narrowed = !query.types().isEmpty() || !query.categories().isEmpty();
    var streams = !query.streams().isEmpty();
    if (!query.tags().isEmpty()) {
      return new QueryPlan(
          Way.TAG, query, query.tags().size() == 1 && !streams && !narrowed && !rest);
    }
    if (streams && query.streams().size() <= MOST_STREAMS) {
      return new QueryPlan(Way.STREAMS, query, !narrowed && !rest);
    }
    if (narrowed) {
      return new QueryPlan(Way.KINDS, query, !streams && !rest);
    }
    return new QueryPlan(
        direction == Direction.FORWARD ? Way.FORWARD : Way.BACKWARD, query, !streams && !rest);
  }

  String text(Sql sql, Direction direction) {
    return switch (way) {
      case TAG -> sql.text("tag", direction);
      case STREAMS -> sql.text("streams", direction);
      case KINDS -> sql.text("kinds", direction);
      case FORWARD -> sql.text("positions-forward");
      case BACKWARD -> sql.text("positions-backward");
    };
  }

  /**
   * The values of its parameters.
   *
   * @param above exclusive
   * @param upTo inclusive
   */
  Object[] parameters(long above, long upTo, int rows) {
    var below = upTo == Long.MAX_VALUE ? upTo : upTo + 1;
    return switch (way) {
      case TAG ->
          new Object[] {
            query.tags().stream().map(Tag::text).sorted().findFirst().orElseThrow(),
            above,
            below,
            rows
          };
      case STREAMS ->
          new Object[] {
            texts(query.streams().stream().map(StreamId::toString)), above, below, rows, rows
          };
      case KINDS -> {
        var types = texts(query.types().stream());
        var categories = texts(query.categories().stream());
        var lastBlock = below > Long.MAX_VALUE - BLOCK ? below : below + BLOCK;
        yield new Object[] {
          types,
          categories,
          above,
          lastBlock,
          above,
          below,
          rows,
          types,
          categories,
          above,
          below,
          rows,
          rows
        };
      }
      case FORWARD -> new Object[] {above, below, above + rows};
      case BACKWARD -> new Object[] {below, above, below, rows};
    };
  }

  /**
   * How far a page has come: {@link #EVERYTHING}, {@link #ALL_ROWS}, or, along the positions, where
   * to go on after a stretch that events are missing from.
   */
  long reached(long above, long upTo, int rows, int found) {
    return switch (way) {
      case TAG, STREAMS, KINDS -> found < rows ? EVERYTHING : ALL_ROWS;
      case FORWARD ->
          upTo - above <= rows
              ? everythingOrRows(rows, found)
              : found == rows ? ALL_ROWS : above + rows;
      case BACKWARD ->
          upTo - above <= rows
              ? everythingOrRows(rows, found)
              : found == rows ? ALL_ROWS : upTo - rows + 1;
    };
  }

  private static long everythingOrRows(int rows, int found) {
    return found < rows ? EVERYTHING : ALL_ROWS;
  }

  private static String[] texts(Stream<String> texts) {
    return texts.sorted().toArray(String[]::new);
  }
}
