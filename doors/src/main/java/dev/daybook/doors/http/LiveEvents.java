package dev.daybook.doors.http;

import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.Subscription;
import dev.daybook.kernel.log.Subscription.Delivery;
import dev.daybook.runtime.catalogue.Fault;
import dev.daybook.runtime.codec.JsonCodec;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Server-sent events: the log from a position on, then live. Every reader pulls at its own pace
 * from the store, so a slow one holds up nobody and nothing is kept for it.
 */
final class LiveEvents implements AutoCloseable {
  private final EventLog log;
  private final JsonCodec json;
  private final CloudEvents events;
  private final EventFilter.Reader filters;
  private final Duration keepAlive;
  private final Set<Subscription> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  LiveEvents(
      EventLog log,
      JsonCodec json,
      CloudEvents events,
      EventFilter.Reader filters,
      Duration keepAlive) {
    this.log = log;
    this.json = json;
    this.events = events;
    this.filters = filters;
    this.keepAlive = keepAlive;
  }

  Route route() {
    var parameters =
        Stream.concat(
                EventFilter.PARAMETERS.stream(),
                Stream.of(
                    new Route.Parameter(
                        "from", "now (default), beginning, or a position: events after it"),
                    new Route.Parameter("after", "the same as from with a position")))
            .toList();
    return new Route(
        "GET",
        "/api/events/live",
        new Route.Target.Fixed(
            "events.live",
            "Events as they happen, as server-sent events; resumable with the header"
                + " Last-Event-ID.",
            false,
            parameters,
            this::handle));
  }

  private Response handle(Request request, Map<String, String> path) {
    var faults = new ArrayList<Fault>();
    var filter = filters.read(request, faults);
    var in = new EventFilter.Parameters(request, faults);
    var from = in.one("from", "now, beginning or a position", this::position);
    var after = in.one("after", "a position", this::position);
    var resumed =
        request
            .headers()
            .first("Last-Event-ID")
            .filter(text -> !text.isEmpty())
            .map(text -> lastSeen(text, faults));
    in.refuse();
    var start = resumed.orElse(after != null ? after : from != null ? from : log.head().position());
    var caller = request.caller().orElseThrow();
    return Response.streamed(
            200, "text/event-stream; charset=utf-8", out -> follow(filter, start, caller, out))
        .with("Cache-Control", "no-cache, no-transform")
        .with("X-Accel-Buffering", "no");
  }

  private Position position(String text) {
    return switch (text) {
      case "now" -> log.head().position();
      case "beginning" -> Position.START;
      default -> new Position(Long.parseLong(text));
    };
  }

  private static Position lastSeen(String text, List<Fault> faults) {
    try {
      return new Position(Long.parseLong(text));
    } catch (IllegalArgumentException _) {
      faults.add(
          new Fault(
              "Last-Event-ID",
              Problems.shown(text) + " is not a position.",
              "the id of the last event seen"));
      return Position.START;
    }
  }

  private void follow(EventFilter filter, Position start, Caller caller, OutputStream raw)
      throws IOException {
    var out = new BufferedOutputStream(raw, 1 << 16);
    try (var subscription = log.subscribe(filter.query(), start)) {
      open.add(subscription);
      try {
        text(out, "retry: 3000\n\n");
        out.flush();
        while (!closed && pull(subscription, filter, caller, out)) {
          out.flush();
        }
      } finally {
        open.remove(subscription);
      }
    } catch (StoreException ended) {
      if (!closed) {
        throw ended;
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped");
    }
  }

  /** One delivery; false when the reader must go. */
  private boolean pull(
      Subscription subscription, EventFilter filter, Caller caller, OutputStream out)
      throws IOException, InterruptedException {
    var delivery = subscription.next(keepAlive);
    if (closed || !caller.stillIn().getAsBoolean()) {
      return false;
    }
    switch (delivery) {
      case Delivery.Events(var found, _, _) -> {
        for (var event : found) {
          if (filter.matches(event, json.mapper())) {
            write(event, out);
          }
        }
      }
      case Delivery.CaughtUp(var at) ->
          text(out, "id: " + at + "\nevent: caught_up\ndata: {\"position\":" + at + "}\n\n");
      case Delivery.Quiet _ -> text(out, ": keep-alive\n\n");
    }
    return true;
  }

  private void write(RecordedEvent event, OutputStream out) throws IOException {
    text(out, "id: " + event.position() + "\nevent: " + event.type().name() + "\ndata: ");
    out.write(oneLine(events.bytes(event)));
    text(out, "\n\n");
  }

  /**
   * A line feed ends a field of the stream; in JSON it can only stand between values, where a blank
   * does as well.
   */
  private static byte[] oneLine(byte[] bytes) {
    for (var i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n' || bytes[i] == '\r') {
        bytes[i] = ' ';
      }
    }
    return bytes;
  }

  private static void text(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Ends every open stream; readers come back by themselves. */
  @Override
  public void close() {
    closed = true;
    open.forEach(Subscription::close);
  }
}
