package dev.daybook.faults.check;

import dev.daybook.faults.history.Entry.Held;
import dev.daybook.faults.history.Filter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the log holds in the end, and how it stood at every position on the way there. */
final class FinalLog {
  private final List<Held> inReadingOrder;
  private final TreeMap<Long, Held> byPosition = new TreeMap<>();
  private final Map<String, List<Held>> byAppend = new HashMap<>();
  private final Map<String, List<Held>> byStream = new HashMap<>();

  FinalLog(List<Held> inReadingOrder) {
    this.inReadingOrder = inReadingOrder;
    for (var event : inReadingOrder) {
      byPosition.putIfAbsent(event.position(), event);
      byStream.computeIfAbsent(event.stream(), _ -> new ArrayList<>()).add(event);
      if (event.append() != null) {
        byAppend.computeIfAbsent(event.append(), _ -> new ArrayList<>()).add(event);
      }
    }
  }

  List<Held> inReadingOrder() {
    return inReadingOrder;
  }

  Map<String, List<Held>> byAppend() {
    return Collections.unmodifiableMap(byAppend);
  }

  /** What was written under an append id, in the order it is read. */
  List<Held> written(String append) {
    return byAppend.getOrDefault(append, List.of());
  }

  Optional<Held> at(long position) {
    return Optional.ofNullable(byPosition.get(position));
  }

  long head() {
    return byPosition.isEmpty() ? 0 : byPosition.lastKey();
  }

  /** Events after one position and up to another. */
  Iterable<Held> between(long after, long through) {
    return through <= after ? List.of() : byPosition.subMap(after, false, through, true).values();
  }

  /**
   * The version of a stream once everything up to a position was written; 0 when it was not there.
   */
  long version(String stream, long through) {
    var version = 0L;
    for (var event : byStream.getOrDefault(stream, List.of())) {
      if (event.position() > through) {
        break;
      }
      version = event.version();
    }
    return version;
  }

  /** The first event that matches, after one position and up to another. */
  Optional<Held> firstMatching(Filter filter, long after, long through) {
    for (var event : between(after, through)) {
      if (filter.matches(event)) {
        return Optional.of(event);
      }
    }
    return Optional.empty();
  }
}
