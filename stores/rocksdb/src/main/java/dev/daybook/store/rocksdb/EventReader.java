package dev.daybook.store.rocksdb;

import dev.daybook.kernel.archive.Payloads;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventDecoder;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.Page;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** Reads events. Fetching happens beside the database, decoding on the caller's thread. */
final class EventReader {
  /** Positions looked at for one page when the indexes alone do not answer the query. */
  private static final int MOST_LOOKED_AT = 4_000;

  /** Bytes fetched for one page when many events are looked at for few. */
  private static final long MOST_BYTES = 8L << 20;

  /**
   * What was fetched for a page.
   *
   * @param damage why the position behind the last of them cannot be read, null when it can
   * @param through the last position looked at
   * @param exhausted whether nothing lies beyond
   */
  private record Fetched(
      List<Chunk.Stored> events,
      @Nullable StoreException damage,
      long through,
      boolean exhausted) {}

  private final Gate gate;
  private final Kinds kinds;
  private final Payloads payloads;

  /**
   * @param payloads where archived ones are found
   */
  EventReader(Gate gate, Kinds kinds, Payloads payloads) {
    this.gate = gate;
    this.kinds = kinds;
    this.payloads = payloads;
  }

  Page read(EventQuery query, Position from, Direction direction, int limit, Position head) {
    var forward = direction == Direction.FORWARD;
    var fetched = gate.read(database -> fetch(database, query, from, direction, limit, head));
    var exhausted = forward ? Math.max(from.value(), head.value()) : Math.min(from.value(), 1);
    var events = new ArrayList<RecordedEvent>(Math.min(limit, fetched.events().size()));
    var through = 0L;
    var decoder = new EventDecoder();
    for (var stored : fetched.events()) {
      RecordedEvent event;
      try {
        event = decode(stored, decoder);
      } catch (StoreException.Deterministic damaged) {
        return upTo(events, through, damaged);
      }
      through = stored.position();
      if (query.matches(event)) {
        events.add(event);
        if (events.size() == limit) {
          return new Page(events, event.position(), through == (forward ? head.value() : 1));
        }
      }
    }
    if (fetched.damage() != null) {
      return upTo(events, fetched.through(), fetched.damage());
    }
    return fetched.exhausted()
        ? new Page(events, new Position(exhausted), true)
        : new Page(events, new Position(fetched.through()), false);
  }

  /** What lies before a damaged event; when that is nothing, the damage itself. */
  private static Page upTo(List<RecordedEvent> events, long through, StoreException damage) {
    if (through == 0) {
      throw damage;
    }
    return new Page(events, new Position(through), false);
  }

  private Fetched fetch(
      Database database,
      EventQuery query,
      Position from,
      Direction direction,
      int limit,
      Position head)
      throws RocksDBException {
    var forward = direction == Direction.FORWARD;
    var first = forward ? Math.min(from.value(), head.value()) + 1 : 1;
    var last = forward ? head.value() : Math.min(from.value() - 1, head.value());
    try (var plan = new Plan(database, kinds, query, direction);
        var events = new Events(database, plan.all())) {
      if (query.from() != null && first <= last) {
        first = Math.max(first, firstAtOrAfter(events, query.from(), head.value()));
      }
      if (query.until() != null && first <= last) {
        last = Math.min(last, firstAtOrAfter(events, query.until(), head.value()) - 1);
      }
      if (plan.nothing() || first > last) {
        return new Fetched(List.of(), null, 0, true);
      }
      return fetch(plan, events, forward, forward ? first : last, forward ? last : first, limit);
    }
  }

  private static Fetched fetch(
      Plan plan, Events events, boolean forward, long start, long end, int limit)
      throws RocksDBException {
    var found = new ArrayList<Chunk.Stored>();
    var step = forward ? 1 : -1;
    var through = 0L;
    var bytes = 0L;
    var most = plan.exact() ? limit : Math.max(limit, MOST_LOOKED_AT);
    var budget = plan.exact() && plan.all() ? limit : Math.max(limit, MOST_LOOKED_AT);
    var at = start;
    while (at != Cursor.NONE && (forward ? at <= end : at >= end)) {
      if (budget-- == 0 || found.size() == most || !plan.exact() && bytes > MOST_BYTES) {
        return new Fetched(found, null, at - step, false);
      }
      var next = plan.step(at);
      if (next == at) {
        try {
          var stored = events.at(at);
          bytes += stored.bytes().length;
          found.add(stored);
        } catch (StoreException.Deterministic damage) {
          return new Fetched(found, damage, through, false);
        }
        through = at;
        next = at + step;
      }
      at = next;
    }
    return new Fetched(found, null, through, true);
  }

  Page read(StreamId stream, Version from, Direction direction, int limit, Position head) {
    var forward = direction == Direction.FORWARD;
    var fetched =
        gate.read(database -> fetch(database, stream, from.value(), forward, limit + 1, head));
    var events = new ArrayList<RecordedEvent>(Math.min(limit, fetched.events().size()));
    var decoder = new EventDecoder();
    for (var stored : fetched.events()) {
      if (events.size() < limit) {
        events.add(decode(stored, decoder));
      }
    }
    if (fetched.damage() != null && events.size() < limit) {
      throw fetched.damage();
    }
    var next = events.isEmpty() ? Position.START : events.getLast().position();
    return new Page(events, next, fetched.events().size() <= limit && fetched.damage() == null);
  }

  private static Fetched fetch(
      Database database, StreamId stream, long from, boolean forward, int most, Position head)
      throws RocksDBException {
    var found = new ArrayList<Chunk.Stored>();
    var prefix = Keys.stream(stream);
    try (var rows = database.iterator(Family.STREAM);
        var events = new Events(database, false)) {
      var version = forward ? Math.max(1, from) : from;
      var row = Postings.atOrBelow(rows, prefix, version);
      while (row != null && found.size() < most) {
        if (forward && version >= row.next()) {
          break;
        }
        var index = (int) Math.clamp(version - row.number(), 0, row.positions().length - 1L);
        for (;
            index >= 0 && index < row.positions().length && found.size() < most;
            index += forward ? 1 : -1) {
          var at = row.positions()[index];
          if (at > head.value()) {
            continue;
          }
          try {
            found.add(events.at(at));
          } catch (StoreException.Deterministic damage) {
            return new Fetched(found, damage, 0, false);
          }
        }
        version = forward ? row.next() : row.number() - 1;
        row = forward ? Postings.next(rows, prefix) : Postings.atOrBelow(rows, prefix, version);
      }
    }
    return new Fetched(found, null, 0, true);
  }

  Optional<RecordedEvent> at(Position position) {
    var stored =
        gate.read(database -> {
          try (var events = new Events(database, false)) {
            return Optional.ofNullable(events.find(position.value()));
          }
        });
    return stored.map(found -> decode(found, new EventDecoder()));
  }

  Optional<Position> firstAtOrAfter(Instant time, Position head) {
    return gate.read(database -> {
      try (var events = new Events(database, false)) {
        var found = firstAtOrAfter(events, time, head.value());
        return found > head.value() ? Optional.<Position>empty() : Optional.of(new Position(found));
      }
    });
  }

  /** Binary search by position, because recorded time never decreases; behind the head if none. */
  private static long firstAtOrAfter(Events events, Instant time, long head)
      throws RocksDBException {
    var low = 1L;
    var high = head + 1;
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (events.timeAt(middle).isBefore(time)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private RecordedEvent decode(Chunk.Stored stored, EventDecoder decoder) {
    var bytes = payloads.whole(new Position(stored.position()), stored.bytes());
    try {
      return decoder.decode(bytes, Hash.of(stored.hash()));
    } catch (IllegalArgumentException | StoreException broken) {
      throw Events.damaged(stored.position(), broken);
    }
  }
}
