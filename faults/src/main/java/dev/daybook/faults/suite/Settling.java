package dev.daybook.faults.suite;

import dev.daybook.faults.history.Demand;
import dev.daybook.faults.history.Entry;
import dev.daybook.faults.history.Filter;
import dev.daybook.faults.history.History;
import dev.daybook.faults.history.Planned;
import dev.daybook.faults.history.Recorder;
import dev.daybook.faults.load.Load;
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
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is left open when a program dies: appends without an answer, and where its reader stood. */
final class Settling {
  private static final Provenance AGAIN = new Provenance(Actor.SYSTEM, "settling", null, "faults");

  private Settling() {}

  /** Hands every append in again that was never answered: it is written once, before or now. */
  static void settle(History history, Recorder recorder, EventLog log) {
    for (var call : unanswered(history.entries())) {
      recorder.append("settling", log, append(call));
    }
  }

  private static Collection<Entry.Called> unanswered(List<Entry> entries) {
    var open = new LinkedHashMap<String, Entry.Called>();
    for (var entry : entries) {
      if (entry instanceof Entry.Called call) {
        open.put(call.append(), call);
      } else if (entry instanceof Entry.Returned answer) {
        open.remove(answer.append());
      }
    }
    return open.values();
  }

  /** How far the follower had noted to be. */
  static Position checkpoint(History history) {
    var checkpoint = 0L;
    for (var entry : history.entries()) {
      if (entry instanceof Entry.Checkpointed noted && noted.reader().equals(Load.FOLLOWER)) {
        checkpoint = noted.position();
      }
    }
    return new Position(checkpoint);
  }

  private static Append append(Entry.Called call) {
    var demands = call.conditions() == null ? List.<Demand>of() : call.conditions();
    return new Append(
        AppendId.parse(call.append()),
        call.events().stream().map(Settling::event).toList(),
        demands.stream().map(Settling::condition).toList(),
        AGAIN);
  }

  private static NewEvent event(Planned planned) {
    var type = planned.type() == null ? "task.changed" : planned.type();
    return new NewEvent(
        StreamId.parse(planned.stream()),
        new EventId(UUID.fromString(planned.id())),
        new EventType(type, 1),
        tags(planned.tags()),
        JsonBytes.EMPTY,
        JsonBytes.EMPTY);
  }

  private static AppendCondition condition(Demand demand) {
    return switch (demand) {
      case Demand.StreamAt(var stream, var expected) ->
          new AppendCondition.StreamAt(
              StreamId.parse(stream),
              switch (expected) {
                case "any" -> Expected.any();
                case "none" -> Expected.noStream();
                case "exists" -> Expected.exists();
                default -> Expected.exactly(Long.parseLong(expected));
              });
      case Demand.NothingMatching(var filter, var since) ->
          new AppendCondition.NothingMatching(query(filter), new Position(since));
    };
  }

  private static EventQuery query(Filter filter) {
    return EventQuery.all().tagged(tags(filter.tags()));
  }

  private static Set<Tag> tags(@Nullable List<String> texts) {
    return texts == null ? Set.of() : texts.stream().map(Tag::new).collect(Collectors.toSet());
  }
}
