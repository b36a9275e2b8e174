package dev.daybook.projects.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.Rejection;
import dev.daybook.kernel.catalogue.Patch;
import dev.daybook.projects.api.FieldChange;
import dev.daybook.projects.api.FilterCommand;
import dev.daybook.projects.api.FilterCriteria;
import dev.daybook.projects.api.FilterEvent;
import dev.daybook.projects.api.FilterId;
import dev.daybook.projects.api.PhaseId;
import dev.daybook.projects.api.Priority;
import dev.daybook.projects.api.ProjectId;
import dev.daybook.projects.api.TaskId;
import dev.daybook.projects.api.TaskStatus;
import dev.daybook.testkit.DeciderSpec;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FilterDeciderTest {
  private static final Actor ALICE = Actor.person("alice");
  private static final Actor BOB = Actor.person("bob");
  private static final FilterId F = new FilterId(new UUID(1, 1));
  private static final FilterId OTHER = new FilterId(new UUID(1, 2));
  private static final FilterFacts.Holder HOLDER = new FilterFacts.Holder(OTHER, "Urgent");

  /** Every condition there is. */
  private static final FilterCriteria FULL =
      new FilterCriteria(
          "cable",
          Set.of(TaskStatus.TODO),
          "bug",
          Priority.HIGH,
          BOB,
          new ProjectId(new UUID(2, 1)),
          new PhaseId(new UUID(2, 2)),
          new TaskId(new UUID(2, 3)),
          "lab",
          true,
          true);

  private final DeciderSpec<FilterCommand, SavedFilter, FilterFacts, FilterEvent> filter =
      DeciderSpec.of(new FilterDecider());

  @Test
  void a_filter_is_saved_with_its_conditions_for_the_caller() {
    filter
        .given()
        .when(save(" Urgent ", true), by(ALICE))
        .then(new FilterEvent.Saved(F, "Urgent", ALICE, true, FULL))
        .thenAgainNothing();
  }

  @Test
  void a_taken_name_is_refused_and_the_refusal_names_the_filter_that_has_it() {
    var facts = new FilterFacts(F, ALICE, HOLDER);
    filter
        .given()
        .when(save("urgent", false), facts)
        .thenRejected(
            "name_taken",
            details ->
                assertThat(details)
                    .containsEntry("heldBy", "Urgent")
                    .containsEntry("filter", OTHER.text()));
    filter.given(saved("Mine", false)).when(rename("urgent"), facts).thenRejected("name_taken");
  }

  @Test
  void an_update_records_the_fields_that_differ_and_nothing_else() {
    filter
        .given(saved("Mine", false))
        .when(
            new FilterCommand.Update(
                F,
                Patch.set(" Ours "),
                Patch.set(true),
                Patch.set(null),
                Patch.set(Set.of(TaskStatus.REVIEW, TaskStatus.TODO)),
                Patch.keep(),
                Patch.set(Priority.HIGH),
                Patch.set(null),
                Patch.keep(),
                Patch.keep(),
                Patch.set(null),
                Patch.keep(),
                Patch.set(false),
                Patch.keep()),
            by(ALICE))
        .then(
            new FilterEvent.Updated(
                F,
                List.of(
                    new FieldChange("name", "Mine", "Ours"),
                    new FieldChange("criteria/text", "cable", null),
                    new FieldChange("criteria/status", List.of("todo"), List.of("todo", "review")),
                    new FieldChange("criteria/assignee", "person:bob", null),
                    new FieldChange("criteria/parent", FULL.parent().text(), null),
                    new FieldChange("criteria/ready", true, null),
                    new FieldChange("shared", null, true))))
        .thenAgainNothing()
        .and()
        .thenState(state -> {
          assertThat(state.name()).isEqualTo("Ours");
          assertThat(state.shared()).isTrue();
          assertThat(state.criteria())
              .isEqualTo(
                  new FilterCriteria(
                      null,
                      Set.of(TaskStatus.TODO, TaskStatus.REVIEW),
                      "bug",
                      Priority.HIGH,
                      null,
                      FULL.project(),
                      FULL.phase(),
                      null,
                      "lab",
                      false,
                      true));
        });
  }

  @Test
  void clearing_what_a_filter_without_conditions_does_not_have_changes_nothing() {
    filter
        .given(new FilterEvent.Saved(F, "All", ALICE, false, FilterCriteria.NONE))
        .when(
            new FilterCommand.Update(
                F,
                Patch.set("All"),
                Patch.set(false),
                Patch.set(null),
                Patch.set(Set.of()),
                Patch.set(null),
                Patch.set(null),
                Patch.set(null),
                Patch.set(null),
                Patch.set(null),
                Patch.set(null),
                Patch.set(null),
                Patch.set(null),
                Patch.set(null)),
            by(ALICE))
        .thenNothing();
  }

  @Test
  void a_name_cannot_be_cleared() {
    filter
        .given(saved("Mine", false))
        .when(FilterCommand.Update.of(F, Patch.set(null), Patch.keep()), by(ALICE))
        .thenRejected(
            "field_required", details -> assertThat(details).containsEntry("field", "name"));
  }

  @Test
  void only_the_owner_changes_a_shared_filter_and_a_private_one_is_not_there_for_others() {
    for (var command :
        List.of(
            rename("Ours"), new FilterCommand.Delete(F, null), new FilterCommand.Undo(F, null))) {
      filter
          .given(saved("Mine", true))
          .when(command, by(BOB))
          .thenRejected(
              "not_permitted",
              details -> assertThat(details).containsEntry("may", List.of("person:alice")));
      filter.given(saved("Mine", false)).when(command, by(BOB)).thenRejected("filter_not_found");
      filter.given().when(command, by(ALICE)).thenRejected("filter_not_found");
    }
  }

  @Test
  void a_deleted_filter_is_gone_until_an_undo_brings_it_back() {
    var deleted = new FilterEvent.Deleted(F, "old");
    filter
        .given(saved("Mine", false))
        .when(new FilterCommand.Delete(F, "old"), by(ALICE))
        .then(deleted)
        .thenAgainNothing();
    filter
        .given(saved("Mine", false), deleted)
        .when(rename("Ours"), by(ALICE))
        .thenRejection(why -> {
          assertThat(why.code()).isEqualTo("filter_deleted");
          assertThat(why.kind()).isEqualTo(Rejection.Kind.NOT_FOUND);
        });
    filter
        .given(saved("Mine", false), deleted)
        .when(new FilterCommand.Undo(F, null), by(ALICE))
        .then(
            new FilterEvent.Undone(
                F, 2, "filter.deleted", List.of(new FieldChange("deleted", true, null)), null))
        .thenState(state -> assertThat(state.lives()).isTrue());
    filter
        .given(saved("Mine", false), deleted)
        .when(new FilterCommand.Undo(F, null), new FilterFacts(F, ALICE, HOLDER))
        .thenRejected("name_taken");
  }

  @Test
  void an_undo_reaches_one_change_further_each_time_but_never_the_saving() {
    filter
        .given(saved("One", false))
        .when(rename("Two"), by(ALICE))
        .and()
        .when(rename("Three"), by(ALICE))
        .and()
        .when(new FilterCommand.Undo(F, null), by(ALICE))
        .thenState(state -> assertThat(state.name()).isEqualTo("Two"))
        .and()
        .when(new FilterCommand.Undo(F, null), by(ALICE))
        .thenState(state -> assertThat(state.name()).isEqualTo("One"))
        .and()
        .when(new FilterCommand.Undo(F, null), by(ALICE))
        .thenRejected("nothing_to_undo");
  }

  private static FilterFacts by(Actor actor) {
    return new FilterFacts(F, actor, null);
  }

  private static FilterEvent saved(String name, boolean shared) {
    return new FilterEvent.Saved(F, name, ALICE, shared, FULL);
  }

  private static FilterCommand rename(String name) {
    return FilterCommand.Update.of(F, Patch.set(name), Patch.keep());
  }

  private static FilterCommand save(String name, boolean shared) {
    return new FilterCommand.Save(
        name,
        shared,
        FULL.text(),
        FULL.status(),
        FULL.type(),
        FULL.priority(),
        FULL.assignee(),
        FULL.project(),
        FULL.phase(),
        FULL.parent(),
        FULL.tag(),
        FULL.ready(),
        FULL.blocked());
  }
}
