package dev.daybook.projects.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.catalogue.BadCursorException;
import dev.daybook.kernel.catalogue.Listing;
import dev.daybook.kernel.context.BoundedContext;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.view.Json;
import dev.daybook.kernel.view.QueryHandler;
import dev.daybook.kernel.view.Tables;
import dev.daybook.runtime.catalogue.Binder;
import dev.daybook.runtime.catalogue.Bound;
import dev.daybook.runtime.catalogue.Catalogue;
import dev.daybook.runtime.catalogue.QuerySpec;
import dev.daybook.runtime.catalogue.References;
import dev.daybook.runtime.codec.EventCodec;
import dev.daybook.runtime.codec.JsonCodec;
import dev.daybook.runtime.projection.PostgresViews;
import dev.daybook.runtime.projection.Projections;
import dev.daybook.runtime.projection.SqliteViews;
import dev.daybook.runtime.projection.ViewDatabase;
import dev.daybook.runtime.projection.ViewStatus;
import dev.daybook.testkit.postgres.PostgresServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import tools.jackson.databind.node.ObjectNode;

/** The same views of one log in SQLite and in PostgreSQL, asked the same. */
public final class TwoDatabases implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:30Z");
  private static final Actor ALICE = Actor.person("alice");
  private static final int QUERIES_OF_A_KIND = 40;

  private final EventLog log;
  private final JsonCodec json = new JsonCodec();
  private final EventCodec codec;
  private final Catalogue catalogue;
  private final List<Side> sides;

  private record Side(ViewDatabase views, Projections projections) {}

  private record Asked(Tables.Reader tables, Json json, EventLog log, Actor actor, Instant now)
      implements QueryHandler.Context {}

  public TwoDatabases(EventLog log, List<BoundedContext> contexts, PostgresServer server) {
    this.log = log;
    this.codec = new EventCodec(json, contexts);
    this.catalogue = Catalogue.of(contexts);
    this.sides =
        List.of(
            side(SqliteViews.memory(), contexts),
            side(PostgresViews.of(server.storeUrl(alphabetical(server))), contexts));
  }

  /** A database that orders text as people do, unless it is told otherwise. */
  private static String alphabetical(PostgresServer server) {
    var name = server.freshDatabase();
    server.execute(
        "postgres",
        "drop database " + name,
        "create database "
            + name
            + " template template0 encoding 'UTF8' locale 'C' locale_provider icu icu_locale"
            + " 'en-US'");
    return name;
  }

  private Side side(ViewDatabase views, List<BoundedContext> contexts) {
    var projections =
        new Projections(
            log,
            codec,
            views,
            Clock.systemUTC(),
            contexts.stream().flatMap(context -> context.views().stream()).toList());
    projections.start();
    return new Side(views, projections);
  }

  /**
   * Asks every query of the catalogue many times, page by page.
   *
   * @return how many answers held something
   */
  public int ask(long seed) {
    for (var side : sides) {
      assertThat(side.projections().await(log.head().position(), PATIENCE))
          .as("%s", side.projections().status())
          .isTrue();
      assertThat(side.projections().status())
          .extracting(ViewStatus::fault)
          .as("faults in %s", side.views().getClass().getSimpleName())
          .containsOnlyNulls();
    }
    var input = new RandomInput(new Random(seed), json.mapper());
    log.read(EventQuery.all(), Position.START, Direction.FORWARD, EventLog.MOST_EVENTS_A_PAGE)
        .events()
        .forEach(event -> input.learn(codec.decode(event).event()));
    var full = 0;
    for (var spec : catalogue.queries()) {
      for (var i = 0; i < QUERIES_OF_A_KIND; i++) {
        full += pages(spec, input.of(spec.fields()), "seed " + seed);
      }
    }
    return full;
  }

  private int pages(QuerySpec spec, ObjectNode input, String about) {
    var full = 0;
    var binder = new Binder(new References(log, catalogue));
    for (var page = 0; page < 30; page++) {
      if (!(binder.bind(spec.type(), input) instanceof Bound.Ok<?>(var query))) {
        return full;
      }
      var expected = answer(spec, query, sides.getFirst());
      assertThat(shown(answer(spec, query, sides.getLast())))
          .as("%s: %s %s", about, spec.name(), input)
          .isEqualTo(shown(expected));
      full += expected.isPresent() && shown(expected).length() > 20 ? 1 : 0;
      if (!(expected.orElse(null) instanceof Listing<?>(_, var next)) || next == null) {
        return full;
      }
      input.put("after", next);
    }
    return full;
  }

  private Optional<?> answer(QuerySpec spec, Object query, Side side) {
    try {
      return answer(spec.handler(), query, new Asked(side.views(), json, log, ALICE, NOW));
    } catch (BadCursorException foreign) {
      return Optional.of(String.valueOf(foreign.getMessage()));
    }
  }

  private static <Q> Optional<?> answer(
      QueryHandler<Q, ?> handler, Object query, QueryHandler.Context context) {
    return handler.answer(handler.query().cast(query), context);
  }

  private String shown(Optional<?> answer) {
    return answer.map(found -> json.write(found).toString()).orElse("nothing");
  }

  @Override
  public void close() {
    for (var side : sides) {
      side.projections().close();
      side.views().close();
    }
  }
}
