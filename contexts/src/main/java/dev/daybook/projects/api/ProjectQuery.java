package dev.daybook.projects.api;

import dev.daybook.kernel.catalogue.Describe;
import dev.daybook.kernel.catalogue.Limit;
import dev.daybook.kernel.catalogue.QueryName;
import dev.daybook.kernel.catalogue.Subject;
import dev.daybook.kernel.catalogue.Within;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked about projects and their phases. Lists have 50 items where nothing else is
 * asked.
 */
public sealed interface ProjectQuery {
  @QueryName(
      value = "project.list",
      description =
          "The projects, ordered by key; archived ones only when asked for, deleted ones never")
  record List(
      @Describe("Only projects of this status") @Nullable ProjectStatus status,
      @Describe("Only projects with this tag") @Limit(min = 1, max = Limit.NAME)
          @Nullable String tag,
      @Describe("Only projects with this text in key, name or description")
          @Limit(min = 1, max = Limit.NAME)
          @Nullable String text,
      @Describe("Archived projects too") boolean archived,
      @Describe("How many items at most") @Limit(min = 1, max = 500) @Nullable Integer limit,
      @Describe("The cursor that the page before gave") @Limit(min = 1, max = Limit.NAME)
          @Nullable String after)
      implements ProjectQuery {}

  @QueryName(
      value = "project.get",
      description = "One project with its phases, milestones, risks, resources and progress")
  record Get(@Describe("The project") @Subject ProjectId project) implements ProjectQuery {}

  @QueryName(
      value = "project.next_milestones",
      description = "The milestones that are not reached yet, those due first")
  record NextMilestones(
      @Describe("Only milestones of this project") @Nullable ProjectId project,
      @Describe(
              "Only milestones due within that many days from today; overdue ones are always there")
          @Limit(max = 36_500)
          @Nullable Integer days,
      @Describe("How many items at most") @Limit(min = 1, max = 500) @Nullable Integer limit,
      @Describe("The cursor that the page before gave") @Limit(min = 1, max = Limit.NAME)
          @Nullable String after)
      implements ProjectQuery {}

  @QueryName(
      value = "project.recent",
      description =
          "The newest events of one project, its phases and its tasks, or of all projects; newest"
              + " first")
  record Recent(
      @Describe("Only events of this project") @Nullable ProjectId project,
      @Describe("How many items at most; 10 when left out") @Limit(min = 1, max = 500)
          @Nullable Integer limit,
      @Describe("The cursor that the page before gave") @Limit(min = 1, max = Limit.NAME)
          @Nullable String after)
      implements ProjectQuery {}

  @QueryName(
      value = "phase.list",
      description = "The phases of a project in their order, with progress and open dependencies")
  record Phases(
      @Describe("The project") @Within ProjectId project,
      @Describe("Only phases of this status") @Nullable PhaseStatus status)
      implements ProjectQuery {}
}
