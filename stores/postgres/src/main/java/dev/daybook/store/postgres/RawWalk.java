package dev.daybook.store.postgres;

import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.Tag;
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
import java.util.Set;

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
    return new RawPage(withTags(session, found), through, rows.size() < limit);
  }

  private static RawPage singly(Session session, Position after, int limit, Position head)
      throws SQLException {
    var found = new ArrayList<Raw>();
    var last = Math.min(after.value() + limit, head.value());
    for (var at = after.value() + 1; at <= last; at++) {
      try {
        var row = session.rows(RawWalk::stored, session.sql().text("raw-at"), at);
        found.addAll(withTags(session, row));
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
            Set.of());
    return new Raw.Stored(
        new Position(Math.max(0, row.getLong(1))), row.getBytes(3), row.getBytes(2), index);
  }

  /** Adds those of the events' tags under which the index does find them. */
  private static List<Raw> withTags(Session session, List<Raw.Stored> events) throws SQLException {
    var tags = new ArrayList<String>();
    var positions = new ArrayList<Long>();
    for (var event : events) {
      for (var tag : tags(event.bytes())) {
        tags.add(tag);
        positions.add(event.position().value());
      }
    }
    Map<Long, Set<String>> found = new HashMap<>();
    if (!tags.isEmpty()) {
      session.rows(
          row -> found.computeIfAbsent(row.getLong(2), _ -> new HashSet<>()).add(row.getString(1)),
          session.sql().text("has-tags"),
          tags.toArray(String[]::new),
          positions.toArray(Long[]::new));
    }
    return events.stream().map(event -> with(event, found)).toList();
  }

  private static Raw with(Raw.Stored event, Map<Long, Set<String>> found) {
    var index = Objects.requireNonNull(event.index());
    var tags = found.getOrDefault(event.position().value(), Set.of());
    return new Raw.Stored(
        event.position(),
        event.bytes(),
        event.hash(),
        new Index(index.stream(), index.version(), index.type(), tags));
  }

  private static List<String> tags(byte[] bytes) {
    try {
      return EventBytes.decode(whole(bytes), Hash.ZERO).tags().stream().map(Tag::text).toList();
    } catch (StoreException | IllegalArgumentException damaged) {
      return List.of(); // the walk names it
    }
  }

  /** An archived event's header bears its tags too. */
  private static byte[] whole(byte[] bytes) {
    return EventBytes.isHeader(bytes) ? EventBytes.whole(bytes, new byte[8]) : bytes;
  }
}
