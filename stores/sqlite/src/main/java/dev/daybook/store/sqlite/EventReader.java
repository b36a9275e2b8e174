package dev.daybook.store.sqlite;

import dev.daybook.kernel.archive.Payloads;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.Page;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads events. Fetching happens on a reader's connection, decoding on the caller's thread. */
final class EventReader {
  /** Rows looked at for one page when the index alone does not answer the query. */
  private static final int MOST_LOOKED_AT = 4_000;

  /** A row as it lies in the file. */
  private record Stored(long position, byte[] hash, byte[] bytes) {}

  private final Readers readers;
  private final Kinds kinds;
  private final Payloads payloads;

  EventReader(Readers readers, Kinds kinds, Payloads payloads) {
    this.payloads = payloads;
    this.readers = readers;
    this.kinds = kinds;
  }

  Page read(EventQuery query, Position from, Direction direction, int limit, Position head) {
    var forward = direction == Direction.FORWARD;
    var below = forward ? head.value() + 1 : Math.min(from.value(), head.value() + 1);
    var above = forward ? from.value() : 0;
    var exhausted = forward ? Math.max(from.value(), head.value()) : Math.min(from.value(), 1);
    if (query.from() != null) {
      var first = firstAtOrAfter(query.from(), head);
      above = first.isEmpty() ? Long.MAX_VALUE : Math.max(above, first.get().value() - 1);
    }
    if (query.until() != null) {
      var end = firstAtOrAfter(query.until(), head);
      below = end.isEmpty() ? below : Math.min(below, end.get().value());
    }
    var plan = QueryPlan.of(query, direction, kinds);
    if (plan.nothing() || above + 1 >= below) {
      return new Page(List.of(), new Position(exhausted), true);
    }
    var rows = plan.exact() ? limit : Math.max(limit, MOST_LOOKED_AT);
    var parameters = plan.parameters(above, below, rows);
    var stored = readers.read(session -> rows(session, plan.sql(), parameters));
    return page(stored, query, limit, rows, exhausted, forward ? head.value() : 1);
  }

  private Page page(
      List<Stored> stored, EventQuery query, int limit, int rows, long exhausted, long last) {
    var events = new ArrayList<RecordedEvent>(Math.min(limit, stored.size()));
    var through = 0L;
    for (var row : stored) {
      RecordedEvent event;
      try {
        event = decode(row);
      } catch (StoreException.Deterministic damaged) {
        if (through == 0) {
          throw damaged;
        }
        return new Page(events, new Position(through), false);
      }
      through = row.position();
      if (query.matches(event)) {
        events.add(event);
        if (events.size() == limit) {
          return new Page(events, event.position(), through == last);
        }
      }
    }
    return stored.size() < rows
        ? new Page(events, new Position(exhausted), true)
        : new Page(events, new Position(through), through == last);
  }

  Page read(StreamId stream, Version from, Direction direction, int limit, Position head) {
    var sql = direction == Direction.FORWARD ? Sql.STREAM_FORWARD : Sql.STREAM_BACKWARD;
    var name = stream.toString();
    var stored =
        readers.read(session -> rows(session, sql, new Object[] {name, from.value(), limit + 1}));
    var visible = stored.stream().filter(row -> row.position() <= head.value()).toList();
    var events = new ArrayList<RecordedEvent>(Math.min(limit, visible.size()));
    for (var row : visible.subList(0, Math.min(limit, visible.size()))) {
      events.add(decode(row));
    }
    var next = events.isEmpty() ? Position.START : events.getLast().position();
    return new Page(events, next, visible.size() <= limit);
  }

  Optional<RecordedEvent> at(Position position) {
    return readers.read(session -> rows(session, Sql.AT, new Object[] {position.value()})).stream()
        .map(this::decode)
        .findFirst();
  }

  /** Binary search on the position key, because recorded time never decreases along it. */
  Optional<Position> firstAtOrAfter(Instant time, Position head) {
    return readers.read(session -> {
      var low = 1L;
      var high = head.value() + 1;
      while (low < high) {
        var middle = (low + high) >>> 1;
        if (timeAt(session, middle).isBefore(time)) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low > head.value() ? Optional.<Position>empty() : Optional.of(new Position(low));
    });
  }

  private static Instant timeAt(Session session, long position) throws SQLException {
    return session
        .first(row -> EventBytes.time(Writer.micros(row.getBytes(1))), Sql.TIME_AT, position)
        .orElseThrow(() ->
            new StoreException.Deterministic(
                "Event " + position + " is missing. Run `daybook verify`.", null));
  }

  private static List<Stored> rows(Session session, String sql, Object[] parameters)
      throws SQLException {
    var stored = new ArrayList<Stored>();
    try (var rows = session.bind(sql, parameters).executeQuery()) {
      while (rows.next()) {
        stored.add(new Stored(rows.getLong(1), rows.getBytes(2), rows.getBytes(3)));
      }
    }
    return stored;
  }

  private RecordedEvent decode(Stored row) {
    var bytes = payloads.whole(new Position(row.position()), row.bytes());
    return decode(row.position(), bytes, row.hash());
  }

  /**
   * An event from its row.
   *
   * @throws StoreException.Deterministic when it is damaged; the message names it
   */
  static RecordedEvent decode(long position, byte[] bytes, byte[] hash) {
    try {
      return EventBytes.decode(bytes, Hash.of(hash));
    } catch (IllegalArgumentException | StoreException damaged) {
      throw new StoreException.Deterministic(
          "Event "
              + position
              + " is damaged ("
              + damaged.getMessage()
              + "). What lies before and after it can still be read; run `daybook verify`.",
          damaged);
    }
  }
}
