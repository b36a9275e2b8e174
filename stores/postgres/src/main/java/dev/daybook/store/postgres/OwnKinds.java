package dev.daybook.store.postgres;

import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.sequencer.Group;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of the events that this process wrote last, without a gap, so that the index need not
 * read them again. Safe for use by many threads.
 */
final class OwnKinds {
  /** So many stretches wait at most; beyond, the index reads the rows. */
  private static final int MOST_STRETCHES = 16;

  /** What events are searched by. */
  record Kind(String category, String type) {}

  /** Consecutive events, no more than a block of the index may span. */
  static final class Stretch {
    private final long after;
    private final Map<Kind, List<Long>> positions = new LinkedHashMap<>();
    private RecordedEvent newest;
    private long streams;

    private Stretch(RecordedEvent first) {
      after = first.position().value() - 1;
      newest = first;
    }

    private void add(RecordedEvent event) {
      newest = event;
      positions
          .computeIfAbsent(
              new Kind(event.stream().category(), event.type().name()), _ -> new ArrayList<>())
          .add(event.position().value());
      if (event.version().value() == 1) {
        streams++;
      }
    }

    /** The position before its first event. */
    long after() {
      return after;
    }

    /** The position of its last event. */
    long through() {
      return newest.position().value();
    }

    private long size() {
      return through() - after;
    }

    /** The parameters of the statement that indexes it. */
    Object[] parameters() {
      var categories = new ArrayList<String>();
      var types = new ArrayList<String>();
      var lows = new ArrayList<Integer>();
      var highs = new ArrayList<Integer>();
      var all = new ArrayList<Long>();
      positions.forEach((kind, own) -> {
        categories.add(kind.category());
        types.add(kind.type());
        lows.add(all.size() + 1);
        all.addAll(own);
        highs.add(all.size());
      });
      return new Object[] {
        through(),
        streams,
        after,
        through(),
        newest.hash().bytes(),
        categories.toArray(String[]::new),
        types.toArray(String[]::new),
        lows.toArray(Integer[]::new),
        highs.toArray(Integer[]::new),
        all.toArray(Long[]::new)
      };
    }
  }

  private final int block;
  private final ArrayDeque<Stretch> stretches = new ArrayDeque<>();

  /**
   * @param block how many events a stretch holds at most
   */
  OwnKinds(int block) {
    this.block = block;
  }

  /** This process has written a group. */
  synchronized void add(Group group) {
    for (var append : group.appends()) {
      append.events().forEach(this::add);
    }
  }

  private void add(RecordedEvent event) {
    var last = stretches.peekLast();
    if (last != null && last.through() + 1 != event.position().value()) {
      stretches.clear(); // others wrote between
      last = null;
    }
    if (last == null || last.size() == block) {
      if (stretches.size() == MOST_STRETCHES) {
        stretches.clear();
      }
      last = new Stretch(event);
      stretches.add(last);
    }
    last.add(event);
  }

  /**
   * The stretch after what is indexed, taken from here; null when there is none, or one that is not
   * worth a block yet.
   *
   * @param least so many events are worth a block
   */
  synchronized @Nullable Stretch after(long indexed, int least) {
    while (!stretches.isEmpty() && stretches.getFirst().after() < indexed) {
      stretches.removeFirst();
    }
    var first = stretches.peekFirst();
    return first != null && first.after() == indexed && first.size() >= least
        ? stretches.removeFirst()
        : null;
  }

  /** Up to where the rows have to be read: what comes after it is known here. */
  synchronized long unknownThrough(long head) {
    return stretches.isEmpty() ? head : stretches.getFirst().after();
  }
}
