package dev.daybook.doors.http;

import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import dev.daybook.runtime.catalogue.Fault;
import dev.daybook.runtime.codec.JsonCodec;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reading the log: pages of events, one event, one stream, counts. */
final class EventRoutes {
  /** Events that one page with an expression looks at, at most. */
  static final int SCAN_BUDGET = 10_000;

  private static final int SCAN_PAGE = 1_000;
  private static final Route.Parameter LIMIT =
      new Route.Parameter("limit", "most items, 1 to 500 (50)");
  private static final Route.Parameter DIRECTION =
      new Route.Parameter("direction", "forward (default) or backward");

  private final EventLog log;
  private final JsonCodec json;
  private final CloudEvents events;
  private final EventFilter.Reader filters;

  EventRoutes(EventLog log, JsonCodec json, CloudEvents events, EventFilter.Reader filters) {
    this.log = log;
    this.json = json;
    this.events = events;
    this.filters = filters;
  }

  List<Route> routes() {
    var paging =
        Stream.concat(
                EventFilter.PARAMETERS.stream(),
                Stream.of(
                    new Route.Parameter(
                        "after",
                        "position or cursor: go on after it, in the direction of the read"),
                    new Route.Parameter("before", "position: only events before it"),
                    DIRECTION,
                    LIMIT))
            .toList();
    return List.of(
        get(
            "/api/events",
            "events.list",
            "Events of the whole log that meet a filter, as CloudEvents.",
            paging,
            this::list),
        get(
            "/api/events/stats",
            "events.stats",
            "How many events the log holds, by type and by category.",
            List.of(),
            this::stats),
        get(
            "/api/events/{event}",
            "events.show",
            "One event, by its position or id.",
            List.of(),
            this::show),
        get(
            "/api/streams/{stream}",
            "streams.show",
            "The events of one stream, from a version on, forward or backward.",
            List.of(
                new Route.Parameter("from", "version to begin with (1, backward the last)"),
                new Route.Parameter("after", "cursor of the page before"),
                DIRECTION,
                LIMIT),
            this::stream));
  }

  private static Route get(
      String template,
      String name,
      String description,
      List<Route.Parameter> parameters,
      Route.Handler handler) {
    return new Route(
        "GET", template, new Route.Target.Fixed(name, description, false, parameters, handler));
  }

  private Response list(Request request, Map<String, String> path) {
    var faults = new ArrayList<Fault>();
    var filter = filters.read(request, faults);
    var in = new EventFilter.Parameters(request, faults);
    var direction = direction(in);
    var limit = (int) in.number("limit", 50, 1, 500);
    var after = in.number("after", -1, 0, Long.MAX_VALUE);
    var before = in.number("before", Long.MAX_VALUE, 0, Long.MAX_VALUE);
    in.refuse();
    var from =
        direction == Direction.FORWARD
            ? new Position(Math.max(0, after))
            : new Position(after < 0 ? before : Math.min(after, before));
    var bound = direction == Direction.FORWARD ? before : Long.MAX_VALUE;
    return page(scan(filter, from, bound, direction, limit));
  }

  /** What a scan found, and the position it looked at last; null when there is nothing further. */
  private record Scanned(List<RecordedEvent> found, @Nullable String next, long looked) {}

  private Scanned scan(
      EventFilter filter, Position from, long bound, Direction direction, int limit) {
    var found = new ArrayList<RecordedEvent>();
    var at = from;
    var looked = 0;
    while (true) {
      var size = filter.expression().isPresent() ? SCAN_PAGE : limit - found.size();
      var page = log.read(filter.query(), at, direction, size);
      for (var event : page.events()) {
        if (event.position().value() >= bound) {
          return new Scanned(found, null, looked);
        }
        looked++;
        at = event.position();
        if (filter.matches(event, json.mapper())) {
          found.add(event);
          if (found.size() == limit) {
            var last = page.end() && event == page.events().getLast();
            return new Scanned(found, last ? null : at.toString(), looked);
          }
        }
      }
      at = page.next();
      if (page.end()) {
        return new Scanned(found, null, looked);
      }
      if (looked >= SCAN_BUDGET || page.events().isEmpty()) {
        return new Scanned(found, at.toString(), looked);
      }
    }
  }

  private Response page(Scanned page) {
    var out = new ByteArrayOutputStream();
    try (var json = this.json.mapper().createGenerator(out)) {
      json.writeStartObject();
      json.writeArrayPropertyStart("items");
      page.found().forEach(event -> events.write(event, json));
      json.writeEndArray();
      json.writeName("next");
      if (page.next() == null) {
        json.writeNull();
      } else {
        json.writeString(page.next());
      }
      json.writeNumberProperty("looked", page.looked());
      json.writeEndObject();
    }
    return json(out).with("Daybook-Position", log.head().position().toString());
  }

  private Response stats(Request request, Map<String, String> path) {
    var head = log.head();
    var answer = json.mapper().createObjectNode();
    answer
        .put("log", head.log().toString())
        .put("epoch", head.epoch())
        .put("head", head.position().value());
    answer.setAll(
        (tools.jackson.databind.node.ObjectNode) json.mapper().valueToTree(log.statistics()));
    return Response.of(200, "application/json", json.mapper().writeValueAsBytes(answer));
  }

  private Response show(Request request, Map<String, String> path) {
    var asked = path.getOrDefault("event", "");
    return log.at(position(asked))
        .map(event -> Response.of(200, "application/json", events.bytes(event)))
        .orElseThrow(() -> noEvent(asked));
  }

  private Position position(String asked) {
    try {
      return new Position(Long.parseLong(asked));
    } catch (IllegalArgumentException notNumber) {
      return byId(asked);
    }
  }

  /** Ids are UUIDv7: the time in them narrows the search to the events around it. */
  private Position byId(String asked) {
    try {
      var id = java.util.UUID.fromString(asked);
      if (id.version() != 7) {
        throw noEvent(asked);
      }
      var made = java.time.Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
      var query = EventQuery.all().between(made.minusSeconds(60), made.plusSeconds(3_600));
      for (var at = Position.START; ; ) {
        var page = log.read(query, at, Direction.FORWARD, SCAN_PAGE);
        for (var event : page.events()) {
          if (event.id().value().equals(id)) {
            return event.position();
          }
        }
        if (page.end()) {
          throw noEvent(asked);
        }
        at = page.next();
      }
    } catch (IllegalArgumentException notId) {
      throw noEvent(asked);
    }
  }

  private static Refusal noEvent(String asked) {
    return Problems.of(
        Problem.Kind.NOT_FOUND,
        "event_not_found",
        "There is no event " + Problems.shown(asked) + ". Ask by position or id.");
  }

  private Response stream(Request request, Map<String, String> path) {
    var faults = new ArrayList<Fault>();
    var in = new EventFilter.Parameters(request, faults);
    var direction = direction(in);
    var limit = (int) in.number("limit", 50, 1, 500);
    var first = direction == Direction.FORWARD ? 1 : Long.MAX_VALUE;
    var from = in.number("from", first, 0, Long.MAX_VALUE);
    var after = in.number("after", -1, 0, Long.MAX_VALUE);
    in.refuse();
    var stream = streamId(path.getOrDefault("stream", ""));
    if (after >= 0) {
      from = direction == Direction.FORWARD ? after + 1 : Math.max(0, after - 1);
    }
    if (direction == Direction.BACKWARD && from == 0) {
      return page(new Scanned(List.of(), null, 0));
    }
    var page = log.read(stream, new Version(from), direction, limit);
    if (page.events().isEmpty() && log.version(stream).equals(Version.NONE)) {
      throw Problems.of(
          Problem.Kind.NOT_FOUND,
          "stream_not_found",
          "There is no stream " + Problems.shown(stream.toString()) + ".");
    }
    var next =
        page.end() || page.events().isEmpty() ? null : page.events().getLast().version().toString();
    return page(new Scanned(page.events(), next, page.events().size()))
        .with("ETag", "\"" + log.version(stream) + "\"");
  }

  private static StreamId streamId(String text) {
    try {
      return StreamId.parse(text);
    } catch (IllegalArgumentException _) {
      throw Problems.of(
          Problem.Kind.NOT_FOUND,
          "stream_not_found",
          "There is no stream "
              + Problems.shown(text)
              + ". A stream is <category>-<id>, such as task-7.");
    }
  }

  private static Direction direction(EventFilter.Parameters in) {
    var read =
        in.one(
            "direction",
            "forward or backward",
            text ->
                switch (text) {
                  case "forward" -> Direction.FORWARD;
                  case "backward" -> Direction.BACKWARD;
                  default -> throw new IllegalArgumentException(text);
                });
    return read == null ? Direction.FORWARD : read;
  }

  private static Response json(ByteArrayOutputStream out) {
    return Response.of(200, "application/json", out.toByteArray());
  }
}
