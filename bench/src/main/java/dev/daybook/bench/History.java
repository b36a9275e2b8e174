package dev.daybook.bench;

import dev.daybook.bench.limit.Row;
import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.EventId;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import dev.daybook.kernel.log.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A log that never was, event by event: streams of {@value #STREAM} events, a hundred of them
 * interleaved, every event an append of its own, the hash chain whole. To be restored into a store.
 */
final class History {
  /** Events of a stream. */
  static final int STREAM = 100;

  /** One event in so many bears a tag of its own, where events bear tags. */
  static final int TAGGED = 100;

  private static final int INTERLEAVED = 100;

  private final LogId log;
  private final IdSource ids;
  private final boolean tagged;
  private final Instant time = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private Hash hash = Hash.ZERO;
  private long position;

  /**
   * @param tagged whether one event in {@value #TAGGED} bears a tag of its own
   */
  History(IdSource ids, boolean tagged) {
    this.ids = ids;
    this.log = new LogId(ids.next());
    this.tagged = tagged;
  }

  LogId log() {
    return log;
  }

  /** How many streams are whole in the first so many events. */
  static long wholeStreams(long events) {
    return events / (STREAM * INTERLEAVED) * INTERLEAVED;
  }

  /** The stream of this number, from 0. */
  static StreamId stream(long number) {
    return new StreamId("bench", "history-" + number);
  }

  /** The tag of the event at this position, where it has one. */
  static Tag tag(long position) {
    return new Tag("nth:" + position);
  }

  /** The next events of the log. */
  List<RecordedEvent> next(int count) {
    var events = new ArrayList<RecordedEvent>(count);
    for (var i = 0; i < count; i++) {
      events.add(next());
    }
    return events;
  }

  private RecordedEvent next() {
    var block = position / (STREAM * INTERLEAVED);
    var inBlock = position % (STREAM * INTERLEAVED);
    position++;
    var stream = stream(block * INTERLEAVED + inBlock % INTERLEAVED);
    var version = new Version(inBlock / INTERLEAVED + 1);
    var id = ids.next();
    var tags = tagged && position % TAGGED == 0 ? Set.of(tag(position)) : Set.<Tag>of();
    var open = event(stream, version, new EventId(id), tags, Hash.ZERO);
    hash = EventBytes.link(hash, EventBytes.encode(open));
    return event(stream, version, new EventId(id), tags, hash);
  }

  private RecordedEvent event(
      StreamId stream, Version version, EventId id, Set<Tag> tags, Hash chained) {
    return new RecordedEvent(
        new Position(position),
        stream,
        version,
        id,
        Payloads.TYPE,
        time,
        new AppendId(id.value()),
        Payloads.FROM,
        tags,
        Payloads.data(position),
        Payloads.METADATA,
        chained);
  }

  /** Where it stands. */
  LogHead head() {
    return new LogHead(log, 1, new Position(position), hash, time);
  }

  /** The same events as rows of a plain table. */
  static List<Row> rows(List<RecordedEvent> events) {
    return events.stream()
        .map(event ->
            new Row(
                event.stream().toString(),
                event.version().value(),
                event.data().utf8(),
                Payloads.rest(event.stream())))
        .toList();
  }
}
