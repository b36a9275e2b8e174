package dev.daybook.doors.http;

import dev.daybook.kernel.log.StoreException;
import dev.daybook.runtime.Engine;
import dev.daybook.runtime.catalogue.Fault;
import dev.daybook.runtime.codec.JsonCodec;
import dev.daybook.runtime.projection.ViewException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Answers requests without a socket: finds the route, asks for a caller where one is needed, and
 * turns whatever goes wrong into a problem document. The HTTP server and the CLI without a server
 * both call it. Safe for many threads.
 */
public final class Router implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Router.class);

  /** So long the answer to a restore waits for the views. */
  private static final Duration FOLLOWING = Duration.ofSeconds(30);

  private static final Pattern REFUSED = Pattern.compile(".*;q=0(\\.0*)?");

  private final JsonCodec json;
  private final Routes routes;
  private final CommandDoor commands;
  private final QueryDoor queries;
  private final LiveEvents live;
  private final StaticFiles files;

  private Router(
      JsonCodec json,
      Routes routes,
      CommandDoor commands,
      QueryDoor queries,
      LiveEvents live,
      StaticFiles files) {
    this.json = json;
    this.routes = routes;
    this.commands = commands;
    this.queries = queries;
    this.live = live;
    this.files = files;
  }

  /**
   * The router over an engine.
   *
   * @param version of the program, as {@code /api/status} and {@code /openapi.json} show it
   */
  public static Router of(Engine engine, Imports imports, Limits limits, String version) {
    return of(engine, imports, limits, version, List.of());
  }

  static Router of(
      Engine engine, Imports imports, Limits limits, String version, List<Route> further) {
    var json = engine.json();
    var log = engine.log();
    var events = new CloudEvents(json, () -> log.head().log());
    var filters = new EventFilter.Reader(engine.catalogue(), engine.codec(), log);
    var commands =
        new CommandDoor(
            engine, new Bodies(json, limits.body()), new CommandAnswers(engine, events));
    var live = new LiveEvents(log, json, events, filters, limits.keepAlive());
    var schema = new OpenApi(engine.catalogue(), json, version);
    var fixed = new ArrayList<>(further);
    fixed.add(commands.batch());
    fixed.add(live.route());
    fixed.addAll(new EventRoutes(log, json, events, filters).routes());
    fixed.addAll(new ImportRoutes(imports, json, limits.file()).routes());
    fixed.addAll(new SystemRoutes(engine, version).routes());
    fixed.addAll(
        LogRouter.routes(
            log,
            engine.codec(),
            engine::rebuildSnapshots,
            restored -> engine.projections().await(restored, FOLLOWING)));
    fixed.addAll(schema.routes());
    var routes = Routes.of(engine.catalogue(), fixed);
    schema.describe(routes);
    return new Router(
        json,
        routes,
        commands,
        new QueryDoor(engine),
        live,
        StaticFiles.fromClasspath("/dashboard"));
  }

  /** All routes, derived from the catalogue and fixed. */
  public Routes routes() {
    return routes;
  }

  /** Answers; never throws what a request brought about. */
  public Response handle(Request request) {
    try {
      return route(request);
    } catch (RuntimeException gone) {
      return failed(request, gone);
    }
  }

  /** The problem document for what went wrong while a request was handled. */
  Response failed(Request request, RuntimeException gone) {
    return failed(request, gone, json);
  }

  static Response failed(Request request, RuntimeException gone, JsonCodec json) {
    var trace = Traces.of(request);
    var refusal =
        switch (gone) {
          case Refusal refused -> refused;
          case StoreException fault -> {
            LOG.warn("{} {} failed [{}]", request.method(), request.path(), trace, fault);
            yield Problems.store(fault);
          }
          case ViewException fault -> {
            LOG.warn("{} {} failed [{}]", request.method(), request.path(), trace, fault);
            yield Problems.views(fault);
          }
          case JacksonException fault -> Problems.json(fault);
          default -> {
            LOG.error("{} {} failed [{}]", request.method(), request.path(), trace, gone);
            yield Problems.of(
                Problem.Kind.FAULT,
                "fault",
                "Something went wrong in the server. Its log holds the cause under " + trace + ".");
          }
        };
    return Problems.answer(refusal.problem(), request.path(), trace, refusal.headers(), json);
  }

  private Response route(Request request) {
    var segments = new ArrayList<>(Paths.segments(request.path()));
    segments.replaceAll(segment -> QueryText.decode(segment, false));
    var found = routes.find(segments);
    if (found.isEmpty()) {
      return files(request, segments);
    }
    var method = request.method();
    if (method.equals("OPTIONS")) {
      return Response.empty(204).with("Allow", Routes.allow(found.get()));
    }
    var route = found.get().methods().get(method.equals("HEAD") ? "GET" : method);
    if (route == null) {
      throw Problems.method(method, Routes.allow(found.get()));
    }
    if (!route.open() && request.caller().isEmpty()) {
      throw Problems.noToken(false);
    }
    acceptable(request, route);
    if (method.equals("HEAD") && route.name().equals("events.live")) {
      return Response.empty(200).with("Content-Type", "text/event-stream; charset=utf-8");
    }
    return answer(request, route, found.get().path(route));
  }

  private Response answer(Request request, Route route, Map<String, String> path) {
    return switch (route.target()) {
      case Route.Target.Command(var spec) -> commands.one(spec, request, path);
      case Route.Target.Query(var spec) ->
          queries.answer(spec, request, path).with("Cache-Control", "no-cache");
      case Route.Target.Fixed fixed -> {
        yield fixed(fixed, request, path);
      }
    };
  }

  static Response fixed(Route.Target.Fixed fixed, Request request, Map<String, String> path) {
    if (request.method().equals("GET")) {
      var faults = new ArrayList<Fault>();
      new EventFilter.Parameters(request, faults).only(fixed.parameters());
      if (!faults.isEmpty()) {
        throw Problems.bad(faults);
      }
    }
    return fixed.handler().handle(request, path);
  }

  private Response files(Request request, List<String> segments) {
    if (!segments.isEmpty()
        && (segments.getFirst().equals("api") || segments.getFirst().equals("health"))) {
      if (request.caller().isEmpty()) {
        throw Problems.noToken(false);
      }
      throw Problems.notFound(request.path());
    }
    return files.answer(request, segments);
  }

  /** Refuses a request that accepts none of the forms an answer can have. */
  private static void acceptable(Request request, Route route) {
    var accept = String.join(",", request.headers().all("Accept"));
    if (accept.isBlank() || route.template().startsWith("/sign-")) {
      return;
    }
    var offered =
        switch (route.name()) {
          case "events.live" -> List.of("text/event-stream");
          case "imports.taskmaster" -> List.of(Told.LINES, "application/json");
          case "imports.archive",
              "exports.archive",
              "backup",
              "restore",
              "verify",
              "archives.make",
              "archives.attach",
              "snapshots.rebuild" ->
              List.of(Told.LINES);
          case "openapi.page" -> List.of("text/html");
          default -> List.of("application/json");
        };
    var fits =
        java.util.Arrays.stream(accept.split(","))
            .filter(range -> !REFUSED.matcher(range.replace(" ", "")).matches())
            .map(range -> range.split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT))
            .anyMatch(range -> offered.stream().anyMatch(type -> fits(range, type)));
    if (!fits) {
      throw Problems.of(
          Problem.Kind.NOT_ACCEPTABLE,
          "not_acceptable",
          "The answer is " + String.join(" or ", offered) + "; let Accept allow it.");
    }
  }

  private static boolean fits(String range, String type) {
    return range.equals("*/*")
        || range.equals(type)
        || range.endsWith("/*") && type.startsWith(range.substring(0, range.length() - 1));
  }

  /** Ends the live streams. */
  @Override
  public void close() {
    live.close();
  }
}
