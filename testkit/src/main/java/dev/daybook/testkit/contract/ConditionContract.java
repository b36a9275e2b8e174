package dev.daybook.testkit.contract;

import static dev.daybook.testkit.Events.at;
import static dev.daybook.testkit.Events.nothing;
import static dev.daybook.testkit.Events.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.log.AppendCondition;
import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Expected;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import dev.daybook.kernel.log.Version;
import dev.daybook.testkit.Together;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Conditions: every kind, met and unmet, alone and together, and under collisions that are forced.
 */
public abstract class ConditionContract extends StoreContract {
  private static final StreamId MISSING = stream("task-missing");
  private static final StreamId AT_TWO = stream("task-two");
  private static final StreamId OTHER = stream("note-1");
  private static final Tag RED = Tag.of("colour", "red");
  private static final Tag LARGE = Tag.of("size", "large");
  private static final int THREADS = 16;

  @Test
  void any_is_met_by_every_stream() {
    twoEvents();
    write(events.appendIf(at(AT_TWO, Expected.any()), events.event(AT_TWO)));
    write(events.appendIf(at(MISSING, Expected.any()), events.event(MISSING)));
    assertThat(everything()).hasSize(4);
  }

  @Test
  void no_stream_is_met_by_a_stream_without_events_only() {
    twoEvents();
    var unmet = at(AT_TWO, Expected.noStream());
    assertThat(refused(events.appendIf(unmet, events.event(AT_TWO))))
        .isEqualTo(conflict(unmet, 2, 2));
    write(events.appendIf(at(MISSING, Expected.noStream()), events.event(MISSING)));
    assertThat(log.version(MISSING)).isEqualTo(new Version(1));
  }

  @Test
  void exists_is_met_by_a_stream_with_events_only() {
    twoEvents();
    var unmet = at(MISSING, Expected.exists());
    assertThat(refused(events.appendIf(unmet, events.event(MISSING))))
        .isEqualTo(conflict(unmet, 0, 0));
    write(events.appendIf(at(AT_TWO, Expected.exists()), events.event(AT_TWO)));
    assertThat(log.version(AT_TWO)).isEqualTo(new Version(3));
  }

  @Test
  void exactly_is_met_by_that_version_only_and_the_actual_one_is_told() {
    twoEvents();
    for (var wrong : List.of(0L, 1L, 3L, Long.MAX_VALUE)) {
      var unmet = at(AT_TWO, Expected.exactly(wrong));
      assertThat(refused(events.appendIf(unmet, events.event(AT_TWO))))
          .isEqualTo(conflict(unmet, 2, 2));
    }
    write(events.appendIf(at(AT_TWO, Expected.exactly(2)), events.event(AT_TWO)));
    assertThat(log.version(AT_TWO)).isEqualTo(new Version(3));
  }

  @Test
  void exactly_zero_means_no_stream() {
    write(events.appendIf(at(MISSING, Expected.exactly(0)), events.event(MISSING)));
    var unmet = at(MISSING, Expected.exactly(0));
    assertThat(refused(events.appendIf(unmet, events.event(MISSING))))
        .isEqualTo(conflict(unmet, 1, 1));
  }

  @Test
  void a_stream_that_is_only_read_is_guarded_too() {
    twoEvents();
    var unmet = at(AT_TWO, Expected.exactly(1));
    assertThat(refused(events.appendIf(unmet, events.event(OTHER))))
        .isEqualTo(conflict(unmet, 2, 2));
    write(events.appendIf(at(AT_TWO, Expected.exactly(2)), events.event(OTHER)));
    write(events.appendIf(at(MISSING, Expected.noStream()), events.event(OTHER)));
    assertThat(log.version(OTHER)).isEqualTo(new Version(2));
    assertThat(log.version(AT_TWO)).isEqualTo(new Version(2));
  }

  @Test
  void the_conflicting_position_of_a_stream_is_that_of_its_newest_event() {
    twoEvents();
    write(events.append(events.several(5, OTHER)));
    var unmet = at(AT_TWO, Expected.exactly(1));
    assertThat(refused(events.appendIf(unmet, events.event(OTHER))).conflicting())
        .isEqualTo(new Position(2));
  }

  @Test
  void conditions_are_judged_before_the_append_itself() {
    write(
        events.appendIf(
            List.of(
                at(MISSING, Expected.noStream()),
                nothing(EventQuery.all().streams(MISSING), Position.START)),
            events.several(3, MISSING)));
    assertThat(log.version(MISSING)).isEqualTo(new Version(3));
  }

  @Test
  void all_conditions_must_hold_and_the_first_unmet_one_is_told() {
    twoEvents();
    var met = at(AT_TWO, Expected.exactly(2));
    var unmet = at(MISSING, Expected.exists());
    var alsoUnmet = nothing(EventQuery.all(), Position.START);
    assertThat(
            refused(events.appendIf(List.of(met, unmet, alsoUnmet), events.event(OTHER))).unmet())
        .isEqualTo(unmet);
    assertThat(
            refused(events.appendIf(List.of(met, alsoUnmet, unmet), events.event(OTHER))).unmet())
        .isEqualTo(alsoUnmet);
    write(events.appendIf(List.of(met, at(MISSING, Expected.noStream())), events.event(OTHER)));
    assertThat(log.version(OTHER)).isEqualTo(new Version(1));
  }

  @Test
  void the_same_stream_may_be_named_by_several_conditions() {
    twoEvents();
    var unmet = at(AT_TWO, Expected.exactly(3));
    assertThat(
            refused(
                    events.appendIf(
                        List.of(at(AT_TWO, Expected.exists()), unmet), events.event(AT_TWO)))
                .unmet())
        .isEqualTo(unmet);
    write(
        events.appendIf(
            List.of(at(AT_TWO, Expected.exists()), at(AT_TWO, Expected.exactly(2))),
            events.event(AT_TWO)));
    assertThat(log.version(AT_TWO)).isEqualTo(new Version(3));
  }

  @Test
  void P1_a_refused_append_leaves_no_trace_and_no_gap() {
    twoEvents();
    refused(events.appendIf(at(AT_TWO, Expected.exactly(9)), events.several(3, OTHER)));
    assertThat(log.head().position()).isEqualTo(new Position(2));
    assertThat(log.version(OTHER)).isEqualTo(Version.NONE);
    assertThat(write(events.append(events.event(OTHER))).first()).isEqualTo(new Position(3));
  }

  @Test
  void nothing_matching_a_type_is_refused_from_the_first_match_on() {
    coloured();
    refusedBecauseOf(2, EventQuery.all().types("thing.painted"), 0);
    refusedBecauseOf(4, EventQuery.all().types("thing.painted"), 2);
    metBy(EventQuery.all().types("thing.painted"), 4);
    metBy(EventQuery.all().types("thing.sold"), 0);
  }

  @Test
  void nothing_matching_several_types_means_none_of_them() {
    coloured();
    refusedBecauseOf(1, EventQuery.all().types("thing.painted", "thing.happened"), 0);
    refusedBecauseOf(4, EventQuery.all().types("thing.painted", "thing.happened"), 3);
    metBy(EventQuery.all().types("thing.sold", "thing.lent"), 0);
  }

  @Test
  void nothing_matching_a_tag_is_refused_from_the_first_match_on() {
    coloured();
    refusedBecauseOf(2, EventQuery.all().tagged(RED), 0);
    refusedBecauseOf(3, EventQuery.all().tagged(RED), 2);
    metBy(EventQuery.all().tagged(RED), 3);
    metBy(EventQuery.all().tagged(Tag.of("colour", "blue")), 0);
  }

  @Test
  void nothing_matching_several_tags_means_no_event_with_all_of_them() {
    coloured();
    refusedBecauseOf(3, EventQuery.all().tagged(RED, LARGE), 0);
    metBy(EventQuery.all().tagged(RED, LARGE), 3);
    metBy(EventQuery.all().tagged(RED, Tag.of("size", "small")), 0);
  }

  @Test
  void nothing_matching_streams_means_no_event_in_any_of_them() {
    coloured();
    refusedBecauseOf(1, EventQuery.all().streams(stream("item-1"), MISSING), 0);
    refusedBecauseOf(3, EventQuery.all().streams(stream("item-1"), MISSING), 1);
    metBy(EventQuery.all().streams(stream("item-1"), MISSING), 3);
    metBy(EventQuery.all().streams(MISSING), 0);
  }

  @Test
  void nothing_matching_categories_means_no_event_in_any_of_them() {
    coloured();
    refusedBecauseOf(2, EventQuery.all().categories("box", "crate"), 0);
    refusedBecauseOf(4, EventQuery.all().categories("box", "crate"), 2);
    metBy(EventQuery.all().categories("crate"), 0);
  }

  @Test
  void nothing_matching_several_parts_means_no_event_that_has_them_all() {
    coloured();
    refusedBecauseOf(2, EventQuery.all().types("thing.painted").tagged(RED).categories("box"), 0);
    metBy(EventQuery.all().types("thing.painted").tagged(RED).categories("item"), 0);
    metBy(EventQuery.all().types("thing.happened").streams(stream("box-1")), 0);
  }

  @Test
  void nothing_matching_who_and_what_for_is_judged_too() {
    coloured();
    refusedBecauseOf(1, EventQuery.all().by(Actor.person("alice")), 0);
    refusedBecauseOf(2, EventQuery.all().correlatedBy("correlation-1"), 1);
    metBy(EventQuery.all().by(Actor.person("bob")), 0);
    metBy(EventQuery.all().causedBy("correlation-1"), 0);
  }

  @Test
  void nothing_at_all_since_a_position_holds_only_at_that_head() {
    coloured();
    refusedBecauseOf(4, EventQuery.all(), 3);
    var head = log.head().position();
    write(events.appendIf(nothing(EventQuery.all(), head), events.event(OTHER)));
    assertThat(
            refused(events.appendIf(nothing(EventQuery.all(), head), events.event(OTHER)))
                .conflicting())
        .isEqualTo(head.next());
  }

  @Test
  void of_sixteen_that_expect_one_version_exactly_one_wins_and_the_others_learn_the_actual_one() {
    for (var round = 0; round < 25; round++) {
      var condition = at(AT_TWO, Expected.exactly(round));
      var results =
          Together.run(THREADS, _ -> log.append(events.appendIf(condition, events.event(AT_TWO))));
      assertOneWins(results, conflict(condition, round + 1, round + 1), round);
    }
  }

  @Test
  void of_sixteen_that_claim_one_tag_exactly_one_wins_and_the_others_learn_where() {
    for (var round = 0; round < 25; round++) {
      var key = Tag.of("key", "K" + round);
      var condition = nothing(EventQuery.all().tagged(key), Position.START);
      var results =
          Together.run(
              THREADS,
              thread ->
                  log.append(
                      events.appendIf(condition, events.event(stream("project-" + thread), key))));
      assertOneWins(results, conflict(condition, 0, round + 1), round);
    }
  }

  @Test
  void of_sixteen_that_each_read_all_the_others_exactly_one_wins() {
    for (var round = 0; round < 25; round++) {
      var prefix = "task-" + round + "-";
      var results =
          Together.run(
              THREADS,
              thread -> {
                var others =
                    IntStream.range(0, THREADS)
                        .filter(other -> other != thread)
                        .mapToObj(other -> at(stream(prefix + other), Expected.noStream()))
                        .toList();
                return log.append(events.appendIf(others, events.event(stream(prefix + thread))));
              });
      assertThat(results)
          .filteredOn(AppendResult.Appended.class::isInstance)
          .as("winners in round %s", round)
          .hasSize(1);
    }
    assertThat(log.head().position()).isEqualTo(new Position(25));
  }

  private void assertOneWins(List<AppendResult> results, AppendResult.Conflict lost, int round) {
    assertThat(results)
        .filteredOn(AppendResult.Appended.class::isInstance)
        .as("winners in round %s", round)
        .hasSize(1);
    assertThat(results)
        .filteredOn(result -> !(result instanceof AppendResult.Appended))
        .as("losers in round %s", round)
        .hasSize(THREADS - 1)
        .allMatch(lost::equals);
  }

  private void twoEvents() {
    write(events.append(events.several(2, AT_TWO)));
  }

  private void coloured() {
    write(events.append(events.event(stream("item-1"), "thing.happened")));
    write(events.append(events.event(stream("box-1"), "thing.painted", RED)));
    write(events.append(events.event(stream("item-1"), "thing.happened", RED, LARGE)));
    write(events.append(events.event(stream("box-2"), "thing.painted", LARGE)));
  }

  private void refusedBecauseOf(long position, EventQuery query, long since) {
    var unmet = nothing(query, new Position(since));
    assertThat(refused(events.appendIf(unmet, events.event(OTHER, "thing.tried"))))
        .isEqualTo(conflict(unmet, 0, position));
  }

  private void metBy(EventQuery query, long since) {
    var before = log.head().position();
    var written =
        write(
            events.appendIf(
                nothing(query, new Position(since)),
                events.event(stream("tries-1"), "thing.tried")));
    assertThat(written.first())
        .as("met: nothing matching %s since %s", query, since)
        .isEqualTo(before.next());
  }

  private static AppendResult.Conflict conflict(AppendCondition unmet, long actual, long position) {
    return new AppendResult.Conflict(unmet, new Version(actual), new Position(position));
  }
}
