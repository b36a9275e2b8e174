package dev.daybook.testkit;

import dev.daybook.kernel.archive.ArchiveShelf;
import dev.daybook.kernel.archive.Archiver;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.Archive;
import dev.daybook.kernel.log.Archives;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.Page;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Receipt;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.Statistics;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import dev.daybook.kernel.sequencer.DurableLog;
import dev.daybook.kernel.sequencer.Group;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The least a durable back end can be: a list that outlives the log opened over it. With it the
 * sequencer keeps the contract or fails it by itself, and faults can be planted in its commits.
 */
class ListLog implements DurableLog, ArchiveShelf {
  private final List<RecordedEvent> events = new ArrayList<>();
  private final Map<AppendId, Receipt> receipts = new HashMap<>();
  private final Set<Position> shortened = new HashSet<>();
  private final List<Archive> noted = new ArrayList<>();
  private volatile Archiver archiver = new Archiver(this, Optional.empty());
  private LogHead head;
  private boolean restoring;

  ListLog(LogId id) {
    head = new LogHead(id, 1, Position.START, Hash.ZERO, Instant.EPOCH);
  }

  @Override
  public synchronized boolean commit(Group group, LogHead expected) {
    if (!expected.position().equals(head.position()) || expected.epoch() != head.epoch()) {
      return false;
    }
    if (restoring
        && group.appends().stream()
            .anyMatch(append -> receipts.containsKey(append.receipt().append()))) {
      return false;
    }
    for (var append : group.appends()) {
      events.addAll(append.events());
      receipts.put(append.receipt().append(), append.receipt());
    }
    var newest = events.getLast();
    head = new LogHead(head.log(), head.epoch(), newest.position(), newest.hash(), newest.time());
    return true;
  }

  @Override
  public synchronized LogHead head() {
    return head;
  }

  @Override
  public synchronized Optional<Receipt> lookup(AppendId id) {
    return Optional.ofNullable(receipts.get(id));
  }

  @Override
  public synchronized StreamEnd end(StreamId stream) {
    return events.reversed().stream()
        .filter(event -> event.stream().equals(stream))
        .findFirst()
        .map(event -> new StreamEnd(event.version(), event.position()))
        .orElse(StreamEnd.NONE);
  }

  @Override
  public Page read(EventQuery query, Position from, Direction direction, int limit, Position upTo) {
    var page = hollow(query, from, direction, limit, upTo);
    return new Page(whole(page.events()), page.next(), page.end());
  }

  @Override
  public Page readHeaders(EventQuery query, Position from, int limit, Position upTo) {
    return hollow(query, from, Direction.FORWARD, limit, upTo);
  }

  private Page hollow(
      EventQuery query, Position from, Direction direction, int limit, Position upTo) {
    var forward = direction == Direction.FORWARD;
    var found =
        page(
            event ->
                query.matches(event)
                    && (forward ? event.position().isAfter(from) : from.isAfter(event.position())),
            direction,
            limit + 1,
            upTo);
    var end = found.size() <= limit;
    var page = end ? found : found.subList(0, limit);
    var last = page.isEmpty() ? from : page.getLast().position();
    return new Page(page, end && forward && upTo.isAfter(last) ? upTo : last, end);
  }

  @Override
  public Page read(StreamId stream, Version from, Direction direction, int limit, Position upTo) {
    var found =
        page(
            event ->
                event.stream().equals(stream)
                    && (direction == Direction.FORWARD
                        ? event.version().compareTo(from) >= 0
                        : event.version().compareTo(from) <= 0),
            direction,
            limit + 1,
            upTo);
    var page = whole(found.size() > limit ? found.subList(0, limit) : found);
    return new Page(
        page, page.isEmpty() ? Position.START : page.getLast().position(), found.size() <= limit);
  }

  private synchronized List<RecordedEvent> page(
      Predicate<RecordedEvent> wanted, Direction direction, int limit, Position upTo) {
    var ordered = direction == Direction.FORWARD ? events : events.reversed();
    return ordered.stream()
        .filter(event -> !event.position().isAfter(upTo) && wanted.test(event))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Optional<RecordedEvent> at(Position position) {
    return position.value() < 1 || position.value() > events.size()
        ? Optional.empty()
        : Optional.of(whole(events.get((int) position.value() - 1)));
  }

  @Override
  public Optional<Position> firstAtOrAfter(Instant time, Position upTo) {
    return page(event -> !event.time().isBefore(time), Direction.FORWARD, 1, upTo).stream()
        .findFirst()
        .map(RecordedEvent::position);
  }

  @Override
  public synchronized Statistics statistics() {
    return new Statistics(
        events.size(),
        events.stream()
            .collect(
                Collectors.groupingBy(
                    event -> event.type().name(), TreeMap::new, Collectors.counting())),
        events.stream()
            .collect(
                Collectors.groupingBy(
                    event -> event.stream().category(), TreeMap::new, Collectors.counting())),
        events.stream().map(RecordedEvent::stream).distinct().count(),
        events.isEmpty() ? null : events.getFirst().time(),
        events.isEmpty() ? null : events.getLast().time(),
        0);
  }

  @Override
  public RawPage raw(Position after, int limit) {
    var page = stored(after, limit);
    return new RawPage(
        page.events().stream().map(archiver.payloads()::whole).toList(),
        page.through(),
        page.end());
  }

  @Override
  public synchronized RawPage stored(Position after, int limit) {
    var raw =
        events.stream()
            .skip(after.value())
            .limit(limit)
            .<Raw>map(
                event -> new Raw.Stored(event.position(), bytes(event), event.hash().bytes(), null))
            .toList();
    var through = raw.isEmpty() ? after : raw.getLast().position();
    return new RawPage(raw, through, through.value() >= events.size());
  }

  @Override
  public Optional<Archives> archives() {
    return Optional.of(archiver);
  }

  @Override
  public synchronized List<Archive> noted() {
    return List.copyOf(noted);
  }

  @Override
  public synchronized void note(Archive archive) {
    noted.add(archive);
    noted.sort(Comparator.comparing(Archive::first));
  }

  @Override
  public synchronized void moved(Archive archive) {
    noted.replaceAll(each -> each.first().equals(archive.first()) ? archive : each);
  }

  @Override
  public synchronized void shorten(Archive archive) {
    for (var at = archive.first(); archive.holds(at); at = at.next()) {
      shorten(at);
    }
    moved(new Archive(archive.first(), archive.last(), archive.file(), archive.digest(), true));
  }

  /** Lets go of the payload of one event. */
  void shorten(Position position) {
    var index = (int) position.value() - 1;
    var event = events.get(index);
    shortened.add(position);
    events.set(
        index,
        new RecordedEvent(
            event.position(),
            event.stream(),
            event.version(),
            event.id(),
            event.type(),
            event.time(),
            event.appendId(),
            event.provenance(),
            event.tags(),
            JsonBytes.EMPTY,
            JsonBytes.EMPTY,
            event.hash()));
  }

  private byte[] bytes(RecordedEvent event) {
    var bytes = EventBytes.encode(event);
    return shortened.contains(event.position()) ? EventBytes.headerOf(bytes) : bytes;
  }

  private List<RecordedEvent> whole(List<RecordedEvent> found) {
    return found.stream().map(this::whole).toList();
  }

  private synchronized RecordedEvent whole(RecordedEvent event) {
    return shortened.contains(event.position())
        ? EventBytes.decode(archiver.payloads().whole(event.position(), bytes(event)), event.hash())
        : event;
  }

  @Override
  public boolean canBeRestored() {
    return true;
  }

  @Override
  public synchronized boolean isBeingRestored() {
    return restoring;
  }

  @Override
  public synchronized void beginRestore(LogId log) {
    head = new LogHead(log, head.epoch(), head.position(), head.hash(), head.time());
    restoring = true;
  }

  @Override
  public synchronized void endRestore() {
    restoring = false;
  }

  @Override
  public void close() {
    archiver = new Archiver(this, Optional.empty()); // whoever opens it next knows no file
  }
}
