package dev.daybook.testkit.contract;

import static dev.daybook.testkit.Events.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import dev.daybook.testkit.Together;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A closed log says so. */
public abstract class ClosingContract extends StoreContract {
  private static final StreamId TASK = stream("task-1");

  @Test
  void an_append_to_a_closed_log_is_refused_and_not_to_be_repeated() {
    write(events.append(events.event(TASK)));
    log.close();
    assertThatExceptionOfType(StoreException.Closed.class)
        .isThrownBy(() -> log.append(events.append(events.event(TASK))))
        .matches(closed -> !closed.retryable());
  }

  @Test
  void reading_a_closed_log_is_refused() {
    var receipt = write(events.append(events.event(TASK)));
    log.close();
    List<ThrowingCallable> reads =
        List.of(
            () -> log.head(),
            () -> log.lookup(receipt.append()),
            () -> log.version(TASK),
            () -> log.read(EventQuery.all(), Position.START, Direction.FORWARD, 10),
            () -> log.read(TASK, new Version(1), Direction.FORWARD, 10),
            () -> log.at(new Position(1)),
            () -> log.firstAtOrAfter(Instant.EPOCH),
            () -> log.statistics(),
            () -> log.subscribe(EventQuery.all(), Position.START));
    for (var read : reads) {
      assertThatExceptionOfType(StoreException.Closed.class).isThrownBy(read);
    }
  }

  @Test
  void closing_twice_does_no_harm() {
    write(events.append(events.event(TASK)));
    log.close();
    log.close();
    assertThatExceptionOfType(StoreException.Closed.class).isThrownBy(() -> log.head());
  }

  @Test
  void P3_closing_while_sixteen_write_answers_every_one_of_them() {
    var acknowledged =
        Together.run(
            17,
            thread -> {
              List<AppendId> mine = new ArrayList<>();
              if (thread == 16) {
                log.close();
                return mine;
              }
              for (var i = 0; i < 50; i++) {
                var append = events.append(events.several(2, stream("task-" + thread)));
                try {
                  assertThat(log.append(append)).isInstanceOf(AppendResult.Appended.class);
                  mine.add(append.id());
                } catch (StoreException.Closed closed) {
                  return mine;
                }
              }
              return mine;
            });
    assertThatExceptionOfType(StoreException.Closed.class).isThrownBy(() -> log.head());
    log = store.reopen(clock, ids);
    var known = acknowledged.stream().flatMap(List::stream).toList();
    assertThat(everything()).hasSize(store.durable() ? 2 * known.size() : 0);
    assertThat(known).allMatch(id -> log.lookup(id).isPresent() == store.durable());
  }
}
