package dev.daybook.testkit.contract;

import static dev.daybook.testkit.Events.at;
import static dev.daybook.testkit.Events.nothing;
import static dev.daybook.testkit.Events.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Expected;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Receipt;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import dev.daybook.kernel.log.Version;
import dev.daybook.testkit.Together;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What a restart keeps: everything if the store is durable, nothing at all if it declares that it
 * is not.
 */
public abstract class DurabilityContract extends StoreContract {
  private static final StreamId TASK = stream("task-1");
  private static final Tag RED = Tag.of("colour", "red");

  @Test
  void P3_every_event_is_there_after_reopening() {
    var before = some();
    log = store.reopen(clock, ids);
    assertThat(everything()).isEqualTo(kept(before));
    assertThat(pages(EventQuery.all(), Position.END, Direction.BACKWARD, 7))
        .isEqualTo(kept(before).reversed());
  }

  @Test
  void P3_every_acknowledged_event_is_there_after_a_kill() {
    var before = some();
    log = store.reopenAfterKill(clock, ids);
    assertThat(everything()).isEqualTo(kept(before));
  }

  @Test
  void P3_the_log_keeps_its_id_and_its_head() {
    some();
    var before = log.head();
    log = store.reopen(clock, ids);
    var after = log.head();
    if (store.durable()) {
      assertThat(after.log()).isEqualTo(before.log());
      assertThat(after.position()).isEqualTo(before.position()).isEqualTo(new Position(30));
      assertThat(after.hash()).isEqualTo(before.hash());
      assertThat(after.time()).isEqualTo(before.time());
      assertThat(after.epoch()).isGreaterThanOrEqualTo(before.epoch());
    } else {
      assertThat(after.log()).isNotEqualTo(before.log());
      assertThat(after.position()).isEqualTo(Position.START);
    }
  }

  @Test
  void P3_versions_are_known_and_go_on() {
    some();
    log = store.reopen(clock, ids);
    var version = store.durable() ? 20 : 0;
    assertThat(log.version(TASK)).isEqualTo(new Version(version));
    var receipt = write(events.appendIf(at(TASK, Expected.exactly(version)), events.event(TASK)));
    assertThat(receipt.first()).isEqualTo(new Position(store.durable() ? 31 : 1));
    assertThat(log.version(TASK)).isEqualTo(new Version(version + 1));
  }

  @Test
  void P3_conditions_see_what_was_written_before() {
    some();
    log = store.reopen(clock, ids);
    var claim =
        events.appendIf(
            nothing(EventQuery.all().tagged(RED), Position.START),
            events.event(stream("box-1"), RED));
    assertThat(log.append(claim))
        .isInstanceOf(store.durable() ? AppendResult.Conflict.class : AppendResult.Appended.class);
    assertThat(matching(EventQuery.all().tagged(RED))).hasSize(store.durable() ? 10 : 1);
  }

  @Test
  void P3_receipts_are_found() {
    var receipt = write(events.append(events.event(TASK), events.event(stream("note-1"))));
    log = store.reopen(clock, ids);
    if (store.durable()) {
      assertThat(log.lookup(receipt.append())).contains(receipt);
    } else {
      assertThat(log.lookup(receipt.append())).isEmpty();
    }
    write(events.append(events.event(TASK)));
    assertThat(log.head().position()).isEqualTo(new Position(store.durable() ? 3 : 1));
  }

  @Test
  void P3_statistics_and_times_are_as_they_were() {
    some();
    var before = log.statistics();
    var tenth = everything().get(9).time();
    log = store.reopen(clock, ids);
    var after = log.statistics();
    assertThat(after.total()).isEqualTo(store.durable() ? before.total() : 0);
    assertThat(after.byType()).isEqualTo(store.durable() ? before.byType() : Map.of());
    assertThat(after.streams()).isEqualTo(store.durable() ? before.streams() : 0);
    assertThat(log.firstAtOrAfter(tenth).isPresent()).isEqualTo(store.durable());
  }

  @Test
  void P3_a_subscription_goes_on_after_reopening_where_it_was() throws InterruptedException {
    some();
    log = store.reopen(clock, ids);
    var after = store.durable() ? new Position(30) : Position.START;
    try (var subscription = log.subscribe(EventQuery.all(), after)) {
      var follower = new Follower(subscription, after, store.patience()).untilCaughtUp();
      var receipt = write(events.append(events.event(TASK)));
      assertThat(follower.until(1).events())
          .singleElement()
          .matches(event -> event.position().equals(receipt.first()));
    }
  }

  @Test
  void P3_a_kill_in_the_midst_of_eight_writers_loses_nothing_acknowledged_and_halves_nothing() {
    var receipts =
        Together.run(
                8,
                writer -> {
                  List<Receipt> mine = new ArrayList<>();
                  for (var i = 0; i < 20; i++) {
                    mine.add(write(events.append(events.several(3, stream("task-" + writer)))));
                  }
                  return mine;
                })
            .stream()
            .flatMap(List::stream)
            .toList();
    log = store.reopenAfterKill(clock, ids);
    var found = everything();
    assertThat(found).hasSize(store.durable() ? 480 : 0);
    for (var receipt : receipts) {
      assertThat(log.lookup(receipt.append()))
          .isEqualTo(store.durable() ? Optional.of(receipt) : Optional.empty());
    }
    assertThat(write(events.append(events.event(TASK))).first())
        .isEqualTo(new Position(found.size() + 1L));
    assertThat(log.head().position()).isEqualTo(new Position(found.size() + 1L));
  }

  @Test
  void P3_it_may_be_reopened_again_and_again() {
    for (var round = 1; round <= 5; round++) {
      write(events.append(events.several(2, TASK)));
      clock.advance(Duration.ofSeconds(1));
      log = store.reopen(clock, ids);
      assertThat(everything()).hasSize(store.durable() ? 2 * round : 0);
    }
    write(events.append(events.event(TASK)));
    assertThat(everything()).hasSize(store.durable() ? 11 : 1);
  }

  @Test
  void a_fresh_log_is_empty_and_has_an_id_of_its_own() {
    some();
    var before = log.head().log();
    log = store.fresh(clock, ids);
    assertThat(log.head().log()).isNotEqualTo(before);
    assertThat(everything()).isEmpty();
    assertThat(write(events.append(events.event(TASK))).first()).isEqualTo(new Position(1));
  }

  private List<RecordedEvent> kept(List<RecordedEvent> before) {
    return store.durable() ? before : List.of();
  }

  /** Thirty events in ten appends. */
  private List<RecordedEvent> some() {
    for (var i = 0; i < 10; i++) {
      write(
          events.append(
              events.event(TASK),
              events.event(stream("note-" + i), "note.written", RED),
              events.event(TASK)));
    }
    assertThat(everything()).hasSize(30);
    return everything();
  }
}
