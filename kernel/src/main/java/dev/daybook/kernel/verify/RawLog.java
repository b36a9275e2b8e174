package dev.daybook.kernel.verify;

import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A log as it lies in its store: bytes and hashes without a word of trust, damaged places included.
 */
public interface RawLog {
  /** What lies at one position. */
  sealed interface Raw {
    Position position();

    /**
     * An event's bytes.
     *
     * @param bytes as {@link EventBytes} wrote them, if they are whole
     * @param hash as stored; its length is not checked
     * @param index what the store's own columns and indexes say about it, null where it keeps none
     */
    record Stored(Position position, byte[] bytes, byte[] hash, @Nullable Index index)
        implements Raw {
      @Override
      public boolean equals(@Nullable Object other) {
        return other instanceof Stored that
            && position.equals(that.position)
            && Arrays.equals(bytes, that.bytes)
            && Arrays.equals(hash, that.hash);
      }

      @Override
      public int hashCode() {
        return position.hashCode();
      }
    }

    /** The store cannot give it. */
    record Damaged(Position position, String why) implements Raw {}
  }

  /**
   * What the columns and indexes of a store say about an event.
   *
   * @param append the id by which an append is looked up that holds the event's position
   */
  record Index(String stream, long version, String type, Set<String> tags, String append) {
    public static Index of(RecordedEvent event) {
      return new Index(
          event.stream().toString(),
          event.version().value(),
          event.type().name(),
          event.tags().stream().map(Tag::text).collect(Collectors.toUnmodifiableSet()),
          event.appendId().toString());
    }
  }

  /**
   * A stretch of the log. Positions between its first and {@code through} that it does not hold are
   * missing.
   *
   * @param through the last position looked at
   * @param end whether nothing lies beyond
   */
  record RawPage(List<Raw> events, Position through, boolean end) {
    public RawPage {
      events = List.copyOf(events);
    }
  }

  LogHead head();

  /** What lies after a position, at most {@code limit} places. */
  RawPage raw(Position after, int limit);

  /** The raw form of any log; of one that keeps no bytes, what it would write. */
  static RawLog of(EventLog log) {
    return log instanceof RawLog raw ? raw : new Rewritten(log);
  }

  /** The view of a log that keeps objects. */
  record Rewritten(EventLog log) implements RawLog {
    @Override
    public LogHead head() {
      return log.head();
    }

    @Override
    public RawPage raw(Position after, int limit) {
      var page = log.read(EventQuery.all(), after, Direction.FORWARD, limit);
      var events = new ArrayList<Raw>();
      for (var event : page.events()) {
        events.add(
            new Raw.Stored(event.position(), EventBytes.encode(event), hash(event.hash()), null));
      }
      return new RawPage(events, page.next(), page.end());
    }

    private static byte[] hash(Hash hash) {
      return hash.bytes();
    }
  }
}
