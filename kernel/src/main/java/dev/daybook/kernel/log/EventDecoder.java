package dev.daybook.kernel.log;

import dev.daybook.kernel.Actor;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bytes of one event after another. Events that follow each other share much of their
 * headers: what stands there as it stood in the event before is not read again, but shared. For one
 * thread at a time.
 */
public final class EventDecoder {
  private final Last<StreamId> stream = new Last<>(StreamId::parse);
  private final Last<String> name = new Last<>(Function.identity());
  private final Last<Actor> actor = new Last<>(Actor::parse);
  private final Last<String> correlation = new Last<>(Function.identity());
  private final Last<String> causation = new Last<>(Function.identity());
  private final Last<String> source = new Last<>(Function.identity());
  private @Nullable EventType type;
  private @Nullable Provenance provenance;

  /**
   * The event that {@link EventBytes#encode} wrote.
   *
   * @throws StoreException.Deterministic when the bytes are not an event of a format this program
   *     knows
   */
  public RecordedEvent decode(byte[] bytes, Hash hash) {
    var in = ByteBuffer.wrap(bytes);
    try {
      requireKnown("format", in.get(), EventBytes.FORMAT);
      requireKnown("encoding", in.get(), EventBytes.PLAIN);
      var position = new Position(in.getLong());
      var time = EventBytes.time(in.getLong());
      var version = new Version(in.getLong());
      var id = new EventId(uuid(in));
      var appendId = new AppendId(uuid(in));
      var schemaVersion = in.getInt();
      var of = stream.next(in);
      var is = type(name.next(in), schemaVersion);
      var from = provenance(in);
      var tags = tags(in);
      var metadata = JsonBytes.of(raw(in));
      var data = JsonBytes.of(raw(in));
      return new RecordedEvent(
          position, of, version, id, is, time, appendId, from, tags, data, metadata, hash);
    } catch (BufferUnderflowException
        | IllegalArgumentException
        | NegativeArraySizeException damaged) {
      throw new StoreException.Deterministic(
          "The bytes are not an event: " + damaged.getMessage(), damaged);
    }
  }

  private static void requireKnown(String what, byte found, byte known) {
    if (found != known) {
      throw new StoreException.Deterministic(
          "The event has "
              + what
              + " "
              + found
              + ", this program reads "
              + known
              + ". Use a newer Daybook.",
          null);
    }
  }

  private EventType type(String name, int version) {
    var before = type;
    if (before == null || before.version() != version || !before.name().equals(name)) {
      before = new EventType(name, version);
      type = before;
    }
    return before;
  }

  private Provenance provenance(ByteBuffer in) {
    var who = actor.next(in);
    var why = correlation.next(in);
    in.mark();
    var because = in.getInt() < 0 ? null : causation.next(in.reset());
    var through = source.next(in);
    var before = provenance;
    if (before == null
        || before.actor() != who
        || before.correlation() != why
        || before.causation() != because
        || before.source() != through) {
      before = new Provenance(who, why, because, through);
      provenance = before;
    }
    return before;
  }

  private static Set<Tag> tags(ByteBuffer in) {
    var left = in.getInt();
    if (left <= 0) {
      return Set.of();
    }
    var tags = new HashSet<Tag>();
    for (; left > 0; left--) {
      tags.add(new Tag(text(in)));
    }
    return tags;
  }

  private static UUID uuid(ByteBuffer in) {
    return new UUID(in.getLong(), in.getLong());
  }

  private static String text(ByteBuffer in) {
    return new String(raw(in), StandardCharsets.UTF_8);
  }

  private static byte[] raw(ByteBuffer in) {
    var length = in.getInt();
    EventBytes.requireLeft(in, length);
    var bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  /** A part of the header, and what it was in the event before. */
  private static final class Last<T> {
    private final Function<String, T> made;
    private byte[] bytes = new byte[0];
    private int from;
    private int to;
    private @Nullable T value;

    Last(Function<String, T> made) {
      this.made = made;
    }

    T next(ByteBuffer in) {
      var length = in.getInt();
      EventBytes.requireLeft(in, length);
      var all = in.array();
      var start = in.position();
      var end = start + length;
      in.position(end);
      var known = value;
      if (known != null && Arrays.equals(bytes, from, to, all, start, end)) {
        return known;
      }
      var fresh = made.apply(new String(all, start, length, StandardCharsets.UTF_8));
      bytes = all;
      from = start;
      to = end;
      value = fresh;
      return fresh;
    }
  }
}
