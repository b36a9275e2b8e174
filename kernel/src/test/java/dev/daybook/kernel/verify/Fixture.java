package dev.daybook.kernel.verify;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.Uuid7;
import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.EventId;
import dev.daybook.kernel.log.EventType;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.NewEvent;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Provenance;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.memory.MemoryLog;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A log as it lies in a store, and what somebody does to it behind its back. */
final class Fixture implements RawLog {
  private final LogHead head;
  private final List<Raw> events;

  private Fixture(LogHead head, List<Raw> events) {
    this.head = head;
    this.events = events;
  }

  static MemoryLog log(int events) {
    var ids = new Uuid7(Clock.systemUTC());
    var log = new MemoryLog(ids, Clock.systemUTC());
    for (var i = 1; i <= events; i++) {
      var event =
          new NewEvent(
              new StreamId("task", "t" + i % 3),
              new EventId(ids.next()),
              new EventType("task.noted", 1),
              Set.of(),
              JsonBytes.of("{\"n\":" + i + "}"),
              JsonBytes.EMPTY);
      log.append(
          new Append(
              new AppendId(ids.next()),
              List.of(event),
              List.of(),
              new Provenance(Actor.SYSTEM, "c", null, "test")));
    }
    return log;
  }

  static Fixture of(MemoryLog log) {
    var raw = RawLog.of(log);
    return new Fixture(raw.head(), new ArrayList<>(raw.raw(Position.START, 1_000).events()));
  }

  void change(long position) {
    var stored = (Raw.Stored) events.get((int) position - 1);
    var bytes = stored.bytes().clone();
    bytes[bytes.length - 2] ^= 1;
    events.set(
        (int) position - 1,
        new Raw.Stored(stored.position(), bytes, stored.hash(), stored.index()));
  }

  void damage(long position) {
    events.set((int) position - 1, new Raw.Damaged(new Position(position), "the disk says no"));
  }

  @Override
  public LogHead head() {
    return head;
  }

  @Override
  public RawPage raw(Position after, int limit) {
    var page =
        events.stream()
            .filter(raw -> raw.position().isAfter(after))
            .limit(Math.min(limit, 7))
            .toList();
    var through = page.isEmpty() ? after : page.getLast().position();
    return new RawPage(page, through, through.equals(head.position()));
  }
}
