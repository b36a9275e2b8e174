package dev.daybook.testkit.contract;

import static dev.daybook.testkit.Events.at;
import static dev.daybook.testkit.Events.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.Expected;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.Tag;
import dev.daybook.testkit.Together;
import org.junit.jupiter.api.Test;

/** Tamper evidence: one chain over the whole log. */
public abstract class ChainContract extends StoreContract {
  @Test
  void the_hash_of_an_event_links_its_bytes_to_the_event_before_it() {
    write(
        events.append(
            events.event(stream("task-1")),
            events.event(stream("task-2"), Tag.of("b", 1), Tag.of("a", 2))));
    write(events.append(events.several(3, stream("task-1"))));
    assertWhole(5);
  }

  @Test
  void the_chain_takes_no_notice_of_refused_and_repeated_appends() {
    var first = events.append(events.event(stream("task-1")));
    write(first);
    refused(
        events.appendIf(at(stream("task-1"), Expected.noStream()), events.event(stream("task-1"))));
    log.append(first);
    write(events.append(events.event(stream("task-1"))));
    assertWhole(2);
  }

  @Test
  void the_chain_is_one_under_concurrent_writers() {
    Together.run(
        8,
        writer -> {
          for (var i = 0; i < 25; i++) {
            write(events.append(events.several(2, stream("task-" + writer))));
          }
          return true;
        });
    assertWhole(400);
  }

  @Test
  void an_event_has_the_bytes_it_was_hashed_with() {
    write(events.append(events.event(stream("task-1"), Tag.of("z", 1), Tag.of("a", 1))));
    assertThat(everything())
        .singleElement()
        .satisfies(event ->
            assertThat(EventBytes.decode(EventBytes.encode(event), event.hash())).isEqualTo(event));
  }

  @Test
  void P3_the_chain_goes_on_after_reopening_if_the_store_is_durable() {
    write(events.append(events.several(3, stream("task-1"))));
    log = store.reopen(clock, ids);
    write(events.append(events.several(2, stream("task-1"))));
    assertWhole(store.durable() ? 5 : 2);
  }

  private void assertWhole(int length) {
    var before = Hash.ZERO;
    var all = everything();
    assertThat(all).hasSize(length);
    for (var event : all) {
      assertThat(event.hash())
          .as("hash at position %s", event.position())
          .isEqualTo(EventBytes.link(before, EventBytes.encode(event)));
      before = event.hash();
    }
    assertThat(log.head().hash()).isEqualTo(before);
  }
}
