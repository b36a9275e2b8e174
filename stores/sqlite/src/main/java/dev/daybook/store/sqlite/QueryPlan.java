package dev.daybook.store.sqlite;

import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import java.util.ArrayList;
import java.util.List;

/**
 * Which index answers a query over what is indexed: streams, else a tag, else kinds, else the
 * positions themselves. Whatever the index does not cover is filtered afterwards, over a bounded
 * number of rows a page.
 *
 * @param sql with three parameters at its end for every branch: position above, position below,
 *     most rows
 * @param branches what each branch of the union asks for; empty for a walk along the positions
 * @param exact whether every row the index gives matches
 * @param nothing whether no event can match
 */
record QueryPlan(String sql, List<Object> branches, boolean exact, boolean nothing) {
  /** More branches than this are not worth a union; then the rows are filtered. */
  private static final int MOST_BRANCHES = 24;

  private static final String KIND =
      "select position from event_kind where kind = ? and position > ?";

  static QueryPlan of(EventQuery query, Direction direction, Kinds kinds) {
    var order = direction == Direction.FORWARD ? "asc" : "desc";
    var rest = query.actor() != null || query.correlation() != null || query.causation() != null;
    var narrowed = !query.types().isEmpty() || !query.categories().isEmpty();
    var matching = narrowed ? kinds.matching(query.types(), query.categories()) : List.<Long>of();
    if (narrowed && matching.isEmpty()) {
      return new QueryPlan("", List.of(), true, true);
    }
    if (!query.tags().isEmpty()) {
      var exact = query.tags().size() == 1 && query.streams().isEmpty() && !narrowed && !rest;
      return tags(query, order, exact);
    }
    if (!query.streams().isEmpty() && query.streams().size() <= MOST_BRANCHES) {
      var names = query.streams().stream().<Object>map(StreamId::toString).toList();
      return union(
          "select position from stream_event where stream = (select id from stream where name = ?)"
              + " and position > ?",
          names,
          order,
          !narrowed && !rest);
    }
    if (narrowed && matching.size() <= MOST_BRANCHES) {
      return union(KIND, List.copyOf(matching), order, query.streams().isEmpty() && !rest);
    }
    return positions(order, query.streams().isEmpty() && !narrowed && !rest);
  }

  private static QueryPlan tags(EventQuery query, String order, boolean exact) {
    var names = query.tags().stream().sorted().<Object>map(Tag::text).toList();
    return union(
        "select position from tag where tag = (select id from tag_name where name = ?) and"
            + " position > ?",
        names.subList(0, 1),
        order,
        exact);
  }

  /**
   * Each branch gives its first rows in order; so the first of all of them together are the first
   * there are.
   */
  private static QueryPlan union(String branch, List<Object> values, String order, boolean exact) {
    var parts = new ArrayList<String>();
    var asked = new ArrayList<Object>();
    for (var value : values) {
      parts.add(
          "select * from ("
              + branch
              + " and position < ? order by position "
              + order
              + " limit ?)");
      asked.add(value);
    }
    var sql =
        "select e.position, e.hash, e.bytes from (select position from ("
            + String.join(" union all ", parts)
            + ") order by position "
            + order
            + " limit ?) c cross join event e on e.position = c.position order by c.position "
            + order;
    return new QueryPlan(sql, asked, exact, false);
  }

  private static QueryPlan positions(String order, boolean exact) {
    var sql =
        "select position, hash, bytes from event where position > ? and position < ? order by"
            + " position "
            + order
            + " limit ?";
    return new QueryPlan(sql, List.of(), exact, false);
  }

  /** Its parameters, in order. */
  Object[] parameters(long above, long below, int rows) {
    var all = new ArrayList<Object>();
    for (var branch : branches) {
      all.addAll(List.of(branch, above, below, rows));
    }
    if (branches.isEmpty()) {
      all.addAll(List.of(above, below));
    }
    all.add(rows);
    return all.toArray();
  }
}
