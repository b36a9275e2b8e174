package dev.daybook.store.postgres;

import static dev.daybook.store.postgres.Node.EVENTS;
import static dev.daybook.store.postgres.Node.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.daybook.kernel.files.PostgresUrl;
import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Expected;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.Snapshot;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.Subscription.Delivery;
import dev.daybook.kernel.log.Tag;
import dev.daybook.kernel.log.Version;
import dev.daybook.kernel.sequencer.Group;
import dev.daybook.testkit.Events;
import dev.daybook.testkit.Together;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several processes on one log. */
final class NodesIT {
  private static final EventQuery ALL = EventQuery.all();
  private static final Tag RED = Tag.of("colour", "red");

  private final Place place = Place.fresh(18);
  private Node one;
  private Node two;

  @BeforeEach
  void open() {
    one = Node.at(place.url());
    two = Node.at(place.url());
  }

  @AfterEach
  void close() {
    one.close();
    two.close();
  }

  @Test
  void what_one_node_acknowledged_every_other_reads_at_once() {
    for (var round = 1; round <= 20; round++) {
      var writer = round % 2 == 0 ? one.log() : two.log();
      var reader = round % 2 == 0 ? two.log() : one.log();
      var receipt =
          ((AppendResult.Appended) writer.append(EVENTS.append(EVENTS.event(TASK, RED)))).receipt();
      assertThat(receipt.last()).isEqualTo(new Position(round));
      assertThat(reader.head().position()).isEqualTo(receipt.last());
      assertThat(reader.version(TASK)).isEqualTo(new Version(round));
      assertThat(reader.lookup(receipt.append())).contains(receipt);
      assertThat(reader.at(receipt.last())).isPresent();
      assertThat(reader.read(TASK, new Version(round), Direction.FORWARD, 5).events()).hasSize(1);
      for (var query :
          List.of(ALL, ALL.tagged(RED), ALL.streams(TASK), ALL.types("thing.happened"))) {
        assertThat(reader.read(query, new Position(round - 1), Direction.FORWARD, 5).events())
            .extracting(RecordedEvent::position)
            .containsExactly(receipt.last());
        assertThat(reader.read(query, Position.END, Direction.BACKWARD, 1).events())
            .extracting(RecordedEvent::position)
            .containsExactly(receipt.last());
      }
      assertThat(reader.firstAtOrAfter(receiptTime(reader, receipt.last()))).isPresent();
      assertThat(reader.statistics().total()).isEqualTo(round);
    }
  }

  private static Instant receiptTime(dev.daybook.kernel.log.EventLog log, Position position) {
    return log.at(position).orElseThrow().time();
  }

  @Test
  void a_version_another_node_has_written_is_expected_at_once_and_a_stale_one_is_refused() {
    for (var version = 0; version < 30; version++) {
      var writer = version % 2 == 0 ? one : two;
      var stale = version % 2 == 0 ? two : one;
      writer.write(EVENTS.appendIf(Events.at(TASK, Expected.exactly(version)), EVENTS.event(TASK)));
      var now = new Version(version + 1);
      var refused =
          stale
              .log()
              .append(
                  EVENTS.appendIf(Events.at(TASK, Expected.exactly(version)), EVENTS.event(TASK)));
      assertThat(refused)
          .isInstanceOfSatisfying(
              AppendResult.Conflict.class,
              conflict -> assertThat(conflict.actual()).isEqualTo(now));
    }
    one.assertWhole(30);
  }

  @Test
  void nodes_that_append_at_once_leave_no_gap_and_lose_nothing() {
    var seen = new ArrayList<RecordedEvent>();
    var done = new AtomicBoolean();
    var reader = Thread.ofPlatform().start(() -> page(seen, done));
    try (var three = Node.at(place.url())) {
      var nodes = List.of(one, two, three);
      Together.run(
          12,
          writer -> {
            for (var i = 0; i < 25; i++) {
              nodes
                  .get(writer % 3)
                  .write(EVENTS.append(EVENTS.several(2, Events.stream("task-" + writer))));
            }
            return true;
          });
    } finally {
      done.set(true);
    }
    join(reader);
    one.assertWhole(600);
    assertThat(seen).isEqualTo(two.everything());
    for (var writer = 0; writer < 12; writer++) {
      assertThat(two.log().version(Events.stream("task-" + writer))).isEqualTo(new Version(50));
    }
  }

  /** P6 over node two, while all of them write. */
  private void page(List<RecordedEvent> seen, AtomicBoolean done) {
    var at = Position.START;
    while (true) {
      var last = done.get();
      var page = two.log().read(ALL, at, Direction.FORWARD, 7);
      seen.addAll(page.events());
      at = page.next();
      if (last && page.end()) {
        return;
      }
    }
  }

  @Test
  void of_nodes_that_expect_one_version_exactly_one_wins() {
    for (var version = 0; version < 20; version++) {
      var expected = Events.at(TASK, Expected.exactly(version));
      var results =
          Together.run(
              6,
              thread ->
                  (thread % 2 == 0 ? one : two)
                      .log()
                      .append(EVENTS.appendIf(expected, EVENTS.event(TASK))));
      assertThat(results).filteredOn(AppendResult.Appended.class::isInstance).hasSize(1);
      var now = new Version(version + 1);
      assertThat(results)
          .filteredOn(AppendResult.Conflict.class::isInstance)
          .hasSize(5)
          .allMatch(conflict -> ((AppendResult.Conflict) conflict).actual().equals(now));
    }
    one.assertWhole(20);
  }

  @Test
  void of_nodes_that_claim_one_tag_exactly_one_wins() {
    for (var round = 0; round < 20; round++) {
      var tag = Tag.of("key", "k" + round);
      var results =
          Together.run(
              6,
              thread ->
                  (thread % 2 == 0 ? one : two)
                      .log()
                      .append(
                          EVENTS.appendIf(
                              Events.nothing(ALL.tagged(tag), Position.START),
                              EVENTS.event(Events.stream("box-" + thread), tag))));
      assertThat(results).filteredOn(AppendResult.Appended.class::isInstance).hasSize(1);
    }
    one.assertWhole(20);
  }

  @Test
  void the_same_append_on_two_nodes_is_written_once() {
    for (var round = 0; round < 20; round++) {
      var append = EVENTS.append(EVENTS.event(TASK));
      var results = Together.run(4, thread -> (thread % 2 == 0 ? one : two).log().append(append));
      assertThat(results).filteredOn(AppendResult.Appended.class::isInstance).hasSize(1);
      assertThat(results).filteredOn(AppendResult.AlreadyAppended.class::isInstance).hasSize(3);
    }
    one.assertWhole(20);
  }

  @Test
  void a_live_subscription_gets_what_another_node_writes() throws InterruptedException {
    one.write(TASK);
    try (var live = two.log().subscribe(ALL, Position.START)) {
      var got = new ArrayList<RecordedEvent>();
      for (var written = 1; written <= 20; written++) {
        while (got.size() < written) {
          if (live.next(Duration.ofSeconds(20)) instanceof Delivery.Events some) {
            got.addAll(some.events());
          }
        }
        (written % 3 == 0 ? two : one).write(TASK);
      }
      assertThat(got).isEqualTo(two.everything().subList(0, got.size()));
    }
  }

  @Test
  void caught_up_means_caught_up_with_every_node() throws InterruptedException {
    for (var i = 0; i < 5; i++) {
      one.write(TASK);
    }
    try (var live = two.log().subscribe(ALL, new Position(5))) {
      assertThat(live.next(Duration.ofSeconds(20)))
          .isEqualTo(new Delivery.CaughtUp(new Position(5)));
    }
    try (var live = two.log().subscribe(ALL, new Position(3))) {
      assertThat(live.next(Duration.ofSeconds(20)))
          .isInstanceOfSatisfying(
              Delivery.Events.class, some -> assertThat(some.events()).hasSize(2));
    }
  }

  @Test
  void recorded_time_never_decreases_although_one_nodes_clock_is_behind() {
    try (var late =
        new Node(new PostgresStoreProvider().open(place.url(), () -> Instant.EPOCH, Node.IDS))) {
      for (var i = 0; i < 10; i++) {
        (i % 2 == 0 ? one : late).write(TASK);
      }
      assertThat(one.everything()).extracting(RecordedEvent::time).isSorted();
      one.assertWhole(10);
    }
  }

  @Test
  void a_snapshot_of_one_node_is_found_by_the_other() {
    one.write(TASK);
    var snapshot = new Snapshot(TASK, new Version(1), Instant.EPOCH, JsonBytes.of("{}"));
    one.log().snapshots().orElseThrow().save(snapshot);
    assertThat(two.log().snapshots().orElseThrow().latest(TASK)).contains(snapshot);
  }

  @Test
  void while_one_node_restores_a_log_the_others_refuse_appends() {
    var target = one.log().restoring().orElseThrow();
    var other = Place.fresh(18);
    try (var source = Node.at(other.url())) {
      source.write(EVENTS.append(EVENTS.several(300, TASK)));
      source.write(Events.stream("task-2"));
      var head = source.log().head();
      target.begin(head.log());
      assertThatExceptionOfType(StoreException.Deterministic.class)
          .isThrownBy(() -> two.log().append(EVENTS.append(EVENTS.event(TASK))))
          .withMessageContaining("restored");
      target.restore(source.everything().subList(0, 300));
      target.restore(source.everything().subList(300, 301));
      target.finish(head);
      assertThat(two.log().head().log()).isEqualTo(head.log());
      assertThat(two.everything()).isEqualTo(source.everything());
      two.write(TASK);
      one.write(TASK);
      two.assertWhole(303);
    }
  }

  @Test
  void a_node_that_was_paused_with_a_group_in_its_hands_is_fenced() throws Exception {
    one.write(TASK);
    try (var paused = PostgresLog.open(PostgresUrl.parse(place.url()), Node.IDS)) {
      var leads = paused.lead();
      var prepared = group(leads);
      // paused here, longer than its turn; another node takes over and writes
      try (var next = PostgresLog.open(PostgresUrl.parse(place.url()), Node.IDS)) {
        var after = next.lead();
        assertThat(after.epoch()).isGreaterThan(leads.epoch());
        assertThat(next.commit(group(after), after)).isTrue();
      }
      assertThat(paused.commit(prepared, leads)).as("the group of the old leader").isFalse();
      var now = paused.head();
      assertThat(paused.commit(group(now), now)).as("evaluated again").isTrue();
    }
    one.assertWhole(3);
  }

  @Test
  void a_node_whose_turn_was_taken_is_fenced_although_nothing_was_written() {
    one.write(TASK);
    try (var paused = PostgresLog.open(PostgresUrl.parse(place.url()), Node.IDS);
        var next = PostgresLog.open(PostgresUrl.parse(place.url()), Node.IDS)) {
      var leads = paused.lead();
      next.lead();
      assertThat(paused.commit(group(leads), leads)).isFalse();
    }
    two.write(TASK);
    one.assertWhole(2);
  }

  @Test
  void the_naive_leader_that_looks_at_its_lease_and_then_writes_is_not_fenced() {
    place.execute(
        "create table naive_lease (holder text)",
        "create table naive_event (position bigint, writer text)",
        "insert into naive_lease values ('one')");
    var sawLease = place.ask("select holder from naive_lease");
    var sawHead = place.ask("select coalesce(max(position), 0) from naive_event");
    // paused here; another takes the lease and writes
    place.execute(
        "update naive_lease set holder = 'two'", "insert into naive_event values (1, 'two')");
    if (sawLease.equals("one")) {
      place.execute("insert into naive_event values (" + sawHead + " + 1, 'one')");
    }
    assertThat(place.ask("select count(*) from naive_event where position = 1")).isEqualTo("2");
  }

  /** One event, evaluated at a head, as the sequencer makes it. */
  private Group group(LogHead head) {
    return Groups.one(head, Events.stream("box-" + Node.IDS.next()));
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException stop) {
      throw new AssertionError(stop);
    }
  }
}
