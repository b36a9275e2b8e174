package dev.daybook.projects;

import dev.daybook.kernel.context.Aggregate;
import dev.daybook.kernel.context.BoundedContext;
import dev.daybook.kernel.view.QueryHandler;
import dev.daybook.kernel.view.View;
import dev.daybook.projects.project.ProjectAggregate;
import java.util.List;

/** Everything about projects, phases and tasks, listed once. */
public final class ProjectsContext implements BoundedContext {
  @Override
  public String name() {
    return "projects";
  }

  @Override
  public List<Aggregate<?, ?, ?, ?>> aggregates() {
    return List.of(ProjectAggregate.INSTANCE);
  }

  @Override
  public List<View> views() {
    return List.of();
  }

  @Override
  public List<QueryHandler<?, ?>> queries() {
    return List.of();
  }
}
