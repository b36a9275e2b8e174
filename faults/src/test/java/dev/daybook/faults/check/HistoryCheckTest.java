package dev.daybook.faults.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daybook.faults.history.History;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories as any program could write them, by hand, without times. */
final class HistoryCheckTest {
  private static final String TWO_EVENTS =
      """
      {"what":"event","position":1,"stream":"s","version":1,"id":"e1","append":"a"}
      {"what":"event","position":2,"stream":"s","version":2,"id":"e2","append":"b"}
      {"what":"ended","head":2}
      """;

  @TempDir Path directory;

  @Test
  void a_history_in_which_all_is_well_breaks_no_promise() throws Exception {
    var verdict =
        check(
            """
            {"what":"opened","epoch":1,"head":0}
            {"what":"called","client":"x","append":"a","events":[{"id":"e1","stream":"s"}]}
            {"what":"returned","client":"x","append":"a","outcome":"appended","first":1,"last":1,"versions":{"s":1}}
            {"what":"called","client":"x","append":"b","events":[{"id":"e2","stream":"s"}],
             "conditions":[{"kind":"stream","stream":"s","expected":"1"}]}
            {"what":"returned","client":"x","append":"b","outcome":"appended","first":2,"last":2,"versions":{"s":2}}
            {"what":"subscribed","reader":"r","after":0}
            {"what":"delivered","reader":"r","events":[{"position":1,"stream":"s","version":1,"id":"e1"},
             {"position":2,"stream":"s","version":2,"id":"e2"}],"through":2,"end":true}
            {"what":"checkpoint","reader":"r","position":2}
            """
                    .replace(",\n ", ",")
                + TWO_EVENTS);
    assertThat(verdict.violations()).isEmpty();
    assertThat(verdict.acknowledged()).isEqualTo(2);
  }

  @Test
  void an_acknowledged_append_that_is_not_there_is_lost() throws Exception {
    assertThat(
            check(
                """
                {"what":"called","client":"x","append":"c","events":[{"id":"e3","stream":"s"}]}
                {"what":"returned","client":"x","append":"c","outcome":"appended","first":3,"last":3}
                """
                    + TWO_EVENTS))
        .satisfies(verdict -> {
          assertThat(verdict.lost()).isEqualTo(1);
          assertThat(verdict.violations().getFirst())
              .hasToString(
                  "P3 what was acknowledged is there — append c was acknowledged at positions 3 to"
                      + " 3 and is not in the log");
        });
  }

  @Test
  void an_append_that_was_never_answered_may_be_there_or_not() throws Exception {
    assertThat(
            check(
                    """
                    {"what":"called","client":"x","append":"b","events":[{"id":"e2","stream":"s"}]}
                    {"what":"called","client":"x","append":"c","events":[{"id":"e3","stream":"s"}]}
                    {"what":"crashed","how":"kill"}
                    """
                        + TWO_EVENTS)
                .violations())
        .isEmpty();
  }

  @Test
  void an_append_that_overtook_one_acknowledged_before_it_broke_the_order() throws Exception {
    assertThat(
            check(
                    """
                    {"what":"called","client":"x","append":"b","events":[{"id":"e2","stream":"s"}]}
                    {"what":"returned","client":"x","append":"b","outcome":"appended","first":2,"last":2}
                    {"what":"called","client":"y","append":"a","events":[{"id":"e1","stream":"s"}]}
                    {"what":"returned","client":"y","append":"a","outcome":"appended","first":1,"last":1}
                    """
                        + TWO_EVENTS)
                .broken())
        .containsExactly(Clause.ORDER);
  }

  @Test
  void an_event_that_appeared_below_a_position_already_read_is_told_from_one_that_was_skipped()
      throws Exception {
    var reads =
        """
        {"what":"subscribed","reader":"r","after":0}
        {"what":"delivered","reader":"r","events":[{"position":2,"stream":"s","version":2,"id":"e2"}],"end":false}
        """;
    var call =
        """
        {"what":"called","client":"x","append":"a","events":[{"id":"e1","stream":"s"}]}
        """;
    var answer =
        """
        {"what":"returned","client":"x","append":"a","outcome":"appended","first":1,"last":1}
        """;
    assertThat(check(call + reads + answer + TWO_EVENTS).broken())
        .containsExactly(Clause.VISIBILITY);
    assertThat(check(call + answer + reads + TWO_EVENTS).broken()).containsExactly(Clause.ONCE);
  }

  @Test
  void a_reader_that_ends_within_an_append_has_seen_a_part_of_it() throws Exception {
    assertThat(
            check(
                    """
                    {"what":"subscribed","reader":"r","after":0}
                    {"what":"delivered","reader":"r","events":[{"position":1,"stream":"s","version":1,"id":"e1"}],"end":true}
                    """
                        + TWO_EVENTS.replace("\"b\"", "\"a\""))
                .broken())
        .containsExactly(Clause.ATOMICITY);
  }

  @Test
  void a_part_of_an_append_in_the_log_and_one_that_nobody_made_are_named() throws Exception {
    assertThat(
            check(
                    """
                    {"what":"opened","epoch":1,"head":0}
                    {"what":"called","client":"x","append":"a","events":[{"id":"e1","stream":"s"},{"id":"e7","stream":"s"}]}
                    {"what":"crashed","how":"power"}
                    """
                        + TWO_EVENTS)
                .broken())
        .containsExactly(Clause.ATOMICITY, Clause.INVENTED);
  }

  @Test
  void what_a_reader_is_given_behind_something_later_is_out_of_order() throws Exception {
    assertThat(
            check(
                    """
                    {"what":"subscribed","reader":"r","after":0}
                    {"what":"delivered","reader":"r","events":[{"position":2,"stream":"s","version":2,"id":"e2"},{"position":1,"stream":"s","version":1,"id":"e1"}],"end":true}
                    """
                        + TWO_EVENTS)
                .broken())
        .containsExactly(Clause.IN_ORDER);
  }

  @Test
  void a_checkpoint_that_goes_back_or_runs_ahead_and_a_restart_elsewhere_are_named()
      throws Exception {
    var begin =
        """
        {"what":"subscribed","reader":"r","after":0}
        {"what":"delivered","reader":"r","events":[{"position":1,"stream":"s","version":1,"id":"e1"}],"end":false}
        {"what":"checkpoint","reader":"r","position":1}
        """;
    assertThat(
            check(
                    begin
                        + "{\"what\":\"checkpoint\",\"reader\":\"r\",\"position\":0}\n"
                        + TWO_EVENTS)
                .broken())
        .containsExactly(Clause.CHECKPOINT);
    assertThat(
            check(
                    begin
                        + "{\"what\":\"checkpoint\",\"reader\":\"r\",\"position\":2}\n"
                        + TWO_EVENTS)
                .broken())
        .containsExactly(Clause.CHECKPOINT);
    assertThat(
            check(begin + "{\"what\":\"subscribed\",\"reader\":\"r\",\"after\":0}\n" + TWO_EVENTS)
                .broken())
        .containsExactly(Clause.CHECKPOINT);
    assertThat(
            check(begin + "{\"what\":\"subscribed\",\"reader\":\"r\",\"after\":2}\n" + TWO_EVENTS)
                .broken())
        .containsExactly(Clause.ONCE);
    assertThat(
            check(begin + "{\"what\":\"subscribed\",\"reader\":\"r\",\"after\":1}\n" + TWO_EVENTS)
                .violations())
        .isEmpty();
  }

  @Test
  void a_reader_that_does_not_see_what_its_process_was_told_before_is_stale() throws Exception {
    assertThat(
            check(
                    """
                    {"what":"called","time":1,"client":"x","append":"b","events":[{"id":"e2","stream":"s"}]}
                    {"what":"returned","time":2,"client":"x","append":"b","outcome":"appended","first":2,"last":2}
                    {"what":"subscribed","time":3,"reader":"r","after":0}
                    {"what":"delivered","time":5,"reader":"r","began":4,"events":[{"position":1,"stream":"s","version":1,"id":"e1"}],"through":1,"end":true}
                    """
                        + TWO_EVENTS)
                .broken())
        .containsExactly(Clause.VISIBILITY);
  }

  @Test
  void a_condition_is_judged_at_the_commit_and_a_conflict_over_the_whole_time_it_took()
      throws Exception {
    var call =
        """
        {"what":"called","client":"x","append":"b","events":[{"id":"e2","stream":"s"}],"conditions":[{"kind":"nothing","matching":{"streams":["s"]},"since":%d}]}
        """;
    var conflict =
        """
        {"what":"called","client":"y","append":"c","events":[{"id":"e3","stream":"s"}],"conditions":[{"kind":"stream","stream":"s","expected":"%s"}]}
        {"what":"returned","client":"y","append":"c","outcome":"conflict"}
        """;
    assertThat(check(call.formatted(1) + TWO_EVENTS).violations()).isEmpty();
    assertThat(check(call.formatted(0) + TWO_EVENTS).broken()).containsExactly(Clause.CONDITION);
    assertThat(check(conflict.formatted("none") + TWO_EVENTS).violations()).isEmpty();
    assertThat(check(conflict.formatted("any") + TWO_EVENTS).broken())
        .containsExactly(Clause.CONFLICT);
  }

  @Test
  void a_chain_is_checked_with_what_the_history_gives_of_it() throws Exception {
    var chained =
        TWO_EVENTS
            .replace("\"append\":\"a\"", "\"append\":\"a\",\"hash\":\"aa\"")
            .replace("\"append\":\"b\"", "\"append\":\"b\",\"hash\":\"bb\",\"previous\":\"%s\"");
    assertThat(check(chained.formatted("aa")).violations()).isEmpty();
    assertThat(check(chained.formatted("ab")).broken()).containsExactly(Clause.CHAIN);
  }

  @Test
  void a_history_without_its_end_says_so() throws Exception {
    assertThat(check(TWO_EVENTS.replace("{\"what\":\"ended\",\"head\":2}\n", "")).broken())
        .containsExactly(Clause.WHOLE);
    assertThat(check(TWO_EVENTS.replace("\"head\":2", "\"head\":3")).broken())
        .containsExactly(Clause.WHOLE);
  }

  @Test
  void a_last_line_that_a_killed_program_left_half_is_passed_over() throws Exception {
    assertThat(check(TWO_EVENTS + "{\"what\":\"retur").violations()).isEmpty();
  }

  @Test
  void a_line_that_is_none_is_named() {
    assertThatThrownBy(() -> check(TWO_EVENTS + "{\"what\":\"nonsense\"}\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("history.ndjson:4 is not a line of a history");
  }

  private Verdict check(String history) throws Exception {
    var file = directory.resolve("history.ndjson");
    Files.writeString(file, history);
    return HistoryCheck.of(History.read(file));
  }
}
