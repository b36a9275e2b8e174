package dev.daybook.doors.http;

import dev.daybook.kernel.log.StoreException;
import dev.daybook.runtime.Engine;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** How the server is doing. */
final class SystemRoutes {
  private final Engine engine;
  private final String version;

  SystemRoutes(Engine engine, String version) {
    this.engine = engine;
    this.version = version;
  }

  List<Route> routes() {
    return List.of(
        get(
            "/health/live",
            "health.live",
            "Whether the process answers.",
            true,
            (_, _) -> json(200, object().put("status", "up"))),
        get(
            "/health/ready",
            "health.ready",
            "Whether every component works, one entry a component.",
            true,
            this::ready),
        get("/api/status", "status", "Version, process, log and views.", false, this::status));
  }

  private static Route get(
      String template, String name, String description, boolean open, Route.Handler handler) {
    return new Route(
        "GET", template, new Route.Target.Fixed(name, description, open, List.of(), handler));
  }

  private Response ready(Request request, Map<String, String> path) {
    var answer = object();
    var components = answer.putObject("components");
    var up = log(components.putObject("log"));
    for (var view : engine.projections().status()) {
      var running =
          switch (view.state()) {
            case CATCHING_UP, LIVE -> true;
            case RETRYING, STOPPED -> false;
          };
      components
          .putObject("view:" + view.view())
          .put("status", running ? "up" : "down")
          .put("state", view.state().name().toLowerCase(java.util.Locale.ROOT))
          .put("lag", view.lag());
      up &= running;
    }
    answer.put("status", up ? "up" : "down");
    return json(up ? 200 : 503, answer);
  }

  private boolean log(ObjectNode entry) {
    try {
      entry.put("status", "up").put("position", engine.log().head().position().value());
      return true;
    } catch (StoreException _) {
      entry.put("status", "down");
      return false;
    }
  }

  private Response status(Request request, Map<String, String> path) {
    var head = engine.log().head();
    var answer = object();
    answer
        .put("version", version)
        .put("pid", ProcessHandle.current().pid())
        .put("log", head.log().toString())
        .put("epoch", head.epoch())
        .put("head", head.position().value())
        .put("actor", request.caller().orElseThrow().actor().toString());
    var views = answer.putArray("views");
    for (var view : engine.projections().status()) {
      var entry =
          views
              .addObject()
              .put("view", view.view())
              .put("state", view.state().name().toLowerCase(java.util.Locale.ROOT))
              .put("position", view.position().value())
              .put("lag", view.lag());
      if (view.fault() != null) {
        entry.put("fault", view.fault());
      }
    }
    return json(200, answer).with("Daybook-Position", engine.projections().position().toString());
  }

  private ObjectNode object() {
    return engine.json().mapper().createObjectNode();
  }

  private Response json(int status, ObjectNode answer) {
    return Response.of(status, "application/json", engine.json().mapper().writeValueAsBytes(answer))
        .with("Cache-Control", "no-store");
  }
}
