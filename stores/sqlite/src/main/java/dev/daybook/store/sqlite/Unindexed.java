package dev.daybook.store.sqlite;

import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.Receipt;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.sequencer.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest events, which are committed but in none of the file's indexes yet: it is far cheaper
 * to add them many at a time. One thread adds; any thread reads.
 *
 * <p>A reader takes a {@link #part} first and looks into the file afterwards. What is not in the
 * part was in the indexes before, and what is in it may be in both.
 */
final class Unindexed {
  /** An event with the numbers that its row has for stream and kind. */
  record Entry(RecordedEvent event, long stream, long kind) {}

  /** So many events at most. */
  private static final int EVENTS = 2_048;

  /** So many bytes of them at most. */
  private static final long BYTES = 8 << 20;

  /** A stretch of the log, to which events are only added. */
  static final class Part {
    private final @Nullable Entry[] entries = new @Nullable Entry[EVENTS];

    /** Of each event the one before it in its stream, -1 when that is in the indexes. */
    private final int[] before = new int[EVENTS];

    private final Map<StreamId, Integer> newest = new ConcurrentHashMap<>();
    private final Map<AppendId, Receipt> receipts = new ConcurrentHashMap<>();
    private long bytes;
    private volatile int count;

    /** The position of its first event; beyond every position while it is empty. */
    long first() {
      return count == 0 ? Long.MAX_VALUE : entry(0).event().position().value();
    }

    /** An event of this part. */
    RecordedEvent at(long position) {
      return entry((int) (position - first())).event();
    }

    /** The events of a stream, the newest first. */
    List<RecordedEvent> of(StreamId stream) {
      var found = new ArrayList<RecordedEvent>();
      var last = newest.get(stream);
      for (var at = last == null ? -1 : (int) last; at >= 0; at = before[at]) {
        found.add(entry(at).event());
      }
      return found;
    }

    /** The newest event of a stream. */
    Optional<RecordedEvent> last(StreamId stream) {
      var last = newest.get(stream);
      return last == null ? Optional.empty() : Optional.of(entry(last).event());
    }

    Optional<Receipt> receipt(AppendId id) {
      return Optional.ofNullable(receipts.get(id));
    }

    List<Entry> entries() {
      var all = new ArrayList<Entry>(count);
      for (var at = 0; at < count; at++) {
        all.add(entry(at));
      }
      return all;
    }

    List<Receipt> receipts() {
      return List.copyOf(receipts.values());
    }

    private Entry entry(int at) {
      var entry = entries[at];
      if (entry == null) {
        throw new IllegalStateException("No event lies at place " + at);
      }
      return entry;
    }

    private void add(Entry entry) {
      var at = count;
      entries[at] = entry;
      var earlier = newest.get(entry.event().stream());
      before[at] = earlier == null ? -1 : earlier;
      count = at + 1;
      newest.put(entry.event().stream(), at);
    }
  }

  private volatile Part part = new Part();

  Part part() {
    return part;
  }

  /** Whether a group has room beside what is there; else all of it is indexed now. */
  boolean hasRoomFor(int events, long bytes) {
    return part.count + events <= EVENTS && part.bytes + bytes <= BYTES;
  }

  /** A group was committed. */
  void add(List<Entry> entries, Group group, long bytes) {
    var to = part;
    for (var append : group.appends()) {
      to.receipts.put(append.receipt().append(), append.receipt());
    }
    entries.forEach(to::add);
    to.bytes += bytes;
  }

  /** What was there is committed in the indexes. */
  void clear() {
    part = new Part();
  }
}
