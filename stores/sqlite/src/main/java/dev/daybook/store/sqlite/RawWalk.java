package dev.daybook.store.sqlite;

import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.verify.RawLog.Index;
import dev.daybook.kernel.verify.RawLog.Raw;
import dev.daybook.kernel.verify.RawLog.RawPage;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Walks the event table without trusting it. Where a page of it cannot be read, position by
 * position. Where a position is missing its neighbours are asked for by their own, because a
 * damaged one hides them.
 */
final class RawWalk {
  private final Readers readers;

  RawWalk(Readers readers) {
    this.readers = readers;
  }

  RawPage after(Position after, int limit, Position head) {
    return readers.read(session -> {
      try {
        var page = page(session, after, limit);
        return isDense(page, after) ? page : findable(session, page);
      } catch (SQLException fault) {
        if (!Faults.isDamage(fault)) {
          throw fault;
        }
        return singly(session, after, limit, head);
      }
    });
  }

  private static RawPage page(Session session, Position after, int limit) throws SQLException {
    var indexed = session.number(Sql.INDEXED);
    var found = new ArrayList<Raw.Stored>();
    var seen = 0;
    try (var rows = session.bind(Sql.RAW, after.value(), limit).executeQuery()) {
      while (rows.next()) {
        seen++;
        if (rows.getLong(1) > 0) { // else its number is damaged; the place that lacks it is named
          found.add(stored(rows, indexed));
        }
      }
    }
    var page = new ArrayList<Raw>();
    for (var event : found) {
      page.add(withTags(session, event, indexed));
    }
    var through =
        found.stream().map(Raw.Stored::position).max(Comparator.naturalOrder()).orElse(after);
    return new RawPage(page, through, seen < limit);
  }

  private static boolean isDense(RawPage page, Position after) {
    var expected = after.value();
    for (var event : page.events()) {
      if (event.position().value() != ++expected) {
        return false;
      }
    }
    return true;
  }

  /** Without those that are passed on the way, but not found by their position. */
  private static RawPage findable(Session session, RawPage page) throws SQLException {
    var found = new ArrayList<Raw>();
    for (var event : page.events()) {
      if (session.first(row -> row.getBytes(2), Sql.RAW_AT, event.position().value()).isPresent()) {
        found.add(event);
      }
    }
    return new RawPage(found, page.through(), page.end());
  }

  private static RawPage singly(Session session, Position after, int limit, Position head) {
    var found = new ArrayList<Raw>();
    var last = Math.min(after.value() + limit, head.value());
    for (var at = after.value() + 1; at <= last; at++) {
      single(session, new Position(at)).ifPresent(found::add);
    }
    return new RawPage(found, new Position(Math.max(last, after.value())), last >= head.value());
  }

  private static Optional<Raw> single(Session session, Position at) {
    try {
      var indexed = session.number(Sql.INDEXED);
      var event = session.first(row -> stored(row, indexed), Sql.RAW_AT, at.value());
      return event.isEmpty()
          ? Optional.empty()
          : Optional.of(withTags(session, event.get(), indexed));
    } catch (SQLException fault) {
      return Optional.of(withoutIndexes(session, at, fault));
    }
  }

  /** The event itself, when only what the indexes say about it cannot be read. */
  private static Raw withoutIndexes(Session session, Position at, SQLException fault) {
    try {
      var unread = "what cannot be read";
      var none = new Index(unread, 0, unread, Set.of(), unread);
      return session
          .<Raw>first(
              row -> new Raw.Stored(at, row.getBytes(3), row.getBytes(2), none), Sql.AT, at.value())
          .orElseThrow(() -> fault);
    } catch (SQLException damaged) {
      return new Raw.Damaged(
          at, "the page of the file it lies on cannot be read: " + damaged.getMessage());
    }
  }

  private static Raw.Stored stored(ResultSet row, long indexed) throws SQLException {
    var hash = row.getBytes(2);
    var bytes = row.getBytes(3);
    var append = row.getBytes(8);
    var index =
        new Index(
            Objects.requireNonNullElse(row.getString(4), "nothing"),
            row.getLong(row.getLong(1) > indexed ? 7 : 5),
            Objects.requireNonNullElse(row.getString(6), "nothing"),
            Set.of(),
            append == null ? "nothing" : id(append));
    return new Raw.Stored(
        new Position(row.getLong(1)),
        bytes == null ? new byte[0] : bytes,
        hash == null ? new byte[0] : hash,
        index);
  }

  /** Adds those of the event's tags under which the index does find it. */
  private static Raw withTags(Session session, Raw.Stored event, long indexed) throws SQLException {
    var index = event.index();
    if (index == null) {
      return event;
    }
    var header = header(event.bytes());
    if (header == null) {
      return event; // the walk names it
    }
    var position = event.position().value();
    var found = new HashSet<String>();
    for (var tag : header.tags()) {
      if (position > indexed || session.number(Sql.HAS_TAG, tag.text(), position) == 1) {
        found.add(tag.text());
      }
    }
    return new Raw.Stored(
        event.position(),
        event.bytes(),
        event.hash(),
        new Index(
            index.stream(),
            index.version(),
            index.type(),
            found,
            position > indexed ? header.appendId().toString() : index.append()));
  }

  private static String id(byte[] bytes) {
    var in = ByteBuffer.wrap(bytes);
    return new UUID(in.getLong(), in.getLong()).toString();
  }

  private static @Nullable RecordedEvent header(byte[] bytes) {
    try {
      return EventBytes.decodeHeader(EventBytes.headerOf(bytes), Hash.ZERO);
    } catch (StoreException | IllegalArgumentException damaged) {
      return null;
    }
  }
}
