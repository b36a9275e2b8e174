package dev.daybook.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.Uuid7;
import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Receipt;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.verify.Verifier;
import dev.daybook.testkit.Events;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** What one process would have of a log: everything of its own but the database. */
record Node(EventLog log) implements AutoCloseable {
  static final Uuid7 IDS = new Uuid7(InstantSource.system());
  static final Events EVENTS = new Events(IDS);
  static final StreamId TASK = Events.stream("task-1");

  static Node at(String url) {
    return new Node(new PostgresStoreProvider().open(url, InstantSource.system(), IDS));
  }

  /** Appends; fails unless it was written. */
  Receipt write(Append append) {
    var result = log.append(append);
    assertThat(result).as("append %s", append.id()).isInstanceOf(AppendResult.Appended.class);
    return ((AppendResult.Appended) result).receipt();
  }

  /** Appends one event; fails unless it was written. */
  Receipt write(StreamId stream) {
    return write(EVENTS.append(EVENTS.event(stream)));
  }

  List<RecordedEvent> everything() {
    List<RecordedEvent> found = new ArrayList<>();
    var page = log.read(EventQuery.all(), Position.START, Direction.FORWARD, 1_000);
    found.addAll(page.events());
    while (!page.end()) {
      page = log.read(EventQuery.all(), page.next(), Direction.FORWARD, 1_000);
      found.addAll(page.events());
    }
    return found;
  }

  /** Fails unless the log is gapless to its head and its chain holds. */
  void assertWhole(long events) {
    var expected = 0L;
    for (var event : everything()) {
      assertThat(event.position().value()).isEqualTo(++expected);
    }
    assertThat(expected).as("events in the log").isEqualTo(events);
    assertThat(log.head().position()).isEqualTo(new Position(events));
    assertThat(Verifier.of(log).verify().findings()).isEmpty();
  }

  @Override
  public void close() {
    log.close();
  }
}
