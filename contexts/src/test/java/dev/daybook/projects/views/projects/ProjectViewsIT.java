package dev.daybook.projects.views.projects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.catalogue.Listing;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.memory.MemoryLog;
import dev.daybook.projects.ProjectsContext;
import dev.daybook.projects.api.PhaseCommand;
import dev.daybook.projects.api.PhaseDefinition;
import dev.daybook.projects.api.PhaseId;
import dev.daybook.projects.api.PhaseView;
import dev.daybook.projects.api.ProjectCommand;
import dev.daybook.projects.api.ProjectId;
import dev.daybook.projects.api.ProjectQuery;
import dev.daybook.projects.api.ProjectStatus;
import dev.daybook.projects.api.ProjectView;
import dev.daybook.projects.api.RecentEvent;
import dev.daybook.projects.api.TaskCommand;
import dev.daybook.projects.api.TaskId;
import dev.daybook.projects.api.UpcomingMilestone;
import dev.daybook.runtime.Engine;
import dev.daybook.runtime.command.CommandResult;
import dev.daybook.runtime.command.Envelope;
import dev.daybook.runtime.projection.SqliteViews;
import dev.daybook.testkit.SeededIds;
import dev.daybook.testkit.SteppingClock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProjectViewsIT {
  private static final Actor ALICE = Actor.person("alice");

  private final SteppingClock clock = SteppingClock.stepping(Duration.ofMillis(1));
  private final SeededIds ids = new SeededIds(7);
  private final Engine engine =
      Engine.start(
          new MemoryLog(ids, clock),
          SqliteViews.memory(),
          List.of(new ProjectsContext()),
          clock,
          ids);

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void a_project_shows_phases_and_progress_weighted_by_effort() {
    var home = project("Home lab", phase("Rack"), phase("Wire", "Rack"));
    var rack = phases(home).getFirst().id();
    var big = task("Big", home, rack, 3.0);
    task("Small", home, rack, 1.0);
    accept(new ProjectCommand.Start(home, null, null));
    accept(new PhaseCommand.Start(home, rack, null));
    accept(new TaskCommand.Start(big, null, false, null));
    accept(new TaskCommand.Complete(big, null, null, Set.of(), null));

    var seen = (ProjectView) engine.queries().ask(new ProjectQuery.Get(home), ALICE).orElseThrow();

    assertThat(seen.key()).isEqualTo("HOME");
    assertThat(seen.status()).isEqualTo(ProjectStatus.IN_PROGRESS);
    assertThat(seen.progress()).isEqualTo(75);
    assertThat(seen.currentPhaseName()).isEqualTo("Rack");
    assertThat(seen.phases()).extracting(PhaseView::progress).containsExactly(75, 0);
    assertThat(seen.phases().get(1).openDependencies()).containsExactly(rack);
    assertThat(seen.version()).isEqualTo(3);
  }

  @Test
  void archived_and_deleted_projects_leave_the_list_and_a_list_has_pages() {
    var a = project("Alpha");
    var b = project("Beta");
    project("Gamma");
    accept(new ProjectCommand.Archive(a, null));
    accept(new ProjectCommand.Delete(b, null));

    assertThat(list(null, false, null)).extracting(ProjectView::key).containsExactly("GAMMA");
    assertThat(list(null, true, null))
        .extracting(ProjectView::key)
        .containsExactly("ALPHA", "GAMMA");
    assertThat(list("gam", true, null)).extracting(ProjectView::key).containsExactly("GAMMA");
    assertThat(list("%", true, null)).isEmpty();
    var page = page(new ProjectQuery.List(null, null, null, true, 1, null));
    assertThat(page.next()).isEqualTo("ALPHA");
    assertThat(list(null, true, page.next())).extracting(ProjectView::key).containsExactly("GAMMA");
    assertThat(engine.queries().ask(new ProjectQuery.Get(b), ALICE)).isEmpty();
  }

  @Test
  void a_default_key_that_is_taken_gets_a_number_and_one_asked_for_is_refused() {
    project("Home one");
    var second = project("Home two");
    assertThat(
            ((ProjectView) engine.queries().ask(new ProjectQuery.Get(second), ALICE).orElseThrow())
                .key())
        .isEqualTo("HOME2");
    assertThat(dispatch(create("Third", "HOME")))
        .isInstanceOfSatisfying(
            CommandResult.Rejected.class,
            it ->
                assertThat(it.why().details())
                    .containsEntry("heldBy", "Home one")
                    .containsEntry("free", "HOME3"));
  }

  @Test
  void the_milestones_that_come_next_are_those_not_reached_earliest_first() {
    var home = project("Home");
    accept(new ProjectCommand.AddMilestone(home, "Later", LocalDate.parse("2026-06-01"), null));
    accept(new ProjectCommand.AddMilestone(home, "Some day", null, null));
    accept(new ProjectCommand.AddMilestone(home, "Soon", LocalDate.parse("2026-01-01"), null));

    var next =
        this.<UpcomingMilestone>page(new ProjectQuery.NextMilestones(home, null, null, null))
            .items();
    assertThat(next)
        .extracting(UpcomingMilestone::name)
        .containsExactly("Soon", "Later", "Some day");
    assertThat(next).extracting(UpcomingMilestone::overdue).containsExactly(true, false, false);
    accept(new ProjectCommand.ReachMilestone(home, next.getFirst().id(), null));
    assertThat(
            this.<UpcomingMilestone>page(new ProjectQuery.NextMilestones(home, 30, null, null))
                .items())
        .isEmpty();
  }

  @Test
  void recent_events_are_told_newest_first() {
    var home = project("Home");
    accept(new ProjectCommand.Start(home, null, "spring"));
    accept(new ProjectCommand.Undo(home, null));

    var recent = this.<RecentEvent>page(new ProjectQuery.Recent(home, null, null)).items();
    assertThat(recent)
        .extracting(RecentEvent::summary)
        .containsExactly("undone: project.started", "started: spring", "created: Home");
    assertThat(recent).extracting(RecentEvent::subjectName).containsOnly("Home");
    assertThat(page(new ProjectQuery.Recent(null, 2, null)).next()).isEqualTo("2");
  }

  @Test
  void a_phase_with_tasks_is_not_removed_and_one_they_left_is() {
    var home = project("Home", phase("Rack"));
    var rack = phases(home).getFirst().id();
    var task = task("Screw", home, rack, null);
    assertThat(dispatch(new PhaseCommand.Remove(home, rack, null)))
        .isInstanceOfSatisfying(
            CommandResult.Rejected.class,
            it -> assertThat(it.why().details()).containsEntry("tasks", List.of("HOME-1")));
    accept(new TaskCommand.Delete(task, null));
    accept(new PhaseCommand.Remove(home, rack, null));
    assertThat(phases(home)).isEmpty();
  }

  private ProjectId project(String name, PhaseDefinition... phases) {
    return ProjectId.parse(
        accept(
            new ProjectCommand.Create(
                name,
                null,
                null,
                List.of(phases),
                null,
                null,
                null,
                null,
                null,
                List.of(),
                Set.of(),
                null)));
  }

  private static ProjectCommand create(String name, String key) {
    return new ProjectCommand.Create(
        name, null, key, List.of(), null, null, null, null, null, List.of(), Set.of(), null);
  }

  private static PhaseDefinition phase(String name, String... dependsOn) {
    return new PhaseDefinition(
        name, null, null, null, List.of(dependsOn), List.of(), List.of(), List.of());
  }

  private TaskId task(String name, ProjectId project, PhaseId phase, @Nullable Double effort) {
    return TaskId.parse(
        accept(
            new TaskCommand.Create(
                name, null, null, null, project, phase, null, Set.of(), null, Set.of(), Set.of(),
                effort, Set.of(), null, null, null, List.of(), List.of(), List.of())));
  }

  private List<PhaseView> phases(ProjectId project) {
    return this.<PhaseView>page(new ProjectQuery.Phases(project, null)).items();
  }

  private List<ProjectView> list(@Nullable String text, boolean archived, @Nullable String after) {
    return this.<ProjectView>page(new ProjectQuery.List(null, null, text, archived, null, after))
        .items();
  }

  @SuppressWarnings("unchecked") // the query says what its items are
  private <T> Listing<T> page(Object query) {
    return (Listing<T>) engine.queries().ask(query, ALICE).orElseThrow();
  }

  private CommandResult dispatch(Object command) {
    return engine
        .commands()
        .dispatch(
            new Envelope(new AppendId(ids.next()), ALICE, "test", null, "test"), command, null);
  }

  private String accept(Object command) {
    var result = dispatch(command);
    assertThat(result).as("%s", command).isInstanceOf(CommandResult.Done.class);
    var done = (CommandResult.Done) result;
    assertThat(engine.projections().await(done.position(), Duration.ofSeconds(20))).isTrue();
    return done.outcomes().getFirst().stream().id();
  }
}
