package dev.daybook.testkit;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendCondition;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.EventId;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.EventType;
import dev.daybook.kernel.log.Expected;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.NewEvent;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Provenance;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Random appends and queries over a few streams, types and tags, so that they meet often. */
final class RandomAppends {
  private static final List<StreamId> STREAMS =
      Stream.of("task-1", "task-2", "task-3", "note-1", "note-2", "project-1")
          .map(StreamId::parse)
          .toList();
  private static final List<EventType> TYPES =
      List.of(
          new EventType("task.created", 1),
          new EventType("task.started", 1),
          new EventType("task.created", 2));
  private static final List<Tag> TAGS =
      List.of(
          Tag.of("project", "HOME"),
          Tag.of("project", "WORK"),
          Tag.of("label", "urgent"),
          Tag.of("ref", "HOME-1"));
  private static final List<Actor> ACTORS =
      List.of(Actor.person("alice"), Actor.agent("bob"), Actor.SYSTEM);
  private static final List<String> WORDS = List.of("one", "two", "three");

  private final Generator random;
  private final EventLog log;
  private final @Nullable SteppingClock clock;
  private final SeededIds ids;
  private final List<Append> handedIn = new ArrayList<>();

  RandomAppends(Generator random, EventLog log, @Nullable SteppingClock clock) {
    this.random = random;
    this.log = log;
    this.clock = clock;
    this.ids = new SeededIds(random.seed());
  }

  Append next() {
    var streams = random.percent(50) ? List.of(stream()) : random.listOf(1, 4, this::stream);
    var events = random.listOf(1, 6, () -> event(random.oneOf(streams)));
    var conditions =
        random.percent(30) ? List.<AppendCondition>of() : random.listOf(1, 3, this::condition);
    var append = new Append(unknown(), events, conditions, provenance());
    handedIn.add(append);
    return append;
  }

  /**
   * One that was handed in before, as it was or with other content; a new one when there is none.
   */
  Append repeated() {
    if (handedIn.isEmpty()) {
      return next();
    }
    var before = random.oneOf(handedIn);
    return random.percent(70)
        ? before
        : new Append(before.id(), List.of(event(stream())), List.of(condition()), provenance());
  }

  AppendId unknown() {
    return new AppendId(ids.next());
  }

  StreamId stream() {
    return random.oneOf(STREAMS);
  }

  /** From the beginning to just beyond the head. */
  Position position() {
    return new Position(random.between(0L, log.head().position().value() + 2));
  }

  /** Around the times that were recorded. */
  Instant time() {
    var near = log.at(position()).map(RecordedEvent::time).orElse(log.head().time());
    return near.plusNanos(random.between(-2L, 2L) * 1_000);
  }

  EventQuery query() {
    var query = EventQuery.all();
    if (random.percent(30)) {
      query = query.types(new HashSet<>(random.listOf(1, 2, () -> random.oneOf(TYPES).name())));
    }
    if (random.percent(25)) {
      query = query.categories(new HashSet<>(random.listOf(1, 2, () -> stream().category())));
    }
    if (random.percent(25)) {
      query = query.streams(new HashSet<>(random.listOf(1, 3, this::stream)));
    }
    if (random.percent(40)) {
      query = query.tagged(new HashSet<>(random.listOf(1, 2, () -> random.oneOf(TAGS))));
    }
    if (random.percent(15)) {
      query = query.by(random.oneOf(ACTORS));
    }
    if (random.percent(15)) {
      query = query.correlatedBy(random.oneOf(WORDS));
    }
    if (random.percent(15)) {
      query = query.causedBy(random.oneOf(WORDS));
    }
    if (clock != null && random.percent(20)) {
      query = query.between(random.percent(70) ? time() : null, random.percent(70) ? time() : null);
    }
    return query;
  }

  private AppendCondition condition() {
    if (random.percent(40)) {
      var since = random.percent(50) ? log.head().position() : position();
      return new AppendCondition.NothingMatching(query(), since);
    }
    var stream = stream();
    var version = log.version(stream).value();
    return new AppendCondition.StreamAt(
        stream,
        switch (random.between(0, 7)) {
          case 0 -> Expected.any();
          case 1 -> version == 0 || random.percent(30) ? Expected.noStream() : Expected.exists();
          case 2 -> Expected.exists();
          case 3 -> Expected.exactly(Math.max(0, version + random.between(-1, 1)));
          default -> Expected.exactly(version);
        });
  }

  private NewEvent event(StreamId stream) {
    var data =
        JsonBytes.of(
            "{\"t\":\"" + random.text(random.between(0, 12)).replaceAll("[\"\\\\]", "'") + "\"}");
    var metadata =
        random.percent(80) ? JsonBytes.EMPTY : JsonBytes.of("{\"m\":" + random.between(0, 9) + "}");
    return new NewEvent(
        stream,
        new EventId(ids.next()),
        random.oneOf(TYPES),
        Set.copyOf(random.someOf(TAGS)),
        data,
        metadata);
  }

  private Provenance provenance() {
    return new Provenance(
        random.oneOf(ACTORS),
        random.oneOf(WORDS),
        random.percent(50) ? null : random.oneOf(WORDS),
        random.oneOf("cli", "http"));
  }
}
