package dev.daybook.kernel.sequencer;

import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.Receipt;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import dev.daybook.kernel.sequencer.DurableLog.StreamEnd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Events that come after one another, and after what a log holds. Each is looked at: place,
 * version, time and append by the caller, its link to the one before it on the other processors
 * meanwhile.
 */
final class Succession {
  /** How far a stream has come. */
  private static final class Reached {
    private StreamEnd end = StreamEnd.NONE;

    private long next() {
      return end.version().value() + 1;
    }
  }

  private final List<RecordedEvent> events;
  private final Map<StreamId, Reached> streams = new HashMap<>();

  /** Of each event. */
  private final Reached[] reached;

  private final List<Group.Sequenced> appends;
  private final LogHead before;

  private Succession(List<RecordedEvent> events, LogHead before) {
    this.events = events;
    this.before = before;
    this.reached = new Reached[events.size()];
    this.appends = new ArrayList<>(events.size());
  }

  /**
   * @throws IllegalArgumentException when there are none
   * @throws StoreException.Deterministic when one does not follow; the first such is named
   */
  static Succession of(List<RecordedEvent> events, Knowledge knowledge) {
    if (events.isEmpty()) {
      throw new IllegalArgumentException("There is at least one event to restore");
    }
    var links = Links.of(events, knowledge.head().hash());
    var succession = new Succession(events, knowledge.head());
    succession.begin(knowledge);
    succession.follow(links);
    return succession;
  }

  /** Their appends. */
  Group group() {
    return new Group(appends);
  }

  /** Where the log stands behind the last of them. */
  LogHead head() {
    var last = events.getLast();
    return new LogHead(before.log(), before.epoch(), last.position(), last.hash(), last.time());
  }

  /** Where their streams end behind the last of them. */
  Map<StreamId, StreamEnd> ends() {
    var ends = HashMap.<StreamId, StreamEnd>newHashMap(streams.size());
    streams.forEach((stream, reached) -> ends.put(stream, reached.end));
    return ends;
  }

  private void begin(Knowledge knowledge) {
    for (var index = 0; index < reached.length; index++) {
      reached[index] = streams.computeIfAbsent(events.get(index).stream(), _ -> new Reached());
    }
    knowledge.learn(streams.keySet());
    streams.forEach((stream, reached) -> reached.end = knowledge.end(stream));
  }

  private void follow(Links links) {
    var ended = HashSet.<UUID>newHashSet(events.size());
    var first = 0;
    for (var index = 0; index < events.size(); index++) {
      var why = whyNot(index);
      var last = index + 1 == events.size() || !appendOf(index + 1).equals(appendOf(index));
      if (why == null && last && !ended.add(appendOf(index))) {
        why = "it belongs to an append that has ended before it";
      }
      if (why != null) {
        links.await();
        requireLinked(links, index);
        throw refused(index, why);
      }
      if (last) {
        appends.add(append(first, index + 1, links));
        first = index + 1;
      }
    }
    links.await();
    requireLinked(links, events.size());
  }

  private UUID appendOf(int index) {
    return events.get(index).appendId().value();
  }

  private @Nullable String whyNot(int index) {
    var event = events.get(index);
    var due = before.position().value() + index + 1;
    if (event.position().value() != due) {
      return "position " + due + " was due";
    }
    var stream = reached[index];
    if (event.version().value() != stream.next()) {
      return "it is version " + event.version() + " of its stream, " + stream.next() + " was due";
    }
    if (event.time().isBefore(index == 0 ? before.time() : events.get(index - 1).time())) {
      return "it is older than the event before it";
    }
    stream.end = new StreamEnd(event.version(), event.position());
    return null;
  }

  /** The bytes are there when the links are known. */
  private Group.Sequenced append(int from, int to, Links links) {
    var its = events.subList(from, to);
    var receipt =
        new Receipt(
            before.log(),
            before.epoch(),
            its.getFirst().appendId(),
            its.getFirst().position(),
            its.getLast().position(),
            versions(its));
    return new Group.Sequenced(receipt, its, Arrays.asList(links.bytes()).subList(from, to));
  }

  private static Map<StreamId, Version> versions(List<RecordedEvent> events) {
    if (events.size() == 1) {
      return Map.of(events.getFirst().stream(), events.getFirst().version());
    }
    var versions = new HashMap<StreamId, Version>();
    events.forEach(event -> versions.put(event.stream(), event.version()));
    return versions;
  }

  private void requireLinked(Links links, int end) {
    for (var index = 0; index < end; index++) {
      if (!links.holds()[index]) {
        throw refused(index, "its hash does not follow from its content and the event before it");
      }
    }
  }

  private StoreException refused(int index, String why) {
    return new StoreException.Deterministic(
        "Event " + events.get(index).position() + " cannot be restored: " + why + ".", null);
  }
}
