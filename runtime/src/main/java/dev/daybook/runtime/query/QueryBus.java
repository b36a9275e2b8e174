package dev.daybook.runtime.query;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.view.Json;
import dev.daybook.kernel.view.QueryHandler;
import dev.daybook.kernel.view.Tables;
import dev.daybook.runtime.catalogue.Catalogue;
import dev.daybook.runtime.catalogue.QuerySpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Answers the queries of the catalogue from the views as they stand. Wait for a position first to
 * read your own writes.
 */
public final class QueryBus {
  private final Map<Class<?>, QueryHandler<?, ?>> handlers = new HashMap<>();
  private final Tables.Reader tables;
  private final Json json;
  private final EventLog log;
  private final InstantSource clock;

  public QueryBus(
      Catalogue catalogue, Tables.Reader tables, Json json, EventLog log, InstantSource clock) {
    for (QuerySpec query : catalogue.queries()) {
      handlers.put(query.type(), query.handler());
    }
    this.tables = tables;
    this.json = json;
    this.log = log;
    this.clock = clock;
  }

  /**
   * The answer: a record, or a {@link dev.daybook.kernel.catalogue.Listing}; empty when there is no
   * such subject.
   */
  public Optional<?> ask(Object query, Actor actor) {
    var handler = handlers.get(query.getClass());
    if (handler == null) {
      throw new IllegalArgumentException(
          query.getClass().getName() + " is in no context's list of queries");
    }
    return answer(handler, query, new Asked(tables, json, log, actor, clock.instant()));
  }

  private static <Q> Optional<?> answer(
      QueryHandler<Q, ?> handler, Object query, QueryHandler.Context context) {
    return handler.answer(handler.query().cast(query), context);
  }

  private record Asked(Tables.Reader tables, Json json, EventLog log, Actor actor, Instant now)
      implements QueryHandler.Context {}
}
