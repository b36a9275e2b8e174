package dev.daybook.testkit.contract;

import static dev.daybook.testkit.Events.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Snapshot;
import dev.daybook.kernel.log.Snapshots;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import dev.daybook.testkit.Together;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Snapshots: kept beside the log, of no weight in it. */
public abstract class SnapshotContract extends StoreContract {
  private static final StreamId ONE = stream("task-1");
  private static final StreamId TEN = stream("task-10");
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123456Z");

  @Test
  void a_snapshot_comes_back_as_it_was_saved() {
    withSnapshots(kept -> {
      var state = "{\"title\":\"Grüße\", \"n\" : 1.50,\"big\":\"" + "x".repeat(100_000) + "\"}";
      var saved = new Snapshot(ONE, new Version(3), NOON, JsonBytes.of(state));
      kept.save(saved);
      assertThat(kept.latest(ONE)).contains(saved);
      assertThat(kept.latest(TEN)).isEmpty();
      assertThat(kept.latest(stream("task-unknown"))).isEmpty();
    });
  }

  @Test
  void the_latest_is_the_one_of_the_highest_version() {
    withSnapshots(kept -> {
      kept.save(snapshot(ONE, 2));
      kept.save(snapshot(ONE, 5));
      kept.save(snapshot(TEN, 3));
      assertThat(kept.latest(ONE)).contains(snapshot(ONE, 5));
      assertThat(kept.latest(TEN)).contains(snapshot(TEN, 3));
    });
  }

  @Test
  void the_latest_at_or_below_a_version_is_found() {
    withSnapshots(kept -> {
      List.of(2, 4, 6).forEach(version -> kept.save(snapshot(ONE, version)));
      assertThat(kept.latest(ONE, new Version(1))).isEmpty();
      assertThat(kept.latest(ONE, new Version(2))).contains(snapshot(ONE, 2));
      assertThat(kept.latest(ONE, new Version(3))).contains(snapshot(ONE, 2));
      assertThat(kept.latest(ONE, new Version(4))).contains(snapshot(ONE, 4));
      assertThat(kept.latest(ONE, new Version(Long.MAX_VALUE))).contains(snapshot(ONE, 6));
      assertThat(kept.latest(ONE, Version.NONE)).isEmpty();
    });
  }

  @Test
  void an_older_one_never_replaces_a_newer_one() {
    withSnapshots(kept -> {
      kept.save(snapshot(ONE, 5));
      kept.save(snapshot(ONE, 3));
      assertThat(kept.latest(ONE)).contains(snapshot(ONE, 5));
      assertThat(kept.latest(ONE, new Version(4))).contains(snapshot(ONE, 3));
      var late = new Snapshot(ONE, new Version(5), NOON.minusNanos(1_000), JsonBytes.of("1"));
      kept.save(late);
      assertThat(kept.latest(ONE)).contains(snapshot(ONE, 5));
    });
  }

  @Test
  void one_that_is_taken_again_later_replaces_the_first() {
    withSnapshots(kept -> {
      kept.save(snapshot(ONE, 5));
      var again = new Snapshot(ONE, new Version(5), NOON.plusNanos(1_000), JsonBytes.of("[2]"));
      kept.save(again);
      assertThat(kept.latest(ONE)).contains(again);
      assertThat(kept.count()).isEqualTo(1);
    });
  }

  @Test
  void an_older_one_never_replaces_a_newer_one_when_sixteen_save_at_once() {
    withSnapshots(kept -> {
      Together.run(
          16,
          thread -> {
            for (var version = 6; version >= 1; version--) {
              var time = NOON.plusNanos(1_000L * thread);
              kept.save(new Snapshot(ONE, new Version(version), time, JsonBytes.of("" + thread)));
            }
            return true;
          });
      assertThat(kept.count()).isEqualTo(6);
      assertThat(kept.latest(ONE).map(Snapshot::version)).contains(new Version(6));
      assertThat(kept.latest(ONE).map(Snapshot::state)).contains(JsonBytes.of("15"));
    });
  }

  @Test
  void they_are_dropped_by_stream_or_all_together() {
    withSnapshots(kept -> {
      kept.save(snapshot(ONE, 2));
      kept.save(snapshot(ONE, 4));
      kept.save(snapshot(TEN, 3));
      assertThat(kept.count()).isEqualTo(3);
      assertThat(log.statistics().snapshots()).isEqualTo(3);
      kept.drop(ONE);
      assertThat(kept.latest(ONE)).isEmpty();
      assertThat(kept.latest(TEN)).isPresent();
      kept.dropAll();
      assertThat(kept.latest(TEN)).isEmpty();
      assertThat(kept.count()).isZero();
      assertThat(log.statistics().snapshots()).isZero();
      kept.save(snapshot(ONE, 2));
      assertThat(kept.latest(ONE)).contains(snapshot(ONE, 2));
    });
  }

  @Test
  void saving_and_dropping_leave_the_log_as_it_is() {
    withSnapshots(kept -> {
      var before = everything();
      var head = log.head();
      kept.save(snapshot(ONE, 2));
      kept.dropAll();
      kept.save(snapshot(ONE, 4));
      assertThat(log.head()).isEqualTo(head);
      assertThat(everything()).isEqualTo(before);
      write(events.append(events.event(ONE)));
      assertThat(log.version(ONE)).isEqualTo(new Version(7));
    });
  }

  @Test
  void they_are_kept_while_others_append() {
    withSnapshots(kept -> {
      Together.run(
          8,
          thread -> {
            for (var i = 1; i <= 20; i++) {
              if (thread < 4) {
                write(events.append(events.event(ONE)));
              } else {
                kept.save(snapshot(TEN, (thread - 4) * 20 + i));
              }
            }
            return true;
          });
      assertThat(log.version(ONE)).isEqualTo(new Version(86));
      assertThat(kept.count()).isEqualTo(80);
    });
  }

  @Test
  void they_outlive_a_restart_if_the_store_is_durable() {
    withSnapshots(kept -> {
      kept.save(snapshot(ONE, 4));
      log = store.reopen(clock, ids);
      assertThat(log.snapshots().flatMap(again -> again.latest(ONE)))
          .isEqualTo(store.durable() ? Optional.of(snapshot(ONE, 4)) : Optional.empty());
    });
  }

  @Test
  void a_closed_log_keeps_none() {
    withSnapshots(kept -> {
      kept.save(snapshot(ONE, 2));
      log.close();
      List<ThrowingCallable> calls =
          List.of(
              () -> kept.save(snapshot(ONE, 4)),
              () -> kept.latest(ONE),
              () -> kept.latest(ONE, new Version(2)),
              () -> kept.drop(ONE),
              kept::dropAll,
              kept::count);
      for (var call : calls) {
        assertThatExceptionOfType(StoreException.Closed.class).isThrownBy(call);
      }
    });
  }

  private static Snapshot snapshot(StreamId stream, long version) {
    return new Snapshot(
        stream, new Version(version), NOON, JsonBytes.of("{\"v\":" + version + "}"));
  }

  /**
   * On a log of two streams of six events each; of a store that keeps none, that it offers none.
   */
  private void withSnapshots(Consumer<Snapshots> test) {
    write(events.append(events.several(6, ONE)));
    write(events.append(events.several(6, TEN)));
    assertThat(log.read(EventQuery.all(), Position.START, Direction.FORWARD, 100).events())
        .hasSize(12);
    assertThat(log.snapshots().isPresent()).isEqualTo(store.keepsSnapshots());
    log.snapshots().ifPresent(test);
  }
}
