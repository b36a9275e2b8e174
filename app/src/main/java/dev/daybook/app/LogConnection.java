package dev.daybook.app;

import dev.daybook.doors.http.LogRouter;
import dev.daybook.doors.http.Request;
import dev.daybook.doors.http.Response;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.runtime.catalogue.Catalogue;
import dev.daybook.runtime.codec.EventCodec;
import dev.daybook.runtime.codec.JsonCodec;
import dev.daybook.runtime.command.StateSnapshots;

/** Into the log alone, where no server runs: what is done to it must not depend on the views. */
final class LogConnection extends RouterConnection {
  private final EventLog log;
  private final LogRouter router;

  LogConnection(EventLog log, String place) {
    super(place);
    this.log = log;
    var codec = new EventCodec(new JsonCodec(), Contexts.all());
    this.router = LogRouter.of(log, codec, () -> rebuildSnapshots(log, codec));
  }

  private static long rebuildSnapshots(EventLog log, EventCodec codec) {
    try (var snapshots = new StateSnapshots(log, codec, Daybook.CLOCK)) {
      return snapshots.rebuild(Catalogue.of(Contexts.all()).aggregates());
    }
  }

  @Override
  Response handle(Request request) {
    return router.handle(request);
  }

  @Override
  public void close() {
    log.close();
  }
}
