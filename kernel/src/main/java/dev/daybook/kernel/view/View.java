package dev.daybook.kernel.view;

import dev.daybook.kernel.log.EventQuery;
import java.util.List;

/**
 * A read model: tables that are a fold of the log, disposable at any time. The runner creates the
 * tables, applies batches in position order, keeps the checkpoint in the same transaction (so every
 * event counts exactly once), and rebuilds the view when {@link #version()} changed or the log does
 * not hold its checkpoint.
 */
public interface View {
  /** Lower snake case, unique; its tables begin with it. */
  String name();

  /** Changes whenever schema or fold change; a view of another version is rebuilt. */
  int version();

  /** {@code create table} and {@code create index} statements, in order. */
  List<String> schema();

  /** Names of the tables, dropped before a rebuild. */
  List<String> tables();

  /** Which events it folds. */
  EventQuery events();

  /**
   * Applies a batch, in position order. Throws nothing of its own: an event it has no use for is
   * passed over.
   */
  void apply(List<Occurrence> batch, Tables.Writer tables, Json json);
}
