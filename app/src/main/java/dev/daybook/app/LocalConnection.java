package dev.daybook.app;

import dev.daybook.doors.http.Limits;
import dev.daybook.doors.http.Request;
import dev.daybook.doors.http.Response;
import dev.daybook.doors.http.Router;
import dev.daybook.runtime.Engine;
import java.time.Duration;

/** Straight into the program, where no server runs: the same routes without a socket. */
final class LocalConnection extends RouterConnection {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Engine engine;
  private final Router router;

  LocalConnection(Engine engine, String place) {
    super(place);
    this.engine = engine;
    this.router = Router.of(engine, new TaskmasterImports(engine), Limits.DEFAULT, Version.TEXT);
  }

  @Override
  Response handle(Request request) {
    if (request.method().equals("GET") && asksViews(request.path())) {
      catchUp();
    }
    return router.handle(request);
  }

  /** Events and streams are read from the log itself. */
  private static boolean asksViews(String path) {
    return !path.startsWith("/api/events") && !path.startsWith("/api/streams/");
  }

  /** A fresh process begins with views that may be behind; a reader waits for them. */
  private void catchUp() {
    var head = engine.log().head().position();
    engine.projections().await(head, PATIENCE);
  }

  @Override
  public void close() {
    try (engine) {
      router.close();
    }
  }
}
