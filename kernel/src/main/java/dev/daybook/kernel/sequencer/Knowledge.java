package dev.daybook.kernel.sequencer;

import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.Page;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Receipt;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.sequencer.DurableLog.StreamEnd;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the sequencer knows of the durable state, with its caches. Used by whoever has the turn to
 * write.
 */
final class Knowledge {
  private static final int STREAMS = 20_000;

  /**
   * Up to this far from the head the ring answers; beyond, the store's indexes are quicker than
   * looking at every event.
   */
  private static final long NEAR = 256;

  private static final int LOOK_AT_A_TIME = 16;

  private final DurableLog log;
  private final Tail tail;
  private final Map<StreamId, StreamEnd> ends =
      new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<StreamId, StreamEnd> eldest) {
          return size() > STREAMS;
        }
      };
  private LogHead head;
  private boolean stale;

  Knowledge(DurableLog log, Tail tail) {
    this.log = log;
    this.tail = tail;
    this.head = tail.head();
  }

  /** The head that everything here is known as of. */
  LogHead head() {
    return head;
  }

  /**
   * Somebody else may have written: nothing that was remembered counts until the head has been read
   * again.
   */
  void forget() {
    stale = true;
  }

  /**
   * Reads the head again if somebody else may have written, or is known to have.
   *
   * @return whether it was read
   */
  boolean refresh() {
    var read = stale || !tail.head().position().equals(head.position());
    if (read) {
      goOnFrom(log.head());
    }
    return read;
  }

  /** Whether the log still stands where it is known to; if not, the rest is known anew. */
  boolean isCurrent() {
    var now = log.head();
    var current = now.equals(head);
    if (!current) {
      goOnFrom(now);
    }
    return current;
  }

  /** Others write too fast: takes the turn to write from them. */
  void lead() {
    goOnFrom(log.lead());
  }

  private void goOnFrom(LogHead now) {
    if (stale || !now.position().equals(head.position()) || !now.hash().equals(head.hash())) {
      ends.clear();
    }
    head = now;
    tail.moveTo(now);
    stale = false;
  }

  /** A group has become durable. */
  void advance(GroupEvaluation group) {
    ends.putAll(group.ends());
    head = group.head();
    tail.publish(group.events(), head);
  }

  /** A part of another log has become durable here. */
  void restored(Map<StreamId, StreamEnd> reached, LogHead now) {
    ends.putAll(reached);
    head = now;
    tail.moveTo(now);
  }

  /** Asks for the ends of these streams at once, where they are not known. */
  void learn(Set<StreamId> streams) {
    var unknown = new HashSet<>(streams);
    unknown.removeAll(ends.keySet());
    if (unknown.size() > 1) {
      var found = log.ends(unknown);
      unknown.forEach(stream -> ends.put(stream, found.getOrDefault(stream, StreamEnd.NONE)));
    }
  }

  Optional<Receipt> lookup(AppendId id) {
    return log.lookup(id);
  }

  StreamEnd end(StreamId stream) {
    var known = ends.get(stream);
    if (known == null) {
      known = log.end(stream);
      ends.put(stream, known);
    }
    return known;
  }

  Optional<Position> firstMatching(EventQuery query, Position since) {
    var upTo = head.position();
    var from = since;
    while (upTo.isAfter(from)) {
      var page = page(query, from, upTo);
      if (!page.events().isEmpty()) {
        return Optional.of(page.events().getFirst().position());
      }
      if (page.end()) {
        break;
      }
      from = page.next();
    }
    return Optional.empty();
  }

  private Page page(EventQuery query, Position from, Position upTo) {
    var near = upTo.value() - from.value() <= NEAR ? tail.read(query, from, 1, upTo) : null;
    return near == null ? log.readHeaders(query, from, LOOK_AT_A_TIME, upTo) : near;
  }
}
