package dev.daybook.doors.http;

import dev.daybook.kernel.log.Archive;
import dev.daybook.kernel.log.Archives;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.runtime.codec.JsonCodec;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import tools.jackson.databind.node.JsonNodeFactory;

/** What is kept of a log and where: payloads of whole ranges in files, snapshots beside it. */
final class KeepingRoutes {
  private final EventLog log;
  private final JsonCodec json;
  private final LongSupplier rebuild;
  private final Told told;
  private final Bodies bodies;

  /**
   * @param rebuild keeps every snapshot that is due and not there, and says how many that were
   */
  KeepingRoutes(EventLog log, JsonCodec json, LongSupplier rebuild) {
    this.log = log;
    this.json = json;
    this.rebuild = rebuild;
    this.told = new Told(json);
    this.bodies = new Bodies(json, 1 << 16);
  }

  List<Route> routes() {
    return List.of(
        route(
            "POST",
            "/api/admin/archives",
            "archives.make",
            "Moves the payloads of the positions 'from' to 'to' into the new file 'file' on the"
                + " server's machine; reads follow them there. Answers lines of JSON: progress,"
                + " then result or problem.",
            this::archive),
        route(
            "GET",
            "/api/admin/archives",
            "archives.list",
            "The ranges whose payloads lie in files, and whether the files are there.",
            (request, _) -> list(request)),
        route(
            "POST",
            "/api/admin/archives/attach",
            "archives.attach",
            "Tells the log that one of its archives lies at 'file' now. Answers lines of JSON.",
            this::attach),
        route(
            "POST",
            "/api/admin/snapshots",
            "snapshots.rebuild",
            "Reads the log and makes every snapshot that is due and not there. Answers lines of"
                + " JSON: progress, then result or problem.",
            (request, _) -> rebuild(request)),
        new Route(
            "DELETE",
            "/api/admin/snapshots",
            new Route.Target.Fixed(
                "snapshots.drop",
                "Forgets all snapshots, or those of one stream. They are made again when needed.",
                false,
                List.of(new Route.Parameter("stream", "only those of this stream")),
                (request, _) -> drop(request))));
  }

  private static Route route(
      String method, String template, String name, String description, Route.Handler handler) {
    return new Route(
        method, template, new Route.Target.Fixed(name, description, false, List.of(), handler));
  }

  private Archives archives() {
    return log.archives()
        .orElseThrow(() ->
            Problems.of(
                Problem.Kind.REFUSED,
                "no_archives",
                "A store of this kind moves no payloads into files."));
  }

  private Response archive(Request request, Map<String, String> path) {
    Told.owner(request);
    var body = bodies.object(request);
    var first = Fields.position(body, "from");
    var last = Fields.position(body, "to");
    var file = Fields.file(body, "file");
    var archives = archives();
    return told.lines(
        request, _ -> facts(archives.archive(new Position(first), new Position(last), file)));
  }

  private Response attach(Request request, Map<String, String> path) {
    Told.owner(request);
    var file = Fields.file(bodies.object(request), "file");
    var archives = archives();
    return told.lines(request, _ -> facts(archives.attach(file)));
  }

  private Response list(Request request) {
    Told.owner(request);
    var answer = json.mapper().createObjectNode();
    var items = answer.putArray("items");
    log.archives()
        .ifPresent(archives ->
            archives
                .all()
                .forEach(archive -> items.add(json.mapper().valueToTree(facts(archive)))));
    answer.set("next", JsonNodeFactory.instance.nullNode());
    return Response.of(200, "application/json", json.mapper().writeValueAsBytes(answer));
  }

  private static Map<String, Object> facts(Archive archive) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("from", archive.first().value());
    facts.put("to", archive.last().value());
    facts.put("file", archive.file().toString());
    facts.put("there", Files.isRegularFile(archive.file()));
    facts.put("done", archive.done());
    facts.put("digest", archive.digest().toString());
    return facts;
  }

  private Response rebuild(Request request) {
    Told.owner(request);
    return told.lines(request, _ -> Map.of("made", rebuild.getAsLong()));
  }

  private Response drop(Request request) {
    Told.owner(request);
    var before = log.snapshots().map(kept -> kept.count()).orElse(0L);
    var stream = request.parameter("stream").map(KeepingRoutes::stream);
    log.snapshots().ifPresent(kept -> stream.ifPresentOrElse(kept::drop, kept::dropAll));
    var after = log.snapshots().map(kept -> kept.count()).orElse(0L);
    return Response.of(
        200,
        "application/json",
        json.mapper().writeValueAsBytes(Map.of("dropped", before - after, "left", after)));
  }

  private static StreamId stream(String text) {
    try {
      return StreamId.parse(text);
    } catch (IllegalArgumentException wrong) {
      throw Problems.bad("?stream", String.valueOf(wrong.getMessage()), "a stream such as task-7");
    }
  }
}
