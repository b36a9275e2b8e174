package dev.daybook.store.postgres;

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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads events. A page comes from one statement, which sees the head and the events below it at the
 * same moment.
 */
final class EventReader {
  /** Rows looked at for one page when an index alone does not answer the query. */
  private static final int MOST_LOOKED_AT = 4_000;

  /** A row as it lies in the table, or where the head is: beside the events, without bytes. */
  private record Stored(long position, byte[] hash, byte[] bytes) {
    private static final byte[] NONE = {};

    static Stored of(ResultSet row) throws SQLException {
      var position = row.getLong(1);
      var hash = row.getBytes(2);
      return hash == null
          ? new Stored(position, NONE, NONE)
          : new Stored(position, hash, row.getBytes(3));
    }

    boolean isHead() {
      return hash == NONE;
    }
  }

  /** Rows, and the head that was seen with them. */
  private record Found(long head, List<Stored> rows) {}

  private final Database database;
  private final Payloads payloads;

  EventReader(Database database, Payloads payloads) {
    this.database = database;
    this.payloads = payloads;
  }

  /**
   * A page of the log.
   *
   * @param cap nothing above it; {@link Position#END} for the head that is seen with the events
   */
  Page read(EventQuery query, Position from, Direction direction, int limit, Position cap) {
    if (query.from() == null && query.until() == null) {
      return page(query, from, direction, limit, cap, 0, cap.value());
    }
    var head = cap.equals(Position.END) ? head() : cap;
    var above = query.from() == null ? Optional.of(Position.START) : since(query.from(), head);
    var until = query.until() == null ? head : until(query.until(), head);
    return page(
        query, from, direction, limit, head, above.map(Position::value).orElse(-1L), until.value());
  }

  private Optional<Position> since(Instant time, Position head) {
    return firstAtOrAfter(time, head).map(first -> new Position(first.value() - 1));
  }

  private Position until(Instant time, Position head) {
    return firstAtOrAfter(time, head).map(end -> new Position(end.value() - 1)).orElse(head);
  }

  /**
   * @param after no event at or below it, -1 for none at all
   * @param upTo no event above it
   */
  private Page page(
      EventQuery query,
      Position from,
      Direction direction,
      int limit,
      Position cap,
      long after,
      long upTo) {
    var forward = direction == Direction.FORWARD;
    var above = forward ? Math.max(from.value(), after) : after;
    var below = forward ? upTo : Math.min(upTo, from.value() - 1);
    if (after < 0 || above >= below) {
      var head = cap.equals(Position.END) ? head() : cap;
      return new Page(List.of(), new Position(exhausted(forward, from, head.value())), true);
    }
    var plan = QueryPlan.of(query, direction);
    var rows = plan.exact() ? limit : Math.max(limit, MOST_LOOKED_AT);
    var sql = plan.text(database.sql(), direction);
    var parameters = plan.parameters(above, below, rows);
    var found = database.read(session -> found(session, sql, parameters, forward));
    var head = Math.min(found.head(), cap.value());
    var exhausted = exhausted(forward, from, head);
    var reached = plan.reached(above, Math.min(below, found.head()), rows, found.rows().size());
    return decoded(found.rows(), query, limit, exhausted, reached, forward ? head : 1);
  }

  /** Where a read goes on that has found everything there is. */
  private static long exhausted(boolean forward, Position from, long head) {
    return forward ? Math.max(from.value(), head) : Math.min(from.value(), 1);
  }

  private Page decoded(
      List<Stored> stored, EventQuery query, int limit, long exhausted, long reached, long last) {
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
    if (reached == QueryPlan.EVERYTHING) {
      return new Page(events, new Position(exhausted), true);
    }
    var next = reached == QueryPlan.ALL_ROWS ? through : reached;
    return new Page(events, new Position(next), next == last);
  }

  Page read(StreamId stream, Version from, Direction direction, int limit, Position cap) {
    var name = direction == Direction.FORWARD ? "stream-forward" : "stream-backward";
    var sql = database.sql().text(name);
    var stored =
        database.read(
            session -> session.rows(Stored::of, sql, stream.toString(), from.value(), limit + 1));
    var visible = stored.stream().filter(row -> row.position() <= cap.value()).toList();
    var events = new ArrayList<RecordedEvent>(Math.min(limit, visible.size()));
    var decoder = new EventDecoder();
    for (var row : visible.subList(0, Math.min(limit, visible.size()))) {
      events.add(decode(row, decoder));
    }
    var next = events.isEmpty() ? Position.START : events.getLast().position();
    return new Page(events, next, visible.size() <= limit);
  }

  Optional<RecordedEvent> at(Position position) {
    var sql = database.sql().text("at");
    return database
        .read(session -> session.first(Stored::of, sql, position.value()))
        .map(row -> decode(row, new EventDecoder()));
  }

  /** Halves the positions, in the database, because recorded time never decreases along them. */
  Optional<Position> firstAtOrAfter(Instant time, Position cap) {
    var head = cap.equals(Position.END) ? head() : cap;
    var micros = micros(time);
    var sql = database.sql().text("first-at-or-after");
    var first =
        database
            .read(
                session -> session.first(row -> row.getLong(1), sql, head.value(), micros, micros))
            .orElse(0L);
    if (first < 1) {
      throw new StoreException.Deterministic(
          "An event on the way to " + time + " is missing. Run `daybook verify`.", null);
    }
    return first > head.value() ? Optional.empty() : Optional.of(new Position(first));
  }

  /** The first whole microsecond that is not before a time. */
  private static long micros(Instant time) {
    try {
      return EventBytes.micros(time) + (time.getNano() % 1_000 == 0 ? 0 : 1);
    } catch (ArithmeticException tooFar) {
      return time.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  private Position head() {
    return database
        .read(session -> session.first(HeadRow::of, session.sql().text("head")))
        .map(row -> row.head().position())
        .orElseThrow(() ->
            new StoreException.Deterministic(
                "The log in " + database.url() + " has no head", null));
  }

  private static Found found(Session session, String sql, Object[] parameters, boolean forward)
      throws SQLException {
    var rows = session.rows(Stored::of, sql, parameters);
    var head = rows.stream().filter(Stored::isHead).mapToLong(Stored::position).max().orElse(0);
    rows.removeIf(Stored::isHead);
    var order = Comparator.comparingLong(Stored::position);
    rows.sort(forward ? order : order.reversed());
    return new Found(head, rows);
  }

  private RecordedEvent decode(Stored row, EventDecoder decoder) {
    try {
      return decoder.decode(row.bytes(), Hash.of(row.hash()));
    } catch (IllegalArgumentException | StoreException notWhole) {
      var position = new Position(row.position());
      var bytes = payloads.whole(position, row.bytes());
      if (bytes != row.bytes()) {
        return decoder.decode(bytes, Hash.of(row.hash()));
      }
      throw new StoreException.Deterministic(
          "Event "
              + position
              + " is damaged ("
              + notWhole.getMessage()
              + "). What lies before and after it can still be read; run `daybook verify`.",
          notWhole);
    }
  }
}
