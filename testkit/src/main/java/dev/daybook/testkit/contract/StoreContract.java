package dev.daybook.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Receipt;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.testkit.Events;
import dev.daybook.testkit.SeededIds;
import dev.daybook.testkit.SteppingClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.extension.ExtendWith;

/** One group of clauses, run on a fresh log each time. */
@ExtendWith(NamesTheStore.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class StoreContract {
  protected StoreFixture store;
  protected EventLog log;
  protected SteppingClock clock;
  protected IdSource ids;
  protected Events events;

  /** The back end under test; a new one each time. */
  protected abstract StoreFixture fixture();

  @BeforeEach
  void open() {
    store = fixture();
    clock = SteppingClock.stepping(Duration.ofMillis(1));
    ids = new SeededIds(1);
    events = new Events(new SeededIds(2));
    log = store.fresh(clock, ids);
  }

  @AfterEach
  void close() {
    store.close();
  }

  final String storeName() {
    return store.name();
  }

  /** Appends; fails unless it was written. */
  protected final Receipt write(Append append) {
    var result = log.append(append);
    assertThat(result).as("append %s", append.id()).isInstanceOf(AppendResult.Appended.class);
    return ((AppendResult.Appended) result).receipt();
  }

  /** Appends; fails unless it was refused. */
  protected final AppendResult.Conflict refused(Append append) {
    var result = log.append(append);
    assertThat(result)
        .as("append under %s", append.conditions())
        .isInstanceOf(AppendResult.Conflict.class);
    return (AppendResult.Conflict) result;
  }

  /** Every event of the log in position order. */
  protected final List<RecordedEvent> everything() {
    return pages(EventQuery.all(), Position.START, Direction.FORWARD, 1_000);
  }

  protected final List<RecordedEvent> matching(EventQuery query) {
    return pages(query, Position.START, Direction.FORWARD, 1_000);
  }

  /** Pages from a position to the end. */
  protected final List<RecordedEvent> pages(
      EventQuery query, Position from, Direction direction, int limit) {
    return pages(log, query, from, direction, limit);
  }

  static List<RecordedEvent> pages(
      EventLog log, EventQuery query, Position from, Direction direction, int limit) {
    List<RecordedEvent> found = new ArrayList<>();
    for (var page = log.read(query, from, direction, limit);
        ;
        page = log.read(query, page.next(), direction, limit)) {
      assertThat(page.events()).as("a page of at most %s", limit).hasSizeLessThanOrEqualTo(limit);
      found.addAll(page.events());
      if (page.end()) {
        return found;
      }
    }
  }

  protected static List<Long> positions(List<RecordedEvent> events) {
    return events.stream().map(event -> event.position().value()).toList();
  }
}
