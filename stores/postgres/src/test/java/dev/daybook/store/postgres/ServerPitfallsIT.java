package dev.daybook.store.postgres;

import static dev.daybook.store.postgres.Node.EVENTS;
import static dev.daybook.store.postgres.Node.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.Subscription;
import dev.daybook.kernel.log.Subscription.Delivery;
import dev.daybook.testkit.Eventually;
import dev.daybook.testkit.postgres.PostgresServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The pitfalls that a server of its own is needed for. */
final class ServerPitfallsIT {
  private static final EventQuery ALL = EventQuery.all();
  private static final Duration SOON = Duration.ofSeconds(20);

  /**
   * The commit of one waits for a standby that never comes; whoever shares a lock with it waits
   * too.
   */
  @Test
  void pitfall_5_a_naive_notify_in_the_append_holds_up_every_other_and_ours_does_not()
      throws Exception {
    try (var server = PostgresServer.start(18)) {
      var slow = Place.on(server);
      var quick = Place.on(server);
      var local = "&options=-c%20synchronous_commit=local";
      try (var slowNode = Node.at(slow.url());
          var listens = Node.at(slow.url());
          var quickNode = Node.at(quick.url() + local);
          var quickListener = Node.at(quick.url() + local)) {
        assertThat(listens.log().head().position()).isEqualTo(Position.START);
        server.execute(
            "postgres",
            "alter system set synchronous_standby_names = 'nobody'",
            "select pg_reload_conf()");
        awaitSetting(slow, "nobody");
        var ours = started(() -> slowNode.write(TASK));
        awaitWaiting(slow, "SyncRep", 1);
        var told = quickListener.log().subscribe(ALL, Position.START);
        quickNode.write(TASK);
        awaitEvent(told);
        assertThat(ours.isDone()).isFalse();
        var naive = started(() -> transaction(slow, "on"));
        awaitWaiting(slow, "SyncRep", 2);
        var other = started(() -> transaction(quick, "local"));
        awaitWaiting(slow, "object", 1);
        assertThat(other.isDone()).as("held up by a stranger's commit").isFalse();
        server.execute(
            "postgres", "alter system reset synchronous_standby_names", "select pg_reload_conf()");
        for (var task : List.of(ours, naive, other)) {
          task.get(20, TimeUnit.SECONDS);
        }
      }
    }
  }

  private static void awaitEvent(Subscription told) {
    Eventually.holds("the other node is told", () -> next(told) instanceof Delivery.Events);
  }

  private static void awaitSetting(Place place, String value) {
    Eventually.seen(
        "the setting", () -> place.ask("show synchronous_standby_names"), value::equals);
  }

  private static void awaitWaiting(Place place, String event, int many) {
    Eventually.seen(
        many + " wait for " + event,
        () -> place.ask("select count(*) from pg_stat_activity where wait_event = '" + event + "'"),
        seen -> Integer.parseInt(seen) >= many);
  }

  private static Boolean transaction(Place place, String synchronous) throws Exception {
    try (var connection = place.connect()) {
      connection.createStatement().execute("set synchronous_commit = " + synchronous);
      connection.setAutoCommit(false);
      connection.createStatement().execute("create temporary table t_" + synchronous + " (l int)");
      connection.createStatement().execute("notify naive");
      connection.commit();
    }
    return true;
  }

  private static <T> FutureTask<T> started(Callable<T> work) {
    var task = new FutureTask<>(work);
    Thread.ofPlatform().daemon().start(task);
    return task;
  }

  @Test
  void pitfall_8_the_naive_reader_that_keeps_a_position_only_misses_what_a_failover_put_there() {
    var place = Place.fresh(18);
    try (var node = Node.at(place.url())) {
      for (var i = 0; i < 10; i++) {
        node.write(TASK);
      }
      var keeps = node.log().head().position();
      rewind(place, 5);
      try (var later = Node.at(place.url())) {
        for (var i = 0; i < 6; i++) {
          later.write(TASK);
        }
        var page = later.log().read(ALL, keeps, Direction.FORWARD, 100);
        assertThat(page.events()).as("five of the six new ones are missed").hasSize(1);
      }
    }
  }

  @Test
  void pitfall_8_a_failover_that_lost_events_stops_the_readers_that_had_seen_them() {
    var place = Place.fresh(18);
    try (var node = Node.at(place.url())) {
      for (var i = 0; i < 10; i++) {
        node.write(TASK);
      }
      var before = node.log().head();
      try (var live = node.log().subscribe(ALL, new Position(8))) {
        var seen = new ArrayList<RecordedEvent>();
        Eventually.passes(() -> {
          if (next(live) instanceof Delivery.Events some) {
            seen.addAll(some.events());
          }
          assertThat(seen).hasSize(2);
        });
        rewind(place, 5);
        assertThatExceptionOfType(StoreException.Deterministic.class)
            .isThrownBy(() -> {
              for (var end = System.nanoTime() + SOON.toNanos(); System.nanoTime() < end; ) {
                next(live);
              }
            })
            .withMessageContaining("taken back");
      }
      assertThat(node.log().head().epoch()).isGreaterThan(before.epoch());
      assertThat(node.log().head().position()).isEqualTo(new Position(5));
      for (var i = 0; i < 6; i++) {
        node.write(TASK);
      }
      node.assertWhole(11);
      assertThat(node.log().version(TASK).value()).isEqualTo(11);
    }
  }

  @Test
  void pitfall_8_a_head_that_has_passed_the_lost_place_again_is_found_out_too() {
    var place = Place.fresh(18);
    try (var node = Node.at(place.url());
        var live = node.log().subscribe(ALL, Position.START)) {
      for (var i = 0; i < 4; i++) {
        node.write(TASK);
      }
      var rival = Place.fresh(18);
      try (var other = Node.at(rival.url())) {
        other.write(EVENTS.append(EVENTS.several(9, TASK)));
      }
      replace(place, rival);
      assertThatExceptionOfType(StoreException.Deterministic.class)
          .isThrownBy(() -> {
            for (var end = System.nanoTime() + SOON.toNanos(); System.nanoTime() < end; ) {
              next(live);
            }
          })
          .withMessageContaining("taken back");
      node.write(TASK);
      node.assertWhole(10);
    }
  }

  private static Delivery next(Subscription live) {
    try {
      return live.next(Duration.ofMillis(200));
    } catch (InterruptedException stop) {
      throw new AssertionError(stop);
    }
  }

  /** What a failover does whose new primary had not got the newest events yet. */
  private static void rewind(Place place, int position) {
    place.execute(
        "begin; set local session_replication_role = replica; delete from event where position > "
            + position
            + "; update head set position = "
            + position
            + ", hash = (select hash from event where position = "
            + position
            + "); commit");
  }

  /** The same, and others have written there before this node looked. */
  private static void replace(Place place, Place by) {
    place.execute(
        "begin; set local session_replication_role = replica; delete from event; insert into event"
            + " select * from "
            + by.schema()
            + ".event; update head h set position = o.position, hash = o.hash, time = o.time from "
            + by.schema()
            + ".head o; commit");
  }
}
