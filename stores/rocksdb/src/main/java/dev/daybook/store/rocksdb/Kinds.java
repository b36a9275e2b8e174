package dev.daybook.store.rocksdb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * The pairs of stream category and event type there are, with their numbers. There are few, so all
 * are kept at hand.
 */
final class Kinds {
  /** A category and the name of a type. */
  record Kind(String category, String type) {
    private byte[] key() {
      return Keys.ascii("kind/" + category + "/" + type);
    }

    private static Kind of(byte[] key) {
      var parts = new String(key, StandardCharsets.US_ASCII).split("/", 3);
      return new Kind(parts[1], parts[2]);
    }
  }

  private final Map<Kind, Integer> pending = new HashMap<>();

  /** How many events of a kind there are, as far as the writer has needed to know. */
  private final Map<Integer, Long> counts = new HashMap<>();

  private volatile Map<Kind, Integer> committed = Map.of();

  /** Takes what the database holds; what was not committed is forgotten. */
  void load(Database database) throws RocksDBException {
    pending.clear();
    counts.clear();
    var all = new HashMap<Kind, Integer>();
    try (var rows = database.iterator(Family.META)) {
      for (rows.seek(Keys.KIND);
          rows.isValid() && Keys.startsWith(rows.key(), Keys.KIND);
          rows.next()) {
        all.put(Kind.of(rows.key()), ByteBuffer.wrap(rows.value()).getInt());
      }
      rows.status();
    }
    committed = Map.copyOf(all);
  }

  /** The number of a pair, which gets one in this batch if it has none; writer only. */
  int id(Kind kind, Batch batch) {
    var known = committed.get(kind);
    var id = known == null ? pending.get(kind) : known;
    if (id == null) {
      id = committed.size() + pending.size() + 1;
      batch.put(Family.META, kind.key(), Keys.kind(id));
      pending.put(kind, id);
    }
    return id;
  }

  /** How many events of a kind are committed; writer only. */
  long count(Database database, int kind) throws RocksDBException {
    var known = counts.get(kind);
    if (known == null) {
      known = count(database, kind, Long.MAX_VALUE);
      counts.put(kind, known);
    }
    return known;
  }

  /** How many events of a kind lie at or below a position. */
  static long count(Database database, int kind, long position) throws RocksDBException {
    var prefix = Keys.kind(kind);
    try (var rows = database.iterator(Family.KIND)) {
      var newest = Postings.atOrBelow(rows, prefix, position);
      return newest == null ? 0 : newest.before() + newest.upTo(position);
    }
  }

  /** What was given out has become durable, and so many events of each kind. */
  void commit(Map<Integer, Longs> written) {
    if (!pending.isEmpty()) {
      var all = new HashMap<>(committed);
      all.putAll(pending);
      committed = Map.copyOf(all);
      pending.clear();
    }
    written.forEach((kind, positions) -> counts.merge(kind, (long) positions.count(), Long::sum));
  }

  void forget() {
    pending.clear();
    counts.clear();
  }

  Map<Kind, Integer> all() {
    return committed;
  }

  @Nullable Integer find(Kind kind) {
    return committed.get(kind);
  }

  /** The numbers of the pairs that a query can ask for; any thread. */
  List<Integer> matching(Set<String> types, Set<String> categories) {
    return committed.entrySet().stream()
        .filter(entry -> types.isEmpty() || types.contains(entry.getKey().type()))
        .filter(entry -> categories.isEmpty() || categories.contains(entry.getKey().category()))
        .map(Map.Entry::getValue)
        .sorted()
        .toList();
  }
}
