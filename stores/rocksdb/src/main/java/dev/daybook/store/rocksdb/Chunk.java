package dev.daybook.store.rocksdb;

import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.Hash;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * A row of events with consecutive positions, as one group wrote them: for each its hash, the
 * length of its bytes, its bytes. Several share a row because writing and reading cost by the row.
 */
final class Chunk {
  /** An event as it lies in the log; of an archived one the header only. */
  record Stored(long position, byte[] hash, byte[] bytes) {}

  /** About as much as one block of a file, so that damage takes no more with it than it would. */
  private static final int FULL = 8_000;

  /** Most events of a row. */
  static final int MOST = 64;

  private static final int HEAD = Hash.LENGTH + Integer.BYTES;

  /** Where the recorded time lies in {@link EventBytes}. */
  private static final int TIME = 10;

  private final long first;
  private final byte[] row;
  private final int[] starts;

  private Chunk(long first, byte[] row, int[] starts) {
    this.first = first;
    this.row = row;
    this.starts = starts;
  }

  /**
   * @throws IllegalArgumentException when the bytes are no such row
   */
  static Chunk of(long first, byte[] row) {
    var starts = new int[8];
    var count = 0;
    var in = ByteBuffer.wrap(row);
    for (var at = 0; at < row.length; ) {
      var length = row.length - at < HEAD ? -1 : in.getInt(at + Hash.LENGTH);
      if (length < 0 || length > row.length - at - HEAD) {
        throw new IllegalArgumentException("its row ends in the midst of it");
      }
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, 2 * count);
      }
      starts[count++] = at;
      at += HEAD + length;
    }
    return new Chunk(first, row, Arrays.copyOf(starts, count));
  }

  /** How many of these events, from an index on, go into one row. */
  static int fitting(List<Stored> events, int from) {
    var size = 0;
    var end = from;
    while (end < events.size() && end - from < MOST) {
      size += HEAD + events.get(end).bytes().length;
      if (end > from && size > FULL) {
        break;
      }
      end++;
    }
    return end - from;
  }

  /** The row of some events. */
  static byte[] row(List<Stored> events) {
    var out = new Varints(length(events));
    write(events, out);
    return out.bytes();
  }

  /** How many bytes the row of some events has. */
  static int length(List<Stored> events) {
    var length = 0;
    for (var event : events) {
      length += HEAD + event.bytes().length;
    }
    return length;
  }

  /** Writes the row of some events behind what is written already. */
  static void write(List<Stored> events, Varints out) {
    for (var event : events) {
      out.put(event.hash());
      out.putInt(event.bytes().length);
      out.put(event.bytes());
    }
  }

  long first() {
    return first;
  }

  long last() {
    return first + starts.length - 1;
  }

  boolean holds(long position) {
    return position >= first && position <= last();
  }

  Stored at(long position) {
    var index = (int) (position - first);
    var start = starts[index];
    var end = index + 1 < starts.length ? starts[index + 1] : row.length;
    return new Stored(
        position,
        Arrays.copyOfRange(row, start, start + Hash.LENGTH),
        Arrays.copyOfRange(row, start + HEAD, end));
  }

  /**
   * When an event was recorded, without a look at the rest of it.
   *
   * @throws IndexOutOfBoundsException when it is too short to have a time
   */
  Instant timeAt(long position) {
    var start = starts[(int) (position - first)];
    return EventBytes.time(ByteBuffer.wrap(row).getLong(start + HEAD + TIME));
  }
}
