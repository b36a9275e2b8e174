package dev.daybook.integration;

import dev.daybook.integration.sync.SyncAggregate;
import dev.daybook.kernel.context.Aggregate;
import dev.daybook.kernel.context.BoundedContext;
import dev.daybook.kernel.view.QueryHandler;
import dev.daybook.kernel.view.View;
import java.util.List;

/**
 * The contents page of the integration context. The way in is {@link
 * dev.daybook.integration.taskmaster.Taskmaster}.
 */
public final class IntegrationContext implements BoundedContext {
  private final SyncAggregate sync = new SyncAggregate();

  @Override
  public String name() {
    return "integration";
  }

  @Override
  public List<Aggregate<?, ?, ?, ?>> aggregates() {
    return List.of(sync);
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
