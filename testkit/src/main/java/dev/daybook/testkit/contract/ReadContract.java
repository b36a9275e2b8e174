package dev.daybook.testkit.contract;

import static dev.daybook.testkit.Events.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Provenance;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import dev.daybook.kernel.log.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Reads of the whole log. The log of every test, one append per position, a minute apart:
 *
 * <pre>
 * 1 task-1 task.created alice c1 –  home        4 task-2 task.started bob   c2 k2 home,urgent
 * 2 task-2 task.created bob   c2 –  home,urgent 5 note-1 note.written alice c1 k2 –
 * 3 task-1 task.started alice c1 k1 home        6 task-1 task.created bob   c3 k1 urgent
 * </pre>
 */
public abstract class ReadContract extends StoreContract {
  private static final StreamId ONE = stream("task-1");
  private static final StreamId TWO = stream("task-2");
  private static final StreamId NOTE = stream("note-1");
  private static final Tag HOME = Tag.of("project", "HOME");
  private static final Tag URGENT = Tag.of("label", "urgent");
  private static final EventQuery ALL = EventQuery.all();

  private final List<Instant> times = new ArrayList<>();

  @BeforeEach
  void sixEvents() {
    one(ONE, "task.created", "alice", "c1", null, HOME);
    one(TWO, "task.created", "bob", "c2", null, HOME, URGENT);
    one(ONE, "task.started", "alice", "c1", "k1", HOME);
    one(TWO, "task.started", "bob", "c2", "k2", HOME, URGENT);
    one(NOTE, "note.written", "alice", "c1", "k2");
    one(ONE, "task.created", "bob", "c3", "k1", URGENT);
  }

  @Test
  void everything_is_read_in_the_order_of_positions() {
    assertFinds(ALL, 1, 2, 3, 4, 5, 6);
  }

  @Test
  void filtered_by_type_it_is_any_of_the_types() {
    assertFinds(ALL.types("task.created"), 1, 2, 6);
    assertFinds(ALL.types("task.started", "note.written"), 3, 4, 5);
    assertFinds(ALL.types("task.unknown"));
  }

  @Test
  void filtered_by_category_it_is_any_of_the_categories() {
    assertFinds(ALL.categories("task"), 1, 2, 3, 4, 6);
    assertFinds(ALL.categories("task", "note"), 1, 2, 3, 4, 5, 6);
    assertFinds(ALL.categories("tas"));
  }

  @Test
  void filtered_by_stream_it_is_any_of_the_streams() {
    assertFinds(ALL.streams(ONE), 1, 3, 6);
    assertFinds(ALL.streams(TWO, NOTE), 2, 4, 5);
    assertFinds(ALL.streams(stream("task-3")));
  }

  @Test
  void filtered_by_tags_it_is_all_of_the_tags() {
    assertFinds(ALL.tagged(HOME), 1, 2, 3, 4);
    assertFinds(ALL.tagged(URGENT), 2, 4, 6);
    assertFinds(ALL.tagged(HOME, URGENT), 2, 4);
    assertFinds(ALL.tagged(HOME, Tag.of("label", "later")));
  }

  @Test
  void filtered_by_actor_correlation_or_causation_it_is_exactly_that_one() {
    assertFinds(ALL.by(Actor.person("alice")), 1, 3, 5);
    assertFinds(ALL.by(Actor.agent("alice")));
    assertFinds(ALL.correlatedBy("c2"), 2, 4);
    assertFinds(ALL.correlatedBy("c"));
    assertFinds(ALL.causedBy("k2"), 4, 5);
    assertFinds(ALL.causedBy("c1"));
  }

  @Test
  void filtered_by_time_the_beginning_is_included_and_the_end_is_not() {
    assertFinds(ALL.between(times.get(2), times.get(4)), 3, 4);
    assertFinds(ALL.between(times.get(2).plusNanos(1_000), null), 4, 5, 6);
    assertFinds(ALL.between(null, times.get(1).plusNanos(1_000)), 1, 2);
    assertFinds(ALL.between(times.get(5).plusSeconds(1), null));
    assertFinds(ALL.between(null, times.get(0)));
    assertFinds(ALL.between(times.get(3), times.get(3)));
  }

  @Test
  void filters_together_must_all_hold() {
    assertFinds(ALL.types("task.created").tagged(URGENT), 2, 6);
    assertFinds(ALL.types("task.created").tagged(URGENT).streams(ONE), 6);
    assertFinds(
        ALL.categories("task").by(Actor.person("alice")).correlatedBy("c1").causedBy("k1"), 3);
    assertFinds(
        ALL.types("task.created", "task.started").between(times.get(1), times.get(3)), 2, 3);
    assertFinds(ALL.streams(NOTE).categories("task"));
  }

  @Test
  void a_read_begins_after_its_position_forward_and_before_it_backward() {
    assertThat(positions(pages(ALL, new Position(4), Direction.FORWARD, 10)))
        .containsExactly(5L, 6L);
    assertThat(positions(pages(ALL, new Position(3), Direction.BACKWARD, 10)))
        .containsExactly(2L, 1L);
    assertThat(positions(pages(ALL, Position.END, Direction.BACKWARD, 10)))
        .containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
    assertThat(pages(ALL, new Position(6), Direction.FORWARD, 10)).isEmpty();
    assertThat(pages(ALL, new Position(99), Direction.FORWARD, 10)).isEmpty();
    assertThat(pages(ALL, Position.END, Direction.FORWARD, 10)).isEmpty();
    assertThat(pages(ALL, new Position(1), Direction.BACKWARD, 10)).isEmpty();
    assertThat(pages(ALL, Position.START, Direction.BACKWARD, 10)).isEmpty();
  }

  @Test
  void what_is_left_is_read_on_from_next_when_more_came() {
    var page = log.read(ALL.tagged(URGENT), Position.START, Direction.FORWARD, 10);
    assertThat(positions(page.events())).containsExactly(2L, 4L, 6L);
    assertThat(page.end()).isTrue();
    one(TWO, "task.started", "bob", "c2", null, URGENT);
    assertThat(positions(pages(ALL.tagged(URGENT), page.next(), Direction.FORWARD, 10)))
        .containsExactly(7L);
  }

  @Test
  void a_page_that_was_full_before_the_end_says_that_there_is_more() {
    var forward = log.read(ALL, Position.START, Direction.FORWARD, 4);
    assertThat(forward.events()).isNotEmpty();
    assertThat(forward.end()).isFalse();
    assertThat(forward.next()).isEqualTo(forward.events().getLast().position());
    var backward = log.read(ALL, Position.END, Direction.BACKWARD, 4);
    assertThat(backward.events()).isNotEmpty();
    assertThat(backward.end()).isFalse();
    assertThat(backward.next()).isEqualTo(backward.events().getLast().position());
  }

  @Test
  void the_limit_is_one_to_the_most_events_a_page() {
    assertThat(log.read(ALL, Position.START, Direction.FORWARD, 1).events()).hasSize(1);
    assertThat(pages(ALL, Position.START, Direction.FORWARD, EventLog.MOST_EVENTS_A_PAGE))
        .hasSize(6);
    for (var wrong : List.of(Integer.MIN_VALUE, -1, 0, EventLog.MOST_EVENTS_A_PAGE + 1)) {
      assertThatIllegalArgumentException()
          .as("limit %s", wrong)
          .isThrownBy(() -> log.read(ALL, Position.START, Direction.FORWARD, wrong))
          .withMessageContaining("1 to " + EventLog.MOST_EVENTS_A_PAGE);
      assertThatIllegalArgumentException()
          .as("limit %s of a stream", wrong)
          .isThrownBy(() -> log.read(ONE, new Version(1), Direction.BACKWARD, wrong))
          .withMessageContaining("1 to " + EventLog.MOST_EVENTS_A_PAGE);
    }
  }

  @Test
  void an_event_is_found_at_its_position() {
    assertThat(log.at(new Position(5)))
        .hasValueSatisfying(event -> assertThat(event.stream()).isEqualTo(NOTE));
    assertThat(everything())
        .hasSize(6)
        .allSatisfy(event -> assertThat(log.at(event.position())).contains(event));
    assertThat(log.at(Position.START)).isEmpty();
    assertThat(log.at(new Position(7))).isEmpty();
    assertThat(log.at(Position.END)).isEmpty();
  }

  @Test
  void the_first_position_at_or_after_a_time_is_found() {
    assertThat(log.firstAtOrAfter(Instant.EPOCH)).contains(new Position(1));
    assertThat(log.firstAtOrAfter(times.get(3))).contains(new Position(4));
    assertThat(log.firstAtOrAfter(times.get(3).plusNanos(1_000))).contains(new Position(5));
    assertThat(log.firstAtOrAfter(times.get(5))).contains(new Position(6));
    assertThat(log.firstAtOrAfter(times.get(5).plusNanos(1_000))).isEmpty();
  }

  @Test
  void the_head_is_the_newest_event() {
    var newest = everything().getLast();
    var head = log.head();
    assertThat(head.position()).isEqualTo(new Position(6)).isEqualTo(newest.position());
    assertThat(head.hash()).isEqualTo(newest.hash());
    assertThat(head.time()).isEqualTo(newest.time()).isEqualTo(times.get(5));
  }

  @Test
  void an_empty_log_has_an_empty_head_until_its_first_event() {
    log = store.fresh(clock, ids);
    assertThat(log.head().position()).isEqualTo(Position.START);
    assertThat(log.head().hash()).isEqualTo(Hash.ZERO);
    assertThat(log.head().time()).isEqualTo(Instant.EPOCH);
    assertThat(everything()).isEmpty();
    assertThat(log.firstAtOrAfter(Instant.EPOCH)).isEmpty();
    assertThat(log.statistics().total()).isZero();
    assertThat(log.statistics().oldest()).isNull();
    assertThat(log.statistics().newest()).isNull();
    write(events.append(events.event(ONE)));
    assertThat(log.head().position()).isEqualTo(new Position(1));
  }

  @Test
  void statistics_count_the_whole_log() {
    var statistics = log.statistics();
    assertThat(statistics.total()).isEqualTo(6);
    assertThat(statistics.byType())
        .isEqualTo(Map.of("task.created", 3L, "task.started", 2L, "note.written", 1L));
    assertThat(statistics.byCategory()).isEqualTo(Map.of("task", 5L, "note", 1L));
    assertThat(statistics.streams()).isEqualTo(3);
    assertThat(statistics.oldest()).isEqualTo(times.getFirst());
    assertThat(statistics.newest()).isEqualTo(times.getLast());
    assertThat(statistics.bytes()).isNotNegative();
  }

  private void one(
      StreamId stream,
      String type,
      String actor,
      String correlation,
      @Nullable String causation,
      Tag... tags) {
    times.add(clock.peek());
    write(
        events.append(
            new Provenance(Actor.person(actor), correlation, causation, "test"),
            events.event(stream, type, tags)));
    clock.set(times.getLast().plus(Duration.ofMinutes(1)));
  }

  /** Both directions, with every page size from one event to all. */
  private void assertFinds(EventQuery query, long... wanted) {
    assertThat(positions(everything()))
        .as("the log itself")
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    var forward = Arrays.stream(wanted).boxed().toList();
    for (var limit : Set.of(1, 2, 3, 6, 100)) {
      assertThat(positions(pages(query, Position.START, Direction.FORWARD, limit)))
          .as("%s forward by %s", query, limit)
          .isEqualTo(forward);
      assertThat(positions(pages(query, Position.END, Direction.BACKWARD, limit)))
          .as("%s backward by %s", query, limit)
          .isEqualTo(forward.reversed());
    }
  }
}
