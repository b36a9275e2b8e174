package dev.daybook.doors.http;

import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.Position;
import dev.daybook.runtime.catalogue.Catalogue;
import dev.daybook.runtime.codec.EventCodec;
import dev.daybook.runtime.codec.JsonCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The routes that need nothing but the log: to verify it, to bring it out and in whole, to keep it
 * small. They are among those of every {@link Router}, and stand here alone for the command line
 * without a server, which must not depend on the views.
 */
public final class LogRouter {
  private final JsonCodec json;
  private final Routes routes;

  private LogRouter(JsonCodec json, Routes routes) {
    this.json = json;
    this.routes = routes;
  }

  /**
   * The router over a log.
   *
   * @param rebuild keeps every snapshot that is due and not there, and says how many that were
   */
  public static LogRouter of(EventLog log, EventCodec codec, LongSupplier rebuild) {
    return new LogRouter(
        codec.json(), Routes.of(Catalogue.of(List.of()), routes(log, codec, rebuild, _ -> {})));
  }

  /**
   * @param followed returns when the views have seen a log that was restored, or takes too long
   */
  static List<Route> routes(
      EventLog log, EventCodec codec, LongSupplier rebuild, Consumer<Position> followed) {
    var all = new ArrayList<Route>();
    all.addAll(new VerifyRoutes(log, codec.json()).routes());
    all.addAll(new ArchiveRoutes(log, codec, followed).routes());
    all.addAll(new BackupRoutes(log, codec.json(), followed).routes());
    all.addAll(new KeepingRoutes(log, codec.json(), rebuild).routes());
    return all;
  }

  /** Answers; never throws what a request brought about. */
  public Response handle(Request request) {
    try {
      var found =
          routes
              .find(Paths.segments(request.path()))
              .orElseThrow(() -> Problems.notFound(request.path()));
      var route = found.methods().get(request.method());
      if (route == null || !(route.target() instanceof Route.Target.Fixed fixed)) {
        throw Problems.method(request.method(), Routes.allow(found));
      }
      return Router.fixed(fixed, request, found.path(route));
    } catch (RuntimeException gone) {
      return Router.failed(request, gone, json);
    }
  }
}
