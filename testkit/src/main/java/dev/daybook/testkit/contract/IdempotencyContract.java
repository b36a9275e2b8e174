package dev.daybook.testkit.contract;

import static dev.daybook.testkit.Events.at;
import static dev.daybook.testkit.Events.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.Expected;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.testkit.Together;
import org.junit.jupiter.api.Test;

/** The same append id never writes twice. */
public abstract class IdempotencyContract extends StoreContract {
  private static final StreamId TASK = stream("task-1");

  @Test
  void the_same_append_again_is_answered_with_the_first_receipt_and_writes_nothing() {
    var append =
        events.append(events.event(TASK), events.event(stream("note-1")), events.event(TASK));
    var receipt = write(append);
    write(events.append(events.event(TASK)));
    assertThat(log.append(append)).isEqualTo(new AppendResult.AlreadyAppended(receipt));
    assertThat(log.append(append)).isEqualTo(new AppendResult.AlreadyAppended(receipt));
    assertThat(everything()).hasSize(4);
  }

  @Test
  void a_known_append_id_wins_over_conditions_that_no_longer_hold() {
    var append = events.appendIf(at(TASK, Expected.noStream()), events.event(TASK));
    var receipt = write(append);
    assertThat(log.append(append)).isEqualTo(new AppendResult.AlreadyAppended(receipt));
    assertThat(everything()).hasSize(1);
  }

  @Test
  void a_known_append_id_with_other_content_writes_nothing_either() {
    var receipt = write(events.append(events.event(TASK)));
    var other = events.appendAgain(receipt.append(), events.several(3, stream("note-1")));
    assertThat(log.append(other)).isEqualTo(new AppendResult.AlreadyAppended(receipt));
    assertThat(everything()).hasSize(1);
  }

  @Test
  void a_receipt_is_found_by_its_append_id() {
    var one = write(events.append(events.event(TASK)));
    var two = write(events.append(events.several(3, TASK)));
    assertThat(log.lookup(one.append())).contains(one);
    assertThat(log.lookup(two.append())).contains(two);
    assertThat(log.lookup(events.appendId())).isEmpty();
  }

  @Test
  void a_refused_append_does_not_use_up_its_id() {
    var append = events.appendIf(at(stream("note-1"), Expected.exists()), events.event(TASK));
    refused(append);
    assertThat(log.lookup(append.id())).isEmpty();
    write(events.append(events.event(stream("note-1"))));
    assertThat(write(append).first()).isEqualTo(new Position(2));
  }

  @Test
  void of_sixteen_that_hand_in_the_same_append_one_writes_and_all_get_its_receipt() {
    for (var round = 1; round <= 25; round++) {
      var append = events.append(events.several(3, TASK));
      var results = Together.run(16, _ -> log.append(append));
      var receipt = log.lookup(append.id()).orElseThrow();
      assertThat(results)
          .filteredOn(new AppendResult.Appended(receipt)::equals)
          .as("round %s", round)
          .hasSize(1);
      assertThat(results)
          .filteredOn(new AppendResult.AlreadyAppended(receipt)::equals)
          .as("round %s", round)
          .hasSize(15);
      assertThat(log.head().position()).isEqualTo(new Position(round * 3L));
    }
  }

  @Test
  void P3_append_ids_are_known_after_reopening_if_the_store_is_durable() {
    var append = events.append(events.several(2, TASK));
    var receipt = write(append);
    log = store.reopen(clock, ids);
    var again = log.append(append);
    if (store.durable()) {
      assertThat(again).isEqualTo(new AppendResult.AlreadyAppended(receipt));
    } else {
      assertThat(again).isInstanceOf(AppendResult.Appended.class);
    }
    assertThat(everything()).hasSize(2);
  }
}
