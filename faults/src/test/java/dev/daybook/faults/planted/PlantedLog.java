package dev.daybook.faults.planted;

import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.Page;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Receipt;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.Statistics;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import dev.daybook.kernel.sequencer.DurableLog;
import dev.daybook.kernel.sequencer.Group;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A small honest store: one file of frames, each forced to the disk before it counts, all of it in
 * memory too. With a fault it does one thing wrong, every {@value #EVERY}th time.
 */
public final class PlantedLog implements DurableLog {
  static final int EVERY = 7;

  private static final LogId LOG = new LogId(new UUID(0x7000L, 0x8000_0000_0000_0001L));

  private final Fault fault;
  private final Frames frames;
  private final Consumer<Position> durable;
  private final List<RecordedEvent> events = Collections.synchronizedList(new ArrayList<>());
  private final long epoch;
  private int commits;

  private PlantedLog(Fault fault, Frames frames, Consumer<Position> durable) throws IOException {
    this.fault = fault;
    this.frames = frames;
    this.durable = durable;
    events.addAll(frames.read());
    epoch = 1;
    durable.accept(head().position());
  }

  /**
   * @param durable told how far the file has been forced to the disk
   */
  public static PlantedLog open(Fault fault, Path file, Consumer<Position> durable) {
    try {
      return new PlantedLog(fault, Frames.open(file), durable);
    } catch (IOException failed) {
      throw new StoreException.Deterministic(failed.toString(), failed);
    }
  }

  @Override
  public boolean commit(Group group, LogHead expected) {
    if (!expected.position().equals(head().position())) {
      return false;
    }
    var faulty = ++commits % EVERY == 0;
    var written = new ArrayList<RecordedEvent>();
    for (var append : group.appends()) {
      written.addAll(append.events());
    }
    try {
      if (faulty && fault == Fault.LOSES_AN_APPEND) {
        events.addAll(written);
        return true;
      }
      frames.write(faulty ? spoiled(written) : written);
      if (fault != Fault.SKIPS_SYNC && !(faulty && fault == Fault.PUBLISHES_EARLY)) {
        frames.force();
        durable.accept(written.getLast().position());
      }
    } catch (IOException failed) {
      throw new StoreException.OutcomeUnknown(failed.toString(), failed);
    }
    events.addAll(written);
    if (faulty && fault == Fault.DOUBLES_AN_APPEND) {
      events.addAll(again(written));
    }
    return true;
  }

  private List<RecordedEvent> spoiled(List<RecordedEvent> written) {
    return switch (fault) {
      case NONE, SKIPS_SYNC, PUBLISHES_EARLY, LOSES_AN_APPEND -> written;
      case DOUBLES_AN_APPEND -> {
        var twice = new ArrayList<>(written);
        twice.addAll(again(written));
        yield twice;
      }
      case REUSES_A_POSITION ->
          written.stream().map(event -> with(event, -1, 0, 0, event.hash())).toList();
      case BREAKS_THE_CHAIN ->
          written.stream().map(event -> with(event, 0, 0, 0, event.id().value())).toList();
      case SKIPS_A_VERSION ->
          written.stream().map(event -> with(event, 0, 1, 0, event.hash())).toList();
      case TURNS_TIME_BACK ->
          written.stream().map(event -> with(event, 0, 0, -3600, event.hash())).toList();
    };
  }

  /** The same append behind itself, properly chained: as a store that retried a cut commit. */
  private List<RecordedEvent> again(List<RecordedEvent> written) {
    var copies = new ArrayList<RecordedEvent>();
    var hash = written.getLast().hash();
    var versions = new HashMap<StreamId, Version>();
    written.forEach(event -> versions.put(event.stream(), event.version()));
    for (var event : written) {
      var version = versions.merge(event.stream(), new Version(1), (a, b) -> a.plus(b.value()));
      var copy =
          with(event, written.size(), version.value() - event.version().value(), 0, Hash.ZERO);
      hash = EventBytes.link(hash, EventBytes.encode(copy));
      copies.add(with(copy, 0, 0, 0, hash));
    }
    return copies;
  }

  private static RecordedEvent with(
      RecordedEvent event, long positions, long versions, long seconds, Object hash) {
    return new RecordedEvent(
        new Position(event.position().value() + positions),
        event.stream(),
        event.version().plus(versions),
        event.id(),
        event.type(),
        event.time().plusSeconds(seconds),
        event.appendId(),
        event.provenance(),
        event.tags(),
        event.data(),
        event.metadata(),
        hash instanceof Hash kept ? kept : Hash.ZERO);
  }

  @Override
  public LogHead head() {
    synchronized (events) {
      if (events.isEmpty()) {
        return new LogHead(LOG, epoch, Position.START, Hash.ZERO, Instant.EPOCH);
      }
      var last = events.getLast();
      return new LogHead(LOG, epoch, last.position(), last.hash(), last.time());
    }
  }

  private List<RecordedEvent> matching(Predicate<RecordedEvent> wanted) {
    synchronized (events) {
      return events.stream().filter(wanted).toList();
    }
  }

  @Override
  public Optional<Receipt> lookup(AppendId id) {
    var found = matching(event -> event.appendId().equals(id));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Map<StreamId, Version> versions = new HashMap<>();
    found.forEach(event -> versions.put(event.stream(), event.version()));
    var first = found.getFirst().position();
    return Optional.of(new Receipt(LOG, epoch, id, first, found.getLast().position(), versions));
  }

  @Override
  public StreamEnd end(StreamId stream) {
    var found = matching(event -> event.stream().equals(stream));
    return found.isEmpty()
        ? StreamEnd.NONE
        : new StreamEnd(found.getLast().version(), found.getLast().position());
  }

  @Override
  public Page read(EventQuery query, Position from, Direction direction, int limit, Position head) {
    var forward = direction == Direction.FORWARD;
    var found =
        matching(event ->
            query.matches(event)
                && !event.position().isAfter(head)
                && (forward ? event.position().isAfter(from) : from.isAfter(event.position())));
    return page(forward ? found : found.reversed(), limit, forward ? head : Position.START);
  }

  @Override
  public Page read(StreamId stream, Version from, Direction direction, int limit, Position head) {
    var forward = direction == Direction.FORWARD;
    var found =
        matching(event -> {
          var order = event.version().compareTo(from);
          return event.stream().equals(stream)
              && !event.position().isAfter(head)
              && (forward ? order >= 0 : order <= 0);
        });
    return page(forward ? found : found.reversed(), limit, Position.START);
  }

  private static Page page(List<RecordedEvent> found, int limit, Position atTheEnd) {
    var whole = found.size() <= limit;
    var events = whole ? found : found.subList(0, limit);
    var next =
        whole && !atTheEnd.equals(Position.START) || events.isEmpty()
            ? atTheEnd
            : events.getLast().position();
    return new Page(events, next, whole);
  }

  @Override
  public Optional<RecordedEvent> at(Position position) {
    return matching(event -> event.position().equals(position)).stream().findFirst();
  }

  @Override
  public Optional<Position> firstAtOrAfter(Instant time, Position head) {
    return matching(event -> !event.time().isBefore(time)).stream()
        .map(RecordedEvent::position)
        .findFirst();
  }

  @Override
  public Statistics statistics() {
    return new Statistics(events.size(), new TreeMap<>(), new TreeMap<>(), 0, null, null, 0);
  }

  @Override
  public RawPage raw(Position after, int limit) {
    var found = matching(event -> event.position().isAfter(after));
    var some = found.subList(0, Math.min(limit, found.size()));
    var raw = new ArrayList<Raw>();
    for (var event : some) {
      raw.add(
          new Raw.Stored(event.position(), EventBytes.encode(event), event.hash().bytes(), null));
    }
    var through = some.isEmpty() ? after : some.getLast().position();
    return new RawPage(raw, through, some.size() == found.size());
  }

  @Override
  public void close() {
    frames.close();
  }
}
