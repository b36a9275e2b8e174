package dev.daybook.kernel.context;

import dev.daybook.kernel.view.QueryHandler;
import dev.daybook.kernel.view.View;
import java.util.List;
import java.util.Set;

/** The contents page of a bounded context: everything it brings, listed once. */
public interface BoundedContext {
  /** Lower snake case. */
  String name();

  List<Aggregate<?, ?, ?, ?>> aggregates();

  List<View> views();

  List<QueryHandler<?, ?>> queries();

  /** Sealed event interfaces that belong to no aggregate's commands, such as integration events. */
  default Set<Class<?>> furtherEvents() {
    return Set.of();
  }

  /**
   * How events of older schema versions are read: for every event type of version n one step from
   * each version below it.
   */
  default List<Upcaster> upcasters() {
    return List.of();
  }
}
