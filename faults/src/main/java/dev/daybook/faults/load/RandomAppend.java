package dev.daybook.faults.load;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.IdSource;
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
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import dev.daybook.testkit.Generator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one writer hands in: events for its own stream, for streams that all writers want, for
 * several at once, with every kind of condition, and now and then the same append again. Not safe
 * for several threads.
 */
final class RandomAppend {
  private static final EventType CREATED = new EventType("task.created", 1);
  private static final EventType CHANGED = new EventType("task.changed", 1);
  private static final int WANTED_BY_ALL = 4;
  private static final int REFERENCES = 500;

  private final EventLog log;
  private final IdSource ids;
  private final Generator random;
  private final StreamId own;
  private final Provenance provenance;
  private @Nullable Append last;

  RandomAppend(EventLog log, IdSource ids, long seed, String writer) {
    this.log = log;
    this.ids = ids;
    this.random = new Generator(seed);
    this.own = new StreamId("task", writer);
    this.provenance = new Provenance(Actor.agent(writer), "load-" + seed, null, "faults");
  }

  Append next() {
    var next =
        switch (random.between(0, 9)) {
          case 0, 1, 2, 3 -> append(List.of(), events(own, random.between(1, 3)));
          case 4, 5 -> contended();
          case 6, 7 -> several();
          case 8 -> reference();
          default -> last == null ? append(List.of(), events(own, 1)) : last;
        };
    last = next;
    return next;
  }

  private Append contended() {
    var stream = wanted();
    var expected = Expected.exactly(log.version(stream));
    return append(List.of(new AppendCondition.StreamAt(stream, expected)), events(stream, 1));
  }

  private Append several() {
    var other = wanted();
    var events = new ArrayList<>(events(own, 1));
    events.addAll(events(other, 1));
    events.addAll(events(own, 1));
    var expected =
        random.percent(50)
            ? Expected.any()
            : log.version(other).value() == 0 ? Expected.noStream() : Expected.exists();
    return append(List.of(new AppendCondition.StreamAt(other, expected)), events);
  }

  private Append reference() {
    var reference = Tag.of("ref", "HOME-" + random.between(1, REFERENCES));
    var since = random.percent(70) ? Position.START : log.head().position();
    var condition = new AppendCondition.NothingMatching(EventQuery.all().tagged(reference), since);
    return append(List.of(condition), List.of(event(own, CREATED, Set.of(reference))));
  }

  private StreamId wanted() {
    return new StreamId("project", "shared" + random.between(1, WANTED_BY_ALL));
  }

  private Append append(List<AppendCondition> conditions, List<NewEvent> events) {
    return new Append(new AppendId(ids.next()), events, conditions, provenance);
  }

  private List<NewEvent> events(StreamId stream, int count) {
    var events = new ArrayList<NewEvent>();
    for (var i = 0; i < count; i++) {
      events.add(event(stream, CHANGED, Set.of(Tag.of("project", "p" + random.between(1, 3)))));
    }
    return events;
  }

  private NewEvent event(StreamId stream, EventType type, Set<Tag> tags) {
    var text = "x".repeat(random.between(20, 300));
    var data = JsonBytes.of("{\"text\":\"" + text + "\"}");
    return new NewEvent(stream, new EventId(ids.next()), type, tags, data, JsonBytes.EMPTY);
  }
}
