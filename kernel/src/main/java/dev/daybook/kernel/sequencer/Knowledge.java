package dev.daybook.kernel.sequencer;

import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.Page;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Receipt;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.sequencer.DurableLog.StreamEnd;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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
  private boolean stale;

  Knowledge(DurableLog log, Tail tail) {
    this.log = log;
    this.tail = tail;
  }

  LogHead head() {
    return tail.head();
  }

  /**
   * Somebody else may have written: nothing that was remembered counts until the head has been read
   * again.
   */
  void forget() {
    stale = true;
  }

  void refresh() {
    if (stale) {
      var head = log.head();
      ends.clear();
      tail.moveTo(head);
      stale = false;
    }
  }

  /** A group has become durable. */
  void advance(GroupEvaluation group) {
    ends.putAll(group.ends());
    tail.publish(group.events(), group.head());
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
    var head = head().position();
    var from = since;
    while (head.isAfter(from)) {
      var page = page(query, from, head);
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

  private Page page(EventQuery query, Position from, Position head) {
    var near = head.value() - from.value() <= NEAR ? tail.read(query, from, 1, head) : null;
    return near == null ? log.read(query, from, Direction.FORWARD, LOOK_AT_A_TIME, head) : near;
  }
}
