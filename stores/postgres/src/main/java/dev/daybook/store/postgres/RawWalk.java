package dev.daybook.store.postgres;

import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.verify.RawLog.Index;
import dev.daybook.kernel.verify.RawLog.Raw;
import dev.daybook.kernel.verify.RawLog.RawPage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Walks the event table without trusting it. Where a page of it cannot be read, position by
 * position.
 */
final class RawWalk {
  private final Database database;

  RawWalk(Database database) {
    this.database = database;
  }

  /**
   * What lies after a position, archived events as their headers.
   *
   * @param head up to where there should be something
   */
  RawPage after(Position after, int limit, Position head) {
    return database.read(session -> {
      try {
        return page(session, after, limit);
      } catch (SQLException fault) {
        if (!Faults.isDamage(fault)) {
          throw fault;
        }
        return singly(session, after, limit, head);
      }
    });
  }

  private static RawPage page(Session session, Position after, int limit) throws SQLException {
    var rows = session.rows(RawWalk::stored, session.sql().text("raw"), after.value(), limit);
    var found = rows.stream().filter(row -> row.position().value() > 0).toList();
    var through = found.isEmpty() ? after : found.getLast().position();
    return new RawPage(withIndexes(session, found), through, rows.size() < limit);
  }

  private static RawPage singly(Session session, Position after, int limit, Position head)
      throws SQLException {
    var found = new ArrayList<Raw>();
    var last = Math.min(after.value() + limit, head.value());
    for (var at = after.value() + 1; at <= last; at++) {
      try {
        var row = session.rows(RawWalk::stored, session.sql().text("raw-at"), at);
        found.addAll(withIndexes(session, row));
      } catch (SQLException fault) {
        if (Faults.isLost(fault)) {
          throw fault;
        }
        found.add(
            new Raw.Damaged(
                new Position(at),
                "the page of the table it lies on cannot be read: " + fault.getMessage()));
      }
    }
    return new RawPage(found, new Position(Math.max(last, after.value())), last >= head.value());
  }

  private static Raw.Stored stored(ResultSet row) throws SQLException {
    var index =
        new Index(
            Objects.requireNonNullElse(row.getString(4), "nothing"),
            row.getLong(5),
            Objects.requireNonNullElse(row.getString(6), "nothing"),
            Set.of(),
            "nothing");
    return new Raw.Stored(
        new Position(Math.max(0, row.getLong(1))), row.getBytes(3), row.getBytes(2), index);
  }

  /** Adds those of the events' tags, and their append, if the indexes do find them by these. */
  private static List<Raw> withIndexes(Session session, List<Raw.Stored> events)
      throws SQLException {
    var headers = new HashMap<Long, RecordedEvent>();
    for (var event : events) {
      header(event.bytes()).ifPresent(header -> headers.put(event.position().value(), header));
    }
    var tags = tags(session, headers);
    var appends = appends(session, headers);
    return events.stream().map(event -> with(event, headers, tags, appends)).toList();
  }

  private static Map<Long, Set<String>> tags(Session session, Map<Long, RecordedEvent> headers)
      throws SQLException {
    var tags = new ArrayList<String>();
    var positions = new ArrayList<Long>();
    headers.forEach((position, header) -> {
      for (var tag : header.tags()) {
        tags.add(tag.text());
        positions.add(position);
      }
    });
    var found = new HashMap<Long, Set<String>>();
    if (!tags.isEmpty()) {
      session.rows(
          row -> found.computeIfAbsent(row.getLong(2), _ -> new HashSet<>()).add(row.getString(1)),
          session.sql().text("has-tags"),
          tags.toArray(String[]::new),
          positions.toArray(Long[]::new));
    }
    return found;
  }

  /** The positions that the append of the event there reaches over. */
  private static Set<Long> appends(Session session, Map<Long, RecordedEvent> headers)
      throws SQLException {
    var appends = new ArrayList<UUID>();
    var positions = new ArrayList<Long>();
    headers.forEach((position, header) -> {
      appends.add(header.appendId().value());
      positions.add(position);
    });
    return new HashSet<>(
        session.rows(
            row -> row.getLong(1),
            session.sql().text("has-appends"),
            appends.toArray(UUID[]::new),
            positions.toArray(Long[]::new)));
  }

  private static Raw with(
      Raw.Stored event,
      Map<Long, RecordedEvent> headers,
      Map<Long, Set<String>> tags,
      Set<Long> appends) {
    var position = event.position().value();
    var index = Objects.requireNonNull(event.index());
    var header = headers.get(position);
    return new Raw.Stored(
        event.position(),
        event.bytes(),
        event.hash(),
        new Index(
            index.stream(),
            index.version(),
            index.type(),
            tags.getOrDefault(position, Set.of()),
            header != null && appends.contains(position)
                ? header.appendId().toString()
                : index.append()));
  }

  private static Optional<RecordedEvent> header(byte[] bytes) {
    try {
      return Optional.of(EventBytes.decodeHeader(EventBytes.headerOf(bytes), Hash.ZERO));
    } catch (StoreException | IllegalArgumentException damaged) {
      return Optional.empty(); // the walk names it
    }
  }
}
