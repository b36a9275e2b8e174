package dev.daybook.store.sqlite;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The pairs of stream category and event type there are, with their numbers. There are few, so all
 * are kept at hand.
 */
final class Kinds {
  /** A category and the name of a type. */
  record Kind(String category, String type) {}

  private final Session session;
  private Map<Kind, Long> pending = new HashMap<>();
  private long next;
  private volatile Map<Kind, Long> committed;

  Kinds(Session session) throws SQLException {
    this.session = session;
    this.committed = load();
    this.next = session.number(Sql.NEXT_KIND);
  }

  /** The number of a pair, which gets one if it has none; writer only. */
  long id(Kind kind) throws SQLException {
    var id = committed.get(kind);
    if (id == null) {
      id = pending.get(kind);
    }
    if (id == null) {
      id = next++;
      session.run(Sql.NEW_KIND, id, kind.category(), kind.type());
      pending.put(kind, id);
    }
    return id;
  }

  /** Whether a pair has a number that is durable. */
  boolean knows(Kind kind) {
    return committed.containsKey(kind);
  }

  /** What was given out has become durable. */
  void commit() {
    if (!pending.isEmpty()) {
      var all = new HashMap<>(committed);
      all.putAll(pending);
      committed = Map.copyOf(all);
      pending = new HashMap<>();
    }
  }

  void forget() throws SQLException {
    pending.clear();
    committed = load();
    next = session.number(Sql.NEXT_KIND);
  }

  /** The numbers of the pairs that a query can ask for; any thread. */
  List<Long> matching(Set<String> types, Set<String> categories) {
    return committed.entrySet().stream()
        .filter(entry -> types.isEmpty() || types.contains(entry.getKey().type()))
        .filter(entry -> categories.isEmpty() || categories.contains(entry.getKey().category()))
        .map(Map.Entry::getValue)
        .sorted()
        .toList();
  }

  private Map<Kind, Long> load() throws SQLException {
    var all = new HashMap<Kind, Long>();
    try (var rows = session.bind(Sql.KINDS).executeQuery()) {
      while (rows.next()) {
        all.put(new Kind(rows.getString(2), rows.getString(3)), rows.getLong(1));
      }
    }
    return Map.copyOf(all);
  }
}
