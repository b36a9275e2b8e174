package dev.daybook.testkit.contract;

import static dev.daybook.testkit.Events.at;
import static dev.daybook.testkit.Events.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.Expected;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Receipt;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import dev.daybook.testkit.Together;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many writers at once: nothing is lost, nothing is mixed up. */
public abstract class ConcurrencyContract extends StoreContract {
  private static final int WRITERS = 16;
  private static final int EACH = 25;
  private static final StreamId SHARED = stream("task-shared");

  @Test
  void every_append_of_sixteen_writers_lands_exactly_once() {
    var receipts = flat(Together.run(WRITERS, writer -> writeMany(stream("task-" + writer), 3)));
    assertThat(everything()).hasSize(WRITERS * EACH * 3);
    assertThat(receipts).hasSize(WRITERS * EACH);
    var inOrder = receipts.stream().sorted(Comparator.comparing(Receipt::first)).toList();
    var next = 1L;
    for (var receipt : inOrder) {
      assertThat(receipt.first())
          .as("receipts meet without gap or overlap")
          .isEqualTo(new Position(next));
      assertThat(receipt.last()).isEqualTo(new Position(next + 2));
      next += 3;
    }
  }

  @Test
  void P4_appends_of_different_writers_are_not_interleaved() {
    Together.run(WRITERS, writer -> writeMany(stream("task-" + writer), 4));
    var all = everything();
    assertThat(all).hasSize(WRITERS * EACH * 4);
    for (var start = 0; start < all.size(); start += 4) {
      assertThat(all.subList(start, start + 4).stream().map(RecordedEvent::appendId).distinct())
          .as("appends at positions %s to %s", start + 1, start + 4)
          .hasSize(1);
    }
  }

  @Test
  void P5_versions_of_a_stream_that_all_write_to_stay_dense() {
    Together.run(WRITERS, _ -> writeMany(SHARED, 2));
    var versions = everything().stream().map(event -> event.version().value()).toList();
    assertThat(versions).hasSize(WRITERS * EACH * 2).isSorted().doesNotHaveDuplicates();
    assertThat(log.version(SHARED)).isEqualTo(new Version(WRITERS * EACH * 2L));
  }

  @Test
  void the_order_of_one_writer_is_kept() {
    Together.run(WRITERS, writer -> writeMany(stream("task-" + writer), 1));
    for (var writer = 0; writer < WRITERS; writer++) {
      var own = stream("task-" + writer);
      var numbers =
          everything().stream()
              .filter(event -> event.stream().equals(own))
              .map(event -> event.data().toString())
              .toList();
      assertThat(numbers).hasSize(EACH).doesNotHaveDuplicates();
      assertThat(
              numbers.stream().map(text -> Integer.parseInt(text.replaceAll("\\D", ""))).toList())
          .isSorted();
    }
  }

  @Test
  void writers_that_expect_a_version_and_try_again_all_get_through() {
    var conflicts = Together.run(WRITERS, _ -> increments(10));
    assertThat(log.version(SHARED))
        .as("after conflicts %s", conflicts)
        .isEqualTo(new Version(WRITERS * 10L));
    assertThat(everything()).hasSize(WRITERS * 10);
  }

  private int increments(int wanted) {
    var conflicts = 0;
    var seen = log.version(SHARED);
    for (var done = 0; done < wanted; ) {
      switch (log.append(
          events.appendIf(at(SHARED, Expected.exactly(seen.value())), events.event(SHARED)))) {
        case AppendResult.Appended(var receipt) -> {
          seen = receipt.versions().getOrDefault(SHARED, Version.NONE);
          done++;
        }
        case AppendResult.Conflict(_, var actual, _) -> {
          assertThat(actual).as("the actual version is a newer one").isGreaterThan(seen);
          seen = actual;
          conflicts++;
        }
        case AppendResult.AlreadyAppended(var receipt) ->
            throw new AssertionError("a new append id was known: " + receipt);
      }
    }
    return conflicts;
  }

  private List<Receipt> writeMany(StreamId stream, int eventsEach) {
    List<Receipt> receipts = new ArrayList<>();
    for (var i = 0; i < EACH; i++) {
      receipts.add(write(events.append(events.several(eventsEach, stream))));
    }
    return receipts;
  }

  private static List<Receipt> flat(List<List<Receipt>> receipts) {
    return receipts.stream().flatMap(List::stream).toList();
  }
}
