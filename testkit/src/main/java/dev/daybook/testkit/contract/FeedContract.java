package dev.daybook.testkit.contract;

import static dev.daybook.testkit.Events.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Subscription;
import dev.daybook.kernel.log.Subscription.Delivery;
import dev.daybook.kernel.log.Tag;
import dev.daybook.testkit.Eventually;
import dev.daybook.testkit.Together;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Subscriptions: catch-up, then live, without a gap, a double or a reordering. */
public abstract class FeedContract extends StoreContract {
  private static final StreamId TASK = stream("task-1");
  private static final StreamId NOTE = stream("note-1");
  private static final EventQuery ALL = EventQuery.all();
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Set<Thread.State> WAITING =
      Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

  @Test
  void P6_what_the_log_holds_comes_first_then_caught_up_is_said_once() throws InterruptedException {
    for (var i = 0; i < 3; i++) {
      write(events.append(events.several(700, TASK)));
    }
    try (var subscription = log.subscribe(ALL, Position.START)) {
      var follower = follow(subscription, Position.START).untilCaughtUp();
      assertThat(positions(follower.events())).isEqualTo(range(1, 2_100));
      assertThat(follower.caughtUp()).containsExactly(new Position(2_100));
      assertThat(follower.pull(Duration.ofMillis(1)))
          .isEqualTo(new Delivery.Quiet(new Position(2_100)));
    }
  }

  @Test
  void a_delivery_says_whether_there_was_more_behind_it() throws InterruptedException {
    for (var i = 0; i < 3; i++) {
      write(events.append(events.several(700, TASK)));
    }
    try (var subscription = log.subscribe(ALL, Position.START)) {
      var through = Position.START;
      while (subscription.next(PATIENCE) instanceof Delivery.Events some) {
        through = some.through();
        assertThat(some.more()).as("after %s", through).isEqualTo(through.value() < 2_100);
      }
      assertThat(through).isEqualTo(new Position(2_100));
    }
  }

  @Test
  void an_event_comes_as_a_read_would_show_it() throws InterruptedException {
    write(events.append(events.event(TASK, Tag.of("a", 1)), events.event(NOTE)));
    try (var subscription = log.subscribe(ALL, Position.START)) {
      var follower = follow(subscription, Position.START).untilCaughtUp();
      write(events.append(events.event(TASK, Tag.of("b", 2))));
      assertThat(follower.until(3).events()).isEqualTo(everything());
    }
  }

  @Test
  void a_subscription_begins_after_its_position() throws InterruptedException {
    write(events.append(events.several(10, TASK)));
    try (var subscription = log.subscribe(ALL, new Position(7))) {
      assertThat(positions(follow(subscription, new Position(7)).untilCaughtUp().events()))
          .isEqualTo(range(8, 10));
    }
  }

  @Test
  void a_subscription_from_beyond_the_head_begins_there_when_the_log_gets_so_far()
      throws InterruptedException {
    write(events.append(events.several(2, TASK)));
    try (var subscription = log.subscribe(ALL, new Position(5))) {
      write(events.append(events.several(6, TASK)));
      assertThat(positions(follow(subscription, new Position(5)).until(3).events()))
          .isEqualTo(range(6, 8));
    }
  }

  @Test
  void on_an_empty_log_it_has_caught_up_at_once_and_then_goes_on_live()
      throws InterruptedException {
    try (var subscription = log.subscribe(ALL, Position.START)) {
      var follower = follow(subscription, Position.START).untilCaughtUp();
      assertThat(follower.caughtUp()).containsExactly(Position.START);
      for (var i = 1; i <= 20; i++) {
        write(events.append(events.several(2, TASK)));
        assertThat(positions(follower.until(2 * i).events())).isEqualTo(range(1, 2L * i));
      }
    }
  }

  @Test
  void a_filtered_subscription_brings_only_what_matches_and_says_how_far_it_looked()
      throws InterruptedException {
    mixed(30);
    try (var subscription =
        log.subscribe(ALL.categories("note").tagged(Tag.of("colour", "red")), Position.START)) {
      var follower = follow(subscription, Position.START).untilCaughtUp();
      assertThat(positions(follower.events()))
          .isEqualTo(LongStream.rangeClosed(1, 30).map(i -> 3 * i).boxed().toList());
      mixed(30);
      assertThat(positions(follower.until(60).events()))
          .isEqualTo(LongStream.rangeClosed(1, 60).map(i -> 3 * i).boxed().toList());
      write(events.append(events.several(5, TASK)));
      assertThat(follower.untilThrough(new Position(185)).events())
          .as("nothing of that matches")
          .hasSize(60);
    }
  }

  @Test
  void every_part_of_a_query_filters_a_subscription() throws InterruptedException {
    mixed(4);
    var queries =
        List.of(
            ALL.types("thing.painted"),
            ALL.streams(NOTE),
            ALL.correlatedBy("correlation-1"),
            ALL.causedBy("nobody"),
            ALL.between(everything().get(3).time(), everything().get(9).time()));
    for (var query : queries) {
      try (var subscription = log.subscribe(query, Position.START)) {
        var follower = follow(subscription, Position.START).untilCaughtUp();
        assertThat(follower.events()).as("%s", query).isEqualTo(matching(query));
        assertThat(follower.through()).isEqualTo(new Position(12));
      }
    }
  }

  @Test
  void P6_catch_up_turns_live_without_gap_or_double_while_eight_write() {
    mixed(100);
    var total = 300 + 8 * 40 * 3;
    var readers = 4;
    var read =
        Together.run(
            8 + readers,
            thread -> {
              if (thread < 8) {
                for (var i = 0; i < 40; i++) {
                  write(events.append(events.several(3, stream("task-" + thread))));
                }
                return List.<RecordedEvent>of();
              }
              try (var subscription = log.subscribe(ALL, Position.START)) {
                return follow(subscription, Position.START).until(total).events();
              }
            });
    for (var reader = 8; reader < 8 + readers; reader++) {
      assertThat(positions(read.get(reader))).as("reader %s", reader).isEqualTo(range(1, total));
    }
  }

  @Test
  void P6_a_filtered_subscription_misses_nothing_while_eight_write() {
    var read =
        Together.run(
            9,
            thread -> {
              if (thread < 8) {
                for (var i = 0; i < 50; i++) {
                  write(
                      events.append(
                          events.event(stream("task-" + thread)),
                          events.event(stream("note-" + thread))));
                }
                return List.<RecordedEvent>of();
              }
              try (var subscription = log.subscribe(ALL.categories("note"), Position.START)) {
                return follow(subscription, Position.START).until(400).events();
              }
            });
    assertThat(read.getLast()).isEqualTo(matching(ALL.categories("note")));
  }

  @Test
  void a_slow_reader_holds_up_nobody_and_misses_nothing() throws InterruptedException {
    try (var slow = log.subscribe(ALL, Position.START);
        var fast = log.subscribe(ALL, Position.START)) {
      var slowly = follow(slow, Position.START).untilCaughtUp();
      var quickly = follow(fast, Position.START).untilCaughtUp();
      for (var i = 1; i <= 100; i++) {
        write(events.append(events.several(50, TASK)));
        quickly.until(50 * i);
      }
      assertThat(positions(quickly.events())).isEqualTo(range(1, 5_000));
      assertThat(positions(slowly.until(5_000).events())).isEqualTo(range(1, 5_000));
    }
  }

  @Test
  void a_waiting_reader_is_woken_by_an_append() throws Exception {
    try (var subscription = log.subscribe(ALL, Position.START)) {
      follow(subscription, Position.START).untilCaughtUp();
      var reader = waitingReader(subscription);
      write(events.append(events.event(TASK)));
      assertThat(reader.get(store.patience().toMillis(), TimeUnit.MILLISECONDS))
          .isInstanceOf(Delivery.Events.class);
    }
  }

  @Test
  void nothing_new_within_the_patience_is_quiet() throws InterruptedException {
    write(events.append(events.event(TASK)));
    try (var subscription = log.subscribe(ALL, Position.START)) {
      var follower = follow(subscription, Position.START).untilCaughtUp();
      assertThat(follower.pull(Duration.ofMillis(5)))
          .isEqualTo(new Delivery.Quiet(new Position(1)));
      assertThat(follower.pull(Duration.ZERO)).isEqualTo(new Delivery.Quiet(new Position(1)));
    }
  }

  @Test
  void closing_a_subscription_ends_a_waiting_reader_and_no_other() throws Exception {
    try (var other = log.subscribe(ALL, Position.START);
        var subscription = log.subscribe(ALL, Position.START)) {
      follow(subscription, Position.START).untilCaughtUp();
      var reader = waitingReader(subscription);
      subscription.close();
      assertThat(reader.get(store.patience().toMillis(), TimeUnit.MILLISECONDS))
          .isInstanceOf(Delivery.Quiet.class);
      write(events.append(events.event(TASK)));
      assertThat(follow(other, Position.START).until(1).events()).hasSize(1);
    }
  }

  @Test
  void closing_the_log_ends_a_waiting_reader_with_a_fault() throws Exception {
    try (var subscription = log.subscribe(ALL, Position.START)) {
      follow(subscription, Position.START).untilCaughtUp();
      var reader = waitingReader(subscription);
      log.close();
      endsWith(reader, StoreException.Closed.class);
    }
  }

  @Test
  void interrupting_a_waiting_reader_ends_it() throws Exception {
    try (var subscription = log.subscribe(ALL, Position.START)) {
      follow(subscription, Position.START).untilCaughtUp();
      var reader =
          new FutureTask<>((Callable<Delivery>) () -> subscription.next(Duration.ofHours(1)));
      var thread = waiting(reader);
      thread.interrupt();
      endsWith(reader, InterruptedException.class);
    }
  }

  private void endsWith(FutureTask<Delivery> reader, Class<? extends Throwable> fault) {
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> reader.get(store.patience().toMillis(), TimeUnit.MILLISECONDS))
        .withCauseInstanceOf(fault);
  }

  /** A reader that already waits. */
  private FutureTask<Delivery> waitingReader(Subscription subscription) {
    var reader =
        new FutureTask<>((Callable<Delivery>) () -> subscription.next(Duration.ofHours(1)));
    waiting(reader);
    return reader;
  }

  private Thread waiting(FutureTask<Delivery> reader) {
    var thread = Thread.ofVirtual().name("reader").start(reader);
    Eventually.seen("the reader waits", store.patience(), thread::getState, WAITING::contains);
    return thread;
  }

  private Follower follow(Subscription subscription, Position after) {
    return new Follower(subscription, after, store.patience());
  }

  /** Appends of three events, the last of them in a note and red. */
  private void mixed(int appends) {
    for (var i = 0; i < appends; i++) {
      write(
          events.append(
              events.event(TASK, Tag.of("colour", "red")),
              events.event(NOTE, "thing.painted", Tag.of("colour", "blue")),
              events.event(NOTE, Tag.of("colour", "red"))));
    }
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }
}
