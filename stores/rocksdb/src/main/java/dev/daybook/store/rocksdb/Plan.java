package dev.daybook.store.rocksdb;

import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventQuery;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * The sets of positions that a query asks for, all of which an event must lie in: each tag, any of
 * the streams, any of the kinds. What has no index (actor, correlation, causation) and sets of too
 * many parts are filtered afterwards.
 */
final class Plan implements AutoCloseable {
  /** A set of more parts than this is not worth an iterator for each. */
  private static final int MOST_PARTS = 32;

  private final Database database;
  private final boolean forward;
  private final List<Cursor> sets = new ArrayList<>();
  private final List<RocksIterator> iterators = new ArrayList<>();
  private final boolean exact;
  private final boolean nothing;

  Plan(Database database, Kinds kinds, EventQuery query, Direction direction) {
    this.database = database;
    this.forward = direction == Direction.FORWARD;
    var filtered =
        query.actor() != null || query.correlation() != null || query.causation() != null;
    for (var tag : query.tags()) {
      sets.add(new TaggedCursor(iterator(Family.TAG), Keys.tag(tag), forward));
    }
    if (query.streams().size() > MOST_PARTS) {
      filtered = true;
    } else if (!query.streams().isEmpty()) {
      sets.add(
          anyOf(
              query.streams().stream()
                  .<Cursor>map(stream ->
                      new StreamCursor(iterator(Family.STREAM), Keys.stream(stream), forward))
                  .toList()));
    }
    var nothingOfTheKind = false;
    if (!query.types().isEmpty() || !query.categories().isEmpty()) {
      var matching = kinds.matching(query.types(), query.categories());
      nothingOfTheKind = matching.isEmpty();
      if (matching.size() > MOST_PARTS) {
        filtered = true;
      } else {
        sets.add(
            anyOf(
                matching.stream()
                    .<Cursor>map(
                        kind -> new TaggedCursor(iterator(Family.KIND), Keys.kind(kind), forward))
                    .toList()));
      }
    }
    this.exact = !filtered;
    this.nothing = nothingOfTheKind;
  }

  private Cursor anyOf(List<Cursor> cursors) {
    return cursors.size() == 1 ? cursors.getFirst() : new AnyOf(cursors, forward);
  }

  private RocksIterator iterator(Family family) {
    var made = database.iterator(family);
    iterators.add(made);
    return made;
  }

  /** Whether every position it gives matches the query. */
  boolean exact() {
    return exact;
  }

  /** Whether no event can match. */
  boolean nothing() {
    return nothing;
  }

  /** Whether all positions are in it. */
  boolean all() {
    return sets.isEmpty();
  }

  /**
   * One step towards the next position that lies in all sets: the one given when it does, else one
   * further on that may, {@link Cursor#NONE} when there is no more.
   */
  long step(long position) throws RocksDBException {
    for (var set : sets) {
      var found = set.seek(position);
      if (found != position) {
        return found;
      }
    }
    return position;
  }

  @Override
  public void close() {
    iterators.forEach(RocksIterator::close);
  }
}
