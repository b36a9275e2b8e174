package dev.daybook.kernel.sequencer;

import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Receipt;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.RestoreTarget;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import dev.daybook.kernel.sequencer.DurableLog.StreamEnd;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Another log's events on their way into this one, checked one by one, written group by group. */
final class Restoration implements RestoreTarget {
  private final DurableLog log;
  private final Sequencer sequencer;
  private final Knowledge knowledge;

  Restoration(DurableLog log, Sequencer sequencer, Knowledge knowledge) {
    this.log = log;
    this.sequencer = sequencer;
    this.knowledge = knowledge;
  }

  @Override
  public LogHead begin(LogId comes) {
    return sequencer.quietly(() -> {
      var head = refreshed();
      if (log.isBeingRestored()) {
        if (!head.log().equals(comes)) {
          throw wrong(
              "It holds the first "
                  + head.position()
                  + " events of log "
                  + head.log()
                  + ", whose restore was interrupted; this is log "
                  + comes
                  + ". Go on with that one, or name an empty store.");
        }
      } else if (head.position().isAfter(Position.START)) {
        throw wrong(
            "It holds "
                + head.position()
                + " events of log "
                + head.log()
                + ". A log is restored into an empty store only; name another.");
      } else {
        sequencer.restoring(true);
        try {
          log.beginRestore(comes);
        } catch (RuntimeException failed) {
          sequencer.restoring(log.isBeingRestored());
          throw failed;
        }
      }
      return refreshed();
    });
  }

  @Override
  public void restore(List<RecordedEvent> events) {
    sequencer.quietly(() -> {
      requireUnderWay();
      knowledge.refresh();
      knowledge.learn(streams(events));
      var head = knowledge.head();
      var checked = new Checked(head, Links.of(events, head.hash()), events.size());
      var group = checked.group(events);
      try {
        if (!log.commit(group, head)) {
          throw wrong(
              "An append of the restored log is known already, or another process writes to it.");
        }
      } catch (RuntimeException failed) {
        knowledge.forget();
        throw failed;
      }
      knowledge.restored(checked.ends, checked.at);
      return checked.at;
    });
  }

  @Override
  public void finish(LogHead head) {
    sequencer.quietly(() -> {
      requireUnderWay();
      var here = refreshed();
      if (!here.log().equals(head.log())
          || !here.position().equals(head.position())
          || !here.hash().equals(head.hash())) {
        throw wrong(
            "The restored log stands at position "
                + here.position()
                + ", the one it is restored from at "
                + head.position()
                + ": it is not whole.");
      }
      log.endRestore();
      sequencer.restoring(false);
      return here;
    });
  }

  private static Set<StreamId> streams(List<RecordedEvent> events) {
    var streams = HashSet.<StreamId>newHashSet(events.size());
    for (var event : events) {
      streams.add(event.stream());
    }
    return streams;
  }

  private LogHead refreshed() {
    knowledge.forget();
    knowledge.refresh();
    return knowledge.head();
  }

  private void requireUnderWay() {
    if (!log.isBeingRestored()) {
      throw wrong("No restore is under way here.");
    }
  }

  private static StoreException wrong(String message) {
    return new StoreException.Deterministic(message, null);
  }

  /** Follows the chain through a list of events and makes a group of their appends. */
  private final class Checked {
    private final Map<StreamId, StreamEnd> ends = new HashMap<>();
    private final Set<UUID> ended;
    private final Links links;
    private int looked;
    private LogHead at;

    Checked(LogHead from, Links links, int events) {
      this.links = links;
      this.ended = HashSet.newHashSet(events);
      at = from;
    }

    Group group(List<RecordedEvent> events) {
      var appends = new ArrayList<Group.Sequenced>(events.size());
      var first = 0;
      for (var next = 1; next <= events.size(); next++) {
        if (next == events.size() || !appendOf(events, next).equals(appendOf(events, first))) {
          require(
              ended.add(appendOf(events, first)),
              events.get(first),
              "it belongs to an append that has ended before it");
          appends.add(append(events.subList(first, next)));
          first = next;
        }
      }
      if (appends.isEmpty()) {
        throw new IllegalArgumentException("There is at least one event to restore");
      }
      return new Group(appends);
    }

    private static UUID appendOf(List<RecordedEvent> events, int index) {
      return events.get(index).appendId().value();
    }

    private Group.Sequenced append(List<RecordedEvent> events) {
      var bytes = new byte[events.size()][];
      var reached = HashMap.<StreamId, Version>newHashMap(1);
      for (var i = 0; i < bytes.length; i++) {
        var event = events.get(i);
        bytes[i] = checked(event);
        reached.put(event.stream(), event.version());
      }
      var receipt =
          new Receipt(
              at.log(),
              at.epoch(),
              events.getFirst().appendId(),
              events.getFirst().position(),
              events.getLast().position(),
              reached);
      return new Group.Sequenced(receipt, List.copyOf(events), List.of(bytes));
    }

    private byte[] checked(RecordedEvent event) {
      var index = looked++;
      var due = at.position().next();
      require(event.position().equals(due), event, "position " + due + " was due");
      var known = ends.get(event.stream());
      var before = known == null ? knowledge.end(event.stream()) : known;
      var version = before.version().plus(1);
      require(
          event.version().equals(version),
          event,
          "it is version " + event.version() + " of its stream, " + version + " was due");
      require(!event.time().isBefore(at.time()), event, "it is older than the event before it");
      require(
          links.holds()[index],
          event,
          "its hash does not follow from its content and the event before it");
      ends.put(event.stream(), new StreamEnd(event.version(), event.position()));
      at = new LogHead(at.log(), at.epoch(), event.position(), event.hash(), event.time());
      return links.bytes()[index];
    }

    private static void require(boolean holds, RecordedEvent event, String why) {
      if (!holds) {
        throw wrong("Event " + event.position() + " cannot be restored: " + why + ".");
      }
    }
  }
}
