package dev.daybook.projects.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.Rejection;
import dev.daybook.kernel.catalogue.Patch;
import dev.daybook.projects.api.FieldChange;
import dev.daybook.projects.api.MilestoneId;
import dev.daybook.projects.api.PhaseCommand;
import dev.daybook.projects.api.PhaseDefinition;
import dev.daybook.projects.api.PhaseEvent;
import dev.daybook.projects.api.PhaseId;
import dev.daybook.projects.api.PhaseStatus;
import dev.daybook.projects.api.PlannedPhase;
import dev.daybook.projects.api.Priority;
import dev.daybook.projects.api.ProjectCommand;
import dev.daybook.projects.api.ProjectEvent;
import dev.daybook.projects.api.ProjectId;
import dev.daybook.projects.api.ProjectMetadata;
import dev.daybook.projects.api.ProjectStatus;
import dev.daybook.projects.api.RiskId;
import dev.daybook.projects.project.ProjectFacts.KeyClaim;
import dev.daybook.testkit.DeciderSpec;
import dev.daybook.testkit.SeededIds;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectDeciderTest {
  private static final Actor ALICE = Actor.person("alice");
  private static final Actor BOB = Actor.person("bob");
  private static final Actor EVE = Actor.person("eve");
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final LocalDate TODAY = LocalDate.parse("2026-03-04");
  private static final ProjectId P = new ProjectId(new UUID(1, 1));
  private static final PhaseId RACK = new PhaseId(new UUID(2, 1));
  private static final PhaseId WIRE = new PhaseId(new UUID(2, 2));

  private final DeciderSpec<ProjectCommand, Project, ProjectFacts, ProjectEvent> project =
      DeciderSpec.of(new ProjectDecider());

  @Test
  void a_project_is_created_with_phases_that_name_each_other_by_name_or_place() {
    project
        .given()
        .when(
            create(null, phase("Rack"), phase("Wire", "rack"), phase("Run", "1", "Wire")),
            by(ALICE))
        .thenEvents(events -> {
          assertThat(events)
              .singleElement()
              .isInstanceOfSatisfying(
                  ProjectEvent.Created.class,
                  it -> {
                    assertThat(it.key()).isEqualTo("HOME");
                    assertThat(it.owner()).isEqualTo(ALICE);
                    var ids = it.phases().stream().map(PlannedPhase::id).toList();
                    assertThat(it.phases().get(1).dependsOn()).containsExactly(ids.get(0));
                    assertThat(it.phases().get(2).dependsOn())
                        .containsExactly(ids.get(0), ids.get(1));
                  });
        })
        .thenAgainNothing();
  }

  @Test
  void a_key_that_is_taken_is_refused_and_a_free_one_is_proposed() {
    var facts =
        new ProjectFacts(
            P,
            ALICE,
            NOW,
            new SeededIds(1),
            new KeyClaim("HOME2", "Home lab"),
            List.of(),
            List.of());
    project
        .given()
        .when(create("HOME"), facts)
        .thenRejected(
            "key_taken",
            details ->
                assertThat(details)
                    .containsEntry("heldBy", "Home lab")
                    .containsEntry("free", "HOME2"));
  }

  @Test
  void phases_that_wait_for_each_other_are_refused_and_the_circle_is_shown() {
    project
        .given()
        .when(create(null, phase("A", "B"), phase("B", "A")), by(ALICE))
        .thenRejected(
            "dependency_cycle",
            details -> assertThat(details).containsEntry("cycle", List.of("A", "B", "A")));
  }

  @Test
  void a_phase_that_depends_on_an_unknown_one_is_refused() {
    project.given().when(create(null, phase("A", "C")), by(ALICE)).thenRejected("phase_unknown");
    project.given().when(create(null, phase("A", "0")), by(ALICE)).thenRejected("phase_unknown");
    project
        .given()
        .when(create(null, phase("A"), phase("a")), by(ALICE))
        .thenRejected("phase_name_taken");
  }

  @Test
  void a_project_goes_its_way_from_planned_to_completed() {
    project
        .given(created())
        .when(new ProjectCommand.Start(P, null, "go"), by(ALICE))
        .then(
            new ProjectEvent.Started(
                P, ProjectStatus.PLANNED, ProjectStatus.IN_PROGRESS, TODAY, "go"))
        .thenAgainNothing()
        .and()
        .when(new ProjectCommand.Pause(P, null), by(ALICE))
        .then(new ProjectEvent.Paused(P, ProjectStatus.IN_PROGRESS, ProjectStatus.PAUSED, null))
        .thenAgainNothing()
        .and()
        .when(new ProjectCommand.Resume(P, null), by(ALICE))
        .then(new ProjectEvent.Resumed(P, ProjectStatus.PAUSED, ProjectStatus.IN_PROGRESS, null))
        .thenAgainNothing()
        .and()
        .when(new ProjectCommand.Complete(P, null, false, null), by(ALICE))
        .then(
            new ProjectEvent.Completed(
                P,
                ProjectStatus.IN_PROGRESS,
                ProjectStatus.COMPLETED,
                TODAY,
                List.of(),
                false,
                List.of(),
                null))
        .thenAgainNothing();
  }

  @Test
  void a_planned_project_can_be_cancelled_and_then_nothing_else() {
    project
        .given(created())
        .when(new ProjectCommand.Cancel(P, "no budget"), by(ALICE))
        .then(
            new ProjectEvent.Cancelled(
                P, ProjectStatus.PLANNED, ProjectStatus.CANCELLED, "no budget"))
        .thenAgainNothing()
        .and()
        .when(new ProjectCommand.Start(P, null, null), by(ALICE))
        .thenRejected(
            "move_not_allowed",
            details -> assertThat(details).containsEntry("allowedMoves", List.of()));
  }

  @Test
  void a_move_that_is_not_listed_is_refused_with_the_allowed_ones() {
    project
        .given(created())
        .when(new ProjectCommand.Pause(P, null), by(ALICE))
        .thenRejected(
            "move_not_allowed",
            details ->
                assertThat(details)
                    .containsEntry("status", "planned")
                    .containsEntry("allowedMoves", List.of("project.start", "project.cancel")));
  }

  @Test
  void a_project_with_open_phases_completes_only_by_force_which_is_recorded() {
    var running = project.given(created(plan(RACK, "Rack")), started());
    running
        .when(new ProjectCommand.Complete(P, null, false, null), by(ALICE))
        .thenRejected("phases_open", details -> assertThat(details).containsKey("openPhases"));
    running
        .when(new ProjectCommand.Complete(P, null, true, null), by(ALICE))
        .then(
            new ProjectEvent.Completed(
                P,
                ProjectStatus.IN_PROGRESS,
                ProjectStatus.COMPLETED,
                TODAY,
                List.of(),
                true,
                List.of(RACK),
                null));
  }

  @Test
  void only_creator_and_owner_may_change_a_project() {
    project
        .given(created())
        .when(new ProjectCommand.Start(P, null, null), by(EVE))
        .thenRejection(why -> {
          assertThat(why.kind()).isEqualTo(Rejection.Kind.PERMISSION);
          assertThat(why.code()).isEqualTo("not_permitted");
          assertThat(why.details()).containsEntry("may", List.of("person:bob", "person:alice"));
        });
    project
        .given(created())
        .when(new ProjectCommand.Pause(P, null), by(BOB))
        .thenRejected("move_not_allowed");
  }

  @Test
  void an_update_records_what_differs_and_nothing_else() {
    project
        .given(created())
        .when(update("Home lab", Set.of("b", "a")), by(ALICE))
        .then(
            new ProjectEvent.Updated(
                P,
                List.of(
                    new FieldChange("name", "Home", "Home lab"),
                    new FieldChange("tags", null, List.of("a", "b")))))
        .thenAgainNothing();
    project.given(created()).when(update(null, Set.of()), by(ALICE)).thenRejected("field_required");
  }

  @Test
  void milestones_risks_and_resources_are_noted_and_changed() {
    var after =
        project
            .given(created())
            .when(new ProjectCommand.AddMilestone(P, "Racked", TODAY, null), by(ALICE))
            .and()
            .when(new ProjectCommand.AddRisk(P, "Fire", null, null, null), by(ALICE))
            .and()
            .when(new ProjectCommand.AddResource(P, "budget", "100 EUR", null), by(ALICE))
            .and();
    after.thenState(state -> {
      assertThat(state.milestones()).hasSize(1);
      assertThat(state.risks()).hasSize(1);
      assertThat(state.resources()).hasSize(1);
      after
          .when(
              new ProjectCommand.ReachMilestone(P, state.milestones().getFirst().id(), null),
              by(ALICE))
          .then(
              new ProjectEvent.MilestoneReached(
                  P, state.milestones().getFirst().id(), "Racked", TODAY))
          .thenAgainNothing();
      after
          .when(
              new ProjectCommand.RemoveResource(P, state.resources().getFirst().id(), null),
              by(ALICE))
          .thenState(gone -> assertThat(gone.resources()).isEmpty());
    });
    after
        .when(
            new ProjectCommand.RemoveMilestone(P, new MilestoneId(new UUID(9, 9)), null), by(ALICE))
        .thenRejected("milestone_not_found");
    after
        .when(
            new ProjectCommand.UpdateRisk(
                P,
                new RiskId(new UUID(9, 9)),
                Patch.keep(),
                Patch.keep(),
                Patch.keep(),
                Patch.keep(),
                Patch.keep()),
            by(ALICE))
        .thenRejected("risk_not_found");
  }

  @Test
  void undo_takes_back_step_by_step_and_ends_at_the_creation() {
    var once =
        project
            .given(created(), started())
            .when(new ProjectCommand.Cancel(P, null), by(ALICE))
            .and()
            .when(new ProjectCommand.Undo(P, null), by(ALICE))
            .thenEvents(events ->
                assertThat(events)
                    .containsExactly(
                        new ProjectEvent.Undone(
                            P,
                            3,
                            "project.cancelled",
                            List.of(new FieldChange("status", "cancelled", "in_progress")),
                            null)))
            .and();
    once.thenState(state -> assertThat(state.status()).isEqualTo(ProjectStatus.IN_PROGRESS));
    var twice = once.when(new ProjectCommand.Undo(P, null), by(ALICE)).and();
    twice.thenState(state -> {
      assertThat(state.status()).isEqualTo(ProjectStatus.PLANNED);
      assertThat(state.startDate()).isNull();
    });
    twice.when(new ProjectCommand.Undo(P, null), by(ALICE)).thenRejected("nothing_to_undo");
  }

  @Test
  void a_deleted_project_is_gone_until_the_deletion_is_undone() {
    var deleted =
        project
            .given(created())
            .when(new ProjectCommand.Delete(P, null), by(ALICE))
            .thenAgainNothing()
            .and();
    deleted
        .when(new ProjectCommand.Start(P, null, null), by(ALICE))
        .thenRejected("project_deleted");
    deleted
        .when(new ProjectCommand.Undo(P, null), by(ALICE))
        .thenState(state -> assertThat(state.exists()).isTrue());
  }

  @Test
  void archiving_and_its_reversal_are_recorded_once() {
    project
        .given(created())
        .when(new ProjectCommand.Archive(P, null), by(ALICE))
        .then(new ProjectEvent.Archived(P, null))
        .thenAgainNothing()
        .and()
        .when(new ProjectCommand.Unarchive(P, null), by(ALICE))
        .then(new ProjectEvent.Unarchived(P, null))
        .thenAgainNothing();
  }

  @Test
  void a_phase_starts_when_its_project_runs_and_what_it_depends_on_is_completed() {
    var planned = created(plan(RACK, "Rack"), plan(WIRE, "Wire", RACK));
    project
        .given(planned)
        .when(new PhaseCommand.Start(P, RACK, null), by(ALICE))
        .thenRejected("project_not_in_progress");
    var running = project.given(planned, started());
    running
        .when(new PhaseCommand.Start(P, WIRE, null), by(ALICE))
        .thenRejected(
            "dependencies_open", details -> assertThat(details).containsKey("openDependencies"));
    running
        .when(new PhaseCommand.Start(P, RACK, null), by(ALICE))
        .then(
            new PhaseEvent.Started(
                P, RACK, PhaseStatus.PENDING, PhaseStatus.IN_PROGRESS, NOW, null, null))
        .thenAgainNothing()
        .and()
        .when(
            new PhaseCommand.Complete(P, RACK, List.of(), List.of(), null), at(NOW.plusSeconds(60)))
        .then(
            new PhaseEvent.Completed(
                P,
                RACK,
                PhaseStatus.IN_PROGRESS,
                PhaseStatus.COMPLETED,
                NOW.plusSeconds(60),
                Duration.ofMinutes(1),
                List.of(),
                List.of(),
                List.of(),
                null))
        .thenAgainNothing()
        .and()
        .when(new PhaseCommand.Start(P, WIRE, null), by(ALICE))
        .thenAgainNothing();
  }

  @Test
  void a_blocked_phase_goes_back_where_it_was() {
    project
        .given(created(plan(RACK, "Rack")), started())
        .when(new PhaseCommand.Start(P, RACK, null), by(ALICE))
        .and()
        .when(new PhaseCommand.Block(P, RACK, "no screws", Duration.ofDays(1), null), by(ALICE))
        .thenAgainNothing()
        .and()
        .when(new PhaseCommand.Unblock(P, RACK, null), by(ALICE))
        .then(new PhaseEvent.Unblocked(P, RACK, PhaseStatus.BLOCKED, PhaseStatus.IN_PROGRESS, null))
        .thenAgainNothing();
  }

  @Test
  void a_deferred_phase_of_a_completed_project_stays_deferred() {
    var deferred =
        project
            .given(created(plan(RACK, "Rack")), started())
            .when(new PhaseCommand.Defer(P, RACK, null), by(ALICE))
            .thenAgainNothing()
            .and();
    deferred
        .when(new PhaseCommand.Reactivate(P, RACK, null), by(ALICE))
        .then(new PhaseEvent.Reactivated(P, RACK, PhaseStatus.DEFERRED, PhaseStatus.PENDING, null))
        .thenAgainNothing();
    deferred
        .when(new ProjectCommand.Complete(P, null, false, null), by(ALICE))
        .and()
        .when(new PhaseCommand.Reactivate(P, RACK, null), by(ALICE))
        .thenRejected("project_final");
  }

  @Test
  void only_a_pending_phase_without_tasks_that_nobody_needs_is_removed() {
    var planned = project.given(created(plan(RACK, "Rack"), plan(WIRE, "Wire", RACK)), started());
    planned.when(new PhaseCommand.Remove(P, RACK, null), by(ALICE)).thenRejected("phase_is_needed");
    planned
        .when(new PhaseCommand.Remove(P, WIRE, null), holding("HOME-7"))
        .thenRejected(
            "phase_has_tasks",
            details -> assertThat(details).containsEntry("tasks", List.of("HOME-7")));
    planned
        .when(new PhaseCommand.Remove(P, WIRE, null), by(ALICE))
        .then(new PhaseEvent.Removed(P, WIRE, null))
        .and()
        .when(new ProjectCommand.Undo(P, null), by(ALICE))
        .thenState(
            state -> assertThat(state.phase(WIRE).orElseThrow().dependsOn()).containsExactly(RACK));
  }

  @ParameterizedTest
  @CsvSource({
    "Home lab,HOME",
    "éclair shop,ECLAIR",
    "2nd try,ND",
    "a b,PROJECT",
    "internationalisation,INTERNATIO"
  })
  void the_default_key_is_the_first_word_of_the_name(String name, String key) {
    assertThat(ProjectKeys.from(name)).isEqualTo(key);
  }

  @Test
  void a_default_key_that_is_taken_gets_a_number() {
    assertThat(ProjectKeys.free("HOME", Set.of("HOME", "HOME2")::contains)).isEqualTo("HOME3");
    assertThat(ProjectKeys.free("INTERNATIO", Set.of("INTERNATIO")::contains))
        .isEqualTo("INTERNATI2");
  }

  private static ProjectFacts by(Actor actor) {
    return new ProjectFacts(
        P, actor, NOW, new SeededIds(1), new KeyClaim("HOME", null), List.of(), List.of());
  }

  private static ProjectFacts at(Instant now) {
    return new ProjectFacts(P, ALICE, now, new SeededIds(1), KeyClaim.NONE, List.of(), List.of());
  }

  private static ProjectFacts holding(String task) {
    return new ProjectFacts(
        P, ALICE, NOW, new SeededIds(1), KeyClaim.NONE, List.of(task), List.of());
  }

  private static ProjectCommand create(@Nullable String key, PhaseDefinition... phases) {
    return new ProjectCommand.Create(
        "Home",
        null,
        key,
        List.of(phases),
        null,
        null,
        null,
        null,
        null,
        List.of(),
        Set.of(),
        null);
  }

  private static PhaseDefinition phase(String name, String... dependsOn) {
    return new PhaseDefinition(
        name, null, null, null, List.of(dependsOn), List.of(), List.of(), List.of());
  }

  private static PlannedPhase plan(PhaseId id, String name, PhaseId... dependsOn) {
    return new PlannedPhase(
        id, name, null, null, null, List.of(dependsOn), List.of(), List.of(), List.of());
  }

  private static ProjectEvent created(PlannedPhase... phases) {
    return new ProjectEvent.Created(
        P,
        "HOME",
        "Home",
        null,
        BOB,
        ALICE,
        null,
        null,
        new ProjectMetadata(Priority.MEDIUM, null, null, List.of()),
        List.of(),
        List.of(phases));
  }

  private static ProjectEvent started() {
    return new ProjectEvent.Started(
        P, ProjectStatus.PLANNED, ProjectStatus.IN_PROGRESS, TODAY, null);
  }

  private static ProjectCommand update(@Nullable String name, Set<String> tags) {
    return new ProjectCommand.Update(
        P,
        Patch.set(name),
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.set(tags),
        Patch.keep());
  }
}
