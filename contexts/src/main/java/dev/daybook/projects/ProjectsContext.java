package dev.daybook.projects;

import dev.daybook.kernel.context.Aggregate;
import dev.daybook.kernel.context.BoundedContext;
import dev.daybook.kernel.view.QueryHandler;
import dev.daybook.kernel.view.View;
import dev.daybook.projects.filter.FilterAggregate;
import dev.daybook.projects.project.ProjectAggregate;
import dev.daybook.projects.task.TaskAggregate;
import dev.daybook.projects.views.filters.FilterQueries;
import dev.daybook.projects.views.filters.FiltersView;
import dev.daybook.projects.views.milestones.NextMilestones;
import dev.daybook.projects.views.projects.ProjectQueries;
import dev.daybook.projects.views.projects.ProjectsView;
import dev.daybook.projects.views.recent.RecentEvents;
import dev.daybook.projects.views.recent.RecentView;
import dev.daybook.projects.views.tasks.TaskQueries;
import dev.daybook.projects.views.tasks.TasksView;
import java.util.List;
import java.util.stream.Stream;

/** Everything about projects, phases, tasks and saved filters, listed once. */
public final class ProjectsContext implements BoundedContext {
  @Override
  public String name() {
    return "projects";
  }

  @Override
  public List<Aggregate<?, ?, ?, ?>> aggregates() {
    return List.of(
        ProjectAggregate.INSTANCE,
        new TaskAggregate(ProjectAggregate.INSTANCE),
        FilterAggregate.INSTANCE);
  }

  @Override
  public List<View> views() {
    return List.of(new ProjectsView(), new RecentView(), new TasksView(), new FiltersView());
  }

  @Override
  public List<QueryHandler<?, ?>> queries() {
    return Stream.of(
            ProjectQueries.all(),
            TaskQueries.all(),
            FilterQueries.all(),
            List.of(new NextMilestones(), new RecentEvents()))
        .<QueryHandler<?, ?>>flatMap(List::stream)
        .toList();
  }
}
