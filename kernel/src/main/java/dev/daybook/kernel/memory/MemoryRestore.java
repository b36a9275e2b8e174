package dev.daybook.kernel.memory;

import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.RestoreTarget;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The restore of another log into one in memory: all is checked before anything is taken. */
record MemoryRestore(MemoryLog log) implements RestoreTarget {
  @Override
  public LogHead begin(LogId comes) {
    return log.restoring(() -> {
      var here = log.head();
      var mayBegin =
          log.isBeingRestored() ? here.log().equals(comes) : here.position().equals(Position.START);
      if (!mayBegin) {
        throw wrong(
            "The log holds %s events of log %s. Restore into an empty one."
                .formatted(here.position(), here.log()));
      }
      log.restoring(comes, true);
      return log.head();
    });
  }

  @Override
  public void restore(List<RecordedEvent> events) {
    log.restoring(() -> {
      requireUnderWay();
      if (events.isEmpty()) {
        throw new IllegalArgumentException("There is at least one event to restore");
      }
      check(events);
      Map<AppendId, List<RecordedEvent>> appends = new LinkedHashMap<>();
      for (var event : events) {
        appends.computeIfAbsent(event.appendId(), _ -> new ArrayList<>()).add(event);
      }
      appends.values().forEach(log::take);
      return events.size();
    });
  }

  private void check(List<RecordedEvent> events) {
    var head = log.head();
    var position = head.position();
    var hash = head.hash();
    var time = head.time();
    Map<StreamId, Version> versions = new HashMap<>();
    Set<AppendId> appends = new HashSet<>();
    @Nullable AppendId current = null;
    for (var event : events) {
      if (!event.appendId().equals(current) && !appends.add(event.appendId())) {
        throw wrong("Event " + event.position() + " belongs to an append that has ended before.");
      }
      current = event.appendId();
      var version = versions.computeIfAbsent(event.stream(), log::version).plus(1);
      hash = EventBytes.link(hash, EventBytes.encode(event));
      position = position.next();
      if (!event.position().equals(position)
          || !event.version().equals(version)
          || event.time().isBefore(time)
          || !event.hash().equals(hash)) {
        throw wrong(
            "Event " + event.position() + " does not follow what lies before " + position + ".");
      }
      if (log.lookup(event.appendId()).isPresent()) {
        throw wrong("Event " + event.position() + " belongs to an append that has ended before.");
      }
      versions.put(event.stream(), version);
      time = event.time();
    }
  }

  @Override
  public void finish(LogHead head) {
    log.restoring(() -> {
      requireUnderWay();
      var here = log.head();
      if (!here.position().equals(head.position()) || !here.hash().equals(head.hash())) {
        throw wrong(
            "The log stands at position %s, the restored one at %s: it is not whole."
                .formatted(here.position(), head.position()));
      }
      log.restoring(here.log(), false);
      return here;
    });
  }

  private void requireUnderWay() {
    if (!log.isBeingRestored()) {
      throw wrong("No restore is under way here.");
    }
  }

  private static StoreException wrong(String message) {
    return new StoreException.Deterministic(message, null);
  }
}
