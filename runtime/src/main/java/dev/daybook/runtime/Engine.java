package dev.daybook.runtime;

import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.context.BoundedContext;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.runtime.catalogue.Binder;
import dev.daybook.runtime.catalogue.Catalogue;
import dev.daybook.runtime.catalogue.References;
import dev.daybook.runtime.codec.EventCodec;
import dev.daybook.runtime.codec.JsonCodec;
import dev.daybook.runtime.command.Authoriser;
import dev.daybook.runtime.command.CommandBus;
import dev.daybook.runtime.command.StateSnapshots;
import dev.daybook.runtime.command.States;
import dev.daybook.runtime.projection.Projections;
import dev.daybook.runtime.projection.ViewDatabase;
import dev.daybook.runtime.query.QueryBus;
import java.time.InstantSource;
import java.util.List;

/**
 * A log, the contexts' rules and their views, put together: what every door talks to. Closing it
 * stops the views and then closes views and log; a batch at hand is finished, nothing acknowledged
 * is lost.
 */
public final class Engine implements AutoCloseable {
  private static final int STATES_KEPT = 10_000;

  private final EventLog log;
  private final Catalogue catalogue;
  private final JsonCodec json;
  private final EventCodec codec;
  private final References references;
  private final Binder binder;
  private final StateSnapshots snapshots;
  private final States states;
  private final CommandBus commands;
  private final ViewDatabase views;
  private final Projections projections;
  private final QueryBus queries;
  private final InstantSource clock;
  private final IdSource ids;

  private Engine(
      EventLog log,
      ViewDatabase views,
      List<BoundedContext> contexts,
      InstantSource clock,
      IdSource ids) {
    this.log = log;
    this.views = views;
    this.clock = clock;
    this.ids = ids;
    json = new JsonCodec();
    codec = new EventCodec(json, contexts);
    catalogue = Catalogue.of(contexts);
    references = new References(log, catalogue);
    binder = new Binder(references);
    snapshots = new StateSnapshots(log, codec, clock);
    states = new States(log, codec, snapshots, STATES_KEPT);
    commands = new CommandBus(log, catalogue, codec, states, clock, ids, Authoriser.EVERYONE);
    projections =
        new Projections(
            log,
            codec,
            views,
            clock,
            contexts.stream().flatMap(context -> context.views().stream()).toList());
    queries = new QueryBus(catalogue, views, json, log, clock);
  }

  /**
   * Puts everything together and starts the views. Log and views belong to the engine from here on.
   */
  public static Engine start(
      EventLog log,
      ViewDatabase views,
      List<BoundedContext> contexts,
      InstantSource clock,
      IdSource ids) {
    var engine = new Engine(log, views, contexts, clock, ids);
    engine.projections.start();
    return engine;
  }

  public EventLog log() {
    return log;
  }

  public Catalogue catalogue() {
    return catalogue;
  }

  public JsonCodec json() {
    return json;
  }

  public EventCodec codec() {
    return codec;
  }

  /** A binder that knows the short references of this log. */
  public Binder binder() {
    return binder;
  }

  public References references() {
    return references;
  }

  public States states() {
    return states;
  }

  /** The states that are kept beside the log, to be counted, dropped and rebuilt. */
  public StateSnapshots snapshots() {
    return snapshots;
  }

  /** Keeps every snapshot that is due by policy and not there; says how many that were. */
  public long rebuildSnapshots() {
    return snapshots.rebuild(catalogue.aggregates());
  }

  public CommandBus commands() {
    return commands;
  }

  public QueryBus queries() {
    return queries;
  }

  public Projections projections() {
    return projections;
  }

  public InstantSource clock() {
    return clock;
  }

  public IdSource ids() {
    return ids;
  }

  @Override
  public void close() {
    try (log;
        views;
        snapshots) {
      projections.close();
    }
  }
}
