package dev.daybook.store.sqlite;

import dev.daybook.kernel.archive.Payloads;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.EventDecoder;
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
import java.util.function.Supplier;

/** Reads events. Fetching happens on a reader's connection, decoding on the caller's thread. */
final class EventReader {
  /** Rows looked at for one page when the index alone does not answer the query. */
  private static final int MOST_LOOKED_AT = 4_000;

  /** A row as it lies in the file. */
  private record Stored(long position, byte[] hash, byte[] bytes) {}

  /** An event that is decoded only if it is asked for. */
  private record Found(Position position, Supplier<RecordedEvent> event) {}

  private final Readers readers;
  private final Kinds kinds;
  private final Payloads payloads;
  private final Unindexed unindexed;

  EventReader(Readers readers, Kinds kinds, Payloads payloads, Unindexed unindexed) {
    this.unindexed = unindexed;
    this.payloads = payloads;
    this.readers = readers;
    this.kinds = kinds;
  }

  Page read(EventQuery query, Position from, Direction direction, int limit, Position head) {
    var recent = unindexed.part();
    return switch (direction) {
      case FORWARD -> forward(query, from, limit, head, recent);
      case BACKWARD -> backward(query, from, limit, head, recent);
    };
  }

  private Page forward(
      EventQuery query, Position from, int limit, Position head, Unindexed.Part recent) {
    var indexed = new Position(Math.min(head.value(), recent.first() - 1));
    var page = indexed(query, from, Direction.FORWARD, limit, indexed);
    if (!page.end() || !head.isAfter(indexed)) {
      return page;
    }
    var at = Math.max(from.value(), indexed.value());
    if (page.events().size() == limit) {
      return new Page(page.events(), page.next(), head.value() <= at);
    }
    var events = new ArrayList<>(page.events());
    while (at < head.value() && events.size() < limit) {
      var event = recent.at(++at);
      if (query.matches(event)) {
        events.add(event);
      }
    }
    return new Page(events, new Position(at), head.value() <= at);
  }

  private Page backward(
      EventQuery query, Position from, int limit, Position head, Unindexed.Part recent) {
    var events = new ArrayList<RecordedEvent>();
    var at = Math.min(from.value(), head.value() + 1);
    while (at > recent.first() && events.size() < limit) {
      var event = recent.at(--at);
      if (query.matches(event)) {
        events.add(event);
      }
    }
    if (events.size() == limit) {
      return new Page(events, new Position(at), at <= 1);
    }
    var indexed = new Position(Math.min(head.value(), recent.first() - 1));
    try {
      var page =
          indexed(query, new Position(at), Direction.BACKWARD, limit - events.size(), indexed);
      events.addAll(page.events());
      return new Page(events, page.next(), page.end());
    } catch (StoreException.Deterministic damaged) {
      if (events.isEmpty()) {
        throw damaged;
      }
      return new Page(events, new Position(at), false);
    }
  }

  /** A page of what is in the indexes, up to a position. */
  private Page indexed(
      EventQuery query, Position from, Direction direction, int limit, Position head) {
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
    var decoder = new EventDecoder();
    for (var row : stored) {
      RecordedEvent event;
      try {
        event = decode(row, decoder);
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
    var recent = unindexed.part().of(stream);
    var before = recent.isEmpty() ? Long.MAX_VALUE : recent.getLast().version().value();
    var found = new ArrayList<Found>();
    switch (direction) {
      case FORWARD -> {
        found.addAll(indexed(stream, from.value(), before - 1, direction, limit + 1));
        recent.reversed().stream()
            .filter(event -> event.version().compareTo(from) >= 0)
            .forEach(event -> found.add(new Found(event.position(), () -> event)));
      }
      case BACKWARD -> {
        recent.stream()
            .filter(event -> event.version().compareTo(from) <= 0)
            .forEach(event -> found.add(new Found(event.position(), () -> event)));
        var to = Math.min(from.value(), before - 1);
        found.addAll(indexed(stream, 0, to, direction, limit + 1));
      }
    }
    found.removeIf(each -> each.position().isAfter(head));
    var events = found.stream().limit(limit).map(each -> each.event().get()).toList();
    var next = events.isEmpty() ? Position.START : events.getLast().position();
    return new Page(events, next, found.size() <= limit);
  }

  private List<Found> indexed(StreamId stream, long from, long to, Direction direction, int limit) {
    if (from > to) {
      return List.of();
    }
    var sql = direction == Direction.FORWARD ? Sql.STREAM_FORWARD : Sql.STREAM_BACKWARD;
    var parameters = new Object[] {stream.toString(), from, to, limit};
    var decoder = new EventDecoder();
    return readers.read(session -> rows(session, sql, parameters)).stream()
        .map(row -> new Found(new Position(row.position()), () -> decode(row, decoder)))
        .toList();
  }

  Optional<RecordedEvent> at(Position position) {
    return readers.read(session -> rows(session, Sql.AT, new Object[] {position.value()})).stream()
        .map(row -> decode(row, new EventDecoder()))
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

  private RecordedEvent decode(Stored row, EventDecoder decoder) {
    var bytes = payloads.whole(new Position(row.position()), row.bytes());
    return decode(row.position(), bytes, row.hash(), decoder);
  }

  /**
   * An event from its row.
   *
   * @throws StoreException.Deterministic when it is damaged; the message names it
   */
  static RecordedEvent decode(long position, byte[] bytes, byte[] hash, EventDecoder decoder) {
    try {
      return decoder.decode(bytes, Hash.of(hash));
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
