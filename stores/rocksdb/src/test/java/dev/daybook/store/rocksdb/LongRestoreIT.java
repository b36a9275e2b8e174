package dev.daybook.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.NewEvent;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import dev.daybook.kernel.memory.MemoryLog;
import dev.daybook.kernel.verify.Verifier;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists as long as an import hands them in, which several processors look at and lay out. */
final class LongRestoreIT {
  private static final int EVENTS = 4_000;

  @TempDir Path directory;

  private final MemoryLog source = new MemoryLog(Logs.IDS, InstantSource.system());
  private final List<RecordedEvent> original = written();

  @Test
  void a_long_list_is_the_same_log_afterwards() {
    try (var log = Logs.open(directory.resolve("log"))) {
      var target = log.restoring().orElseThrow();
      target.begin(source.head().log());
      target.restore(original);
      target.finish(source.head());
    }
    try (var log = Logs.open(directory.resolve("log"))) {
      assertThat(everything(log)).isEqualTo(original);
      assertThat(matching(log, EventQuery.all().tagged(tag(3))))
          .isEqualTo(matching(source, EventQuery.all().tagged(tag(3))));
      assertThat(matching(log, EventQuery.all().streams(stream(5))))
          .isEqualTo(matching(source, EventQuery.all().streams(stream(5))));
      assertThat(log.statistics().byType()).isEqualTo(source.statistics().byType());
      assertThat(log.lookup(original.get(2_000).appendId())).isPresent();
      assertThat(Verifier.of(log).verify().findings()).isEmpty();
    }
  }

  @Test
  void of_several_events_that_do_not_follow_the_first_is_named_and_nothing_is_written() {
    refused(3_001, with(3_000, LongRestoreIT::broken), 3_500, LongRestoreIT::late);
    refused(2_701, with(2_700, LongRestoreIT::late), 3_500, LongRestoreIT::broken);
    refused(4_000, with(3_999, LongRestoreIT::broken), 3_999, UnaryOperator.identity());
  }

  private void refused(
      long named, List<RecordedEvent> events, int index, UnaryOperator<RecordedEvent> change) {
    events.set(index, change.apply(events.get(index)));
    try (var log = Logs.open(directory.resolve("log"))) {
      var target = log.restoring().orElseThrow();
      target.begin(source.head().log());
      assertThatExceptionOfType(StoreException.Deterministic.class)
          .isThrownBy(() -> target.restore(events))
          .withMessageContaining("Event " + named + " ");
      assertThat(everything(log)).isEmpty();
    }
  }

  private List<RecordedEvent> with(int index, UnaryOperator<RecordedEvent> change) {
    var events = new ArrayList<>(original);
    events.set(index, change.apply(events.get(index)));
    return events;
  }

  private static RecordedEvent broken(RecordedEvent event) {
    return changed(event, event.time(), Hash.ZERO);
  }

  private static RecordedEvent late(RecordedEvent event) {
    return changed(event, Instant.EPOCH, event.hash());
  }

  private static RecordedEvent changed(RecordedEvent event, Instant time, Hash hash) {
    return new RecordedEvent(
        event.position(),
        event.stream(),
        event.version(),
        event.id(),
        event.type(),
        time,
        event.appendId(),
        event.provenance(),
        event.tags(),
        event.data(),
        event.metadata(),
        hash);
  }

  private List<RecordedEvent> written() {
    var random = new Random(42);
    for (var left = EVENTS; left > 0; ) {
      var events = new ArrayList<NewEvent>();
      for (var i = Math.min(left, 1 + random.nextInt(5)); i > 0; i--) {
        events.add(Logs.EVENTS.event(stream(random.nextInt(70)), tag(random.nextInt(40))));
      }
      left -= events.size();
      source.append(Logs.EVENTS.append(events.toArray(NewEvent[]::new)));
    }
    return everything(source);
  }

  private static StreamId stream(int number) {
    return new StreamId("task", "t" + number);
  }

  private static Tag tag(int number) {
    return Tag.of("number", "n" + number);
  }

  private static List<RecordedEvent> everything(EventLog log) {
    return matching(log, EventQuery.all());
  }

  private static List<RecordedEvent> matching(EventLog log, EventQuery query) {
    return log.read(query, Position.START, Direction.FORWARD, EVENTS).events();
  }
}
