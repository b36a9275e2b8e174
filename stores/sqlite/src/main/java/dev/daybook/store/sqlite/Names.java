package dev.daybook.store.sqlite;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The numbers that stand for names inside the file, for the writer. New numbers count only once
 * they are committed: {@link #forget} after a rollback.
 */
final class Names {
  private static final int REMEMBERED = 50_000;

  private final Session session;
  private final String find;
  private final String insert;
  private final String nextId;
  private final Map<String, Long> known =
      new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > REMEMBERED;
        }
      };
  private long next;

  Names(Session session, String find, String insert, String nextId) throws SQLException {
    this.session = session;
    this.find = find;
    this.insert = insert;
    this.nextId = nextId;
    this.next = session.number(nextId);
  }

  /** The number of a name, which gets one if it has none. */
  long id(String name) throws SQLException {
    var id = known.get(name);
    if (id == null) {
      id = session.number(find, name);
      if (id == 0) {
        id = next++;
        session.run(insert, id, name);
      }
      known.put(name, id);
    }
    return id;
  }

  /** Whether the number of a name is at hand. */
  boolean knows(String name) {
    return known.containsKey(name);
  }

  void forget() throws SQLException {
    known.clear();
    next = session.number(nextId);
  }
}
