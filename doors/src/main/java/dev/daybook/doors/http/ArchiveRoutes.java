package dev.daybook.doors.http;

import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.RestoreTarget;
import dev.daybook.runtime.catalogue.Fault;
import dev.daybook.runtime.codec.EventCodec;
import dev.daybook.runtime.transfer.LogExport;
import dev.daybook.runtime.transfer.LogImport;
import dev.daybook.runtime.transfer.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The whole log as an archive, out and in. Both ways it is a stream without a limit of size:
 * nothing of it is held but the line at hand, and only the owner may do it.
 */
final class ArchiveRoutes {
  private final EventLog log;
  private final EventCodec codec;
  private final Told told;
  private final Consumer<Position> followed;

  ArchiveRoutes(EventLog log, EventCodec codec, Consumer<Position> followed) {
    this.log = log;
    this.codec = codec;
    this.told = new Told(codec.json());
    this.followed = followed;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "GET",
            "/api/exports/archive",
            new Route.Target.Fixed(
                "exports.archive",
                "The whole log as an archive: lines of CloudEvents between a header and the head of"
                    + " the log. Without its last line it was cut off.",
                false,
                List.of(
                    new Route.Parameter("after", "position it begins after (0: the whole log)"),
                    new Route.Parameter(
                        "upcast",
                        "true: events in the newest version of their schema; such an archive cannot"
                            + " be restored")),
                (request, _) -> write(request))),
        new Route(
            "POST",
            "/api/imports/archive",
            new Route.Target.Fixed(
                "imports.archive",
                "Restores an archive, sent as the body, plain or packed with gzip, into the empty"
                    + " log; goes on where an interrupted import ended. Answers lines of JSON:"
                    + " progress, then result or problem.",
                false,
                List.of(),
                (request, _) -> read(request))));
  }

  private Response write(Request request) {
    Told.owner(request);
    var faults = new ArrayList<Fault>();
    var in = new EventFilter.Parameters(request, faults);
    var after = new Position(in.number("after", 0, 0, Long.MAX_VALUE));
    var upcast = in.one("upcast", "true or false", ArchiveRoutes::truth);
    in.refuse();
    var export = LogExport.of(log, Clock.systemUTC().instant());
    var kind = Boolean.TRUE.equals(upcast) ? export.changedBy(this::newest) : export;
    try {
      kind.check(after);
    } catch (IllegalArgumentException wrong) {
      throw Problems.bad("?after", String.valueOf(wrong.getMessage()), "the end of an append");
    }
    return Response.streamed(200, Told.LINES, out -> kind.write(out, after, Progress.NONE));
  }

  private static Boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private RecordedEvent newest(RecordedEvent event) {
    var upcast = codec.upcast(event);
    return new RecordedEvent(
        event.position(),
        event.stream(),
        event.version(),
        event.id(),
        upcast.type(),
        event.time(),
        event.appendId(),
        event.provenance(),
        event.tags(),
        upcast.data(),
        event.metadata(),
        event.hash());
  }

  private Response read(Request request) {
    Told.owner(request);
    return told.lines(
        request,
        progress -> {
          try (var body = request.body()) {
            var head = restored(target(log), body, progress);
            followed.accept(head.position());
            return head(head);
          }
        });
  }

  private static LogHead restored(RestoreTarget target, InputStream body, Told.Progress progress)
      throws IOException {
    try {
      return new LogImport(target, told(progress)).archive(body);
    } finally {
      // whoever sends reads the answer only when everything is sent
      body.transferTo(OutputStream.nullOutputStream());
    }
  }

  static RestoreTarget target(EventLog log) {
    return log.restoring()
        .orElseThrow(() ->
            Problems.of(
                Problem.Kind.REFUSED,
                "not_restorable",
                "Nothing can be restored into a store of this kind. Name another with --store."));
  }

  static Progress told(Told.Progress progress) {
    return (position, of) -> progress.at(Map.of("position", position, "of", of));
  }

  static Map<String, Object> head(LogHead head) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("log", head.log().toString());
    facts.put("position", head.position().value());
    facts.put("hash", head.hash().toString());
    return facts;
  }
}
