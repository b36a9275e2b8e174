package dev.daybook.doors.cli;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code daybook events list|show|tail|stats}: the log itself. */
@Command(name = "events", description = "Look at the log.", mixinStandardHelpOptions = true)
final class EventsCommand {
  private final Supplier<Session> session;

  EventsCommand(Supplier<Session> session) {
    this.session = session;
  }

  /** The filters that list and tail share. */
  static final class Filters {
    @Option(names = "--type", description = "Event type, alias or task.*; may be repeated.")
    List<String> type = List.of();

    @Option(names = "--category", description = "Stream category; may be repeated.")
    List<String> category = List.of();

    @Option(names = "--stream", description = "Stream; may be repeated.")
    List<String> stream = List.of();

    @Option(names = "--project", description = "Project key or id.")
    @Nullable String project;

    @Option(names = "--tag", description = "Tag key:value; may be repeated, all must be there.")
    List<String> tag = List.of();

    @Option(names = "--actor", description = "Actor, such as token:owner.")
    @Nullable String actor;

    @Option(names = "--correlation", description = "Correlation id.")
    @Nullable String correlation;

    @Option(names = "--since", description = "Recorded at or after this time (ISO 8601).")
    @Nullable String since;

    @Option(names = "--until", description = "Recorded before this time (ISO 8601).")
    @Nullable String until;

    @Option(
        names = "--q",
        description = "Expression over envelope and data, such as data.status == \"done\".")
    @Nullable String q;

    String query() {
      var parts = new ArrayList<String>();
      add(parts, "type", type);
      add(parts, "category", category);
      add(parts, "stream", stream);
      add(parts, "tag", tag);
      add(parts, "project", one(project));
      add(parts, "actor", one(actor));
      add(parts, "correlation", one(correlation));
      add(parts, "since", one(since));
      add(parts, "until", one(until));
      add(parts, "q", one(q));
      return String.join("&", parts);
    }

    private static List<String> one(@Nullable String text) {
      return text == null ? List.of() : List.of(text);
    }

    private static void add(List<String> parts, String name, List<String> values) {
      values.forEach(value -> parts.add(name + "=" + QueryRun.encode(value)));
    }
  }

  @Command(
      name = "list",
      description = "List events, oldest first.",
      mixinStandardHelpOptions = true)
  int list(
      @picocli.CommandLine.Mixin Filters filters,
      @Option(names = "--limit", description = "At most this many.", defaultValue = "2147483647")
          int limit,
      @Option(
              names = "--after",
              description = "Only after this position or cursor.",
              defaultValue = "")
          String after,
      @Option(names = "--backward", description = "Newest first.") boolean backward) {
    var query = filters.query() + (backward ? "&direction=backward" : "");
    var target = "/api/events" + (query.isEmpty() ? "" : "?" + query);
    return session
        .get()
        .connected((connection, output) -> QueryRun.list(connection, output, target, limit, after));
  }

  @Command(
      name = "show",
      description = "Show one event, by position or id.",
      mixinStandardHelpOptions = true)
  int show(@Parameters(paramLabel = "EVENT", description = "Position or id.") String event) {
    return session
        .get()
        .connected((connection, output) ->
            get(connection, output, "/api/events/" + QueryRun.encode(event)));
  }

  @Command(name = "stats", description = "Count the events.", mixinStandardHelpOptions = true)
  int stats() {
    return session
        .get()
        .connected((connection, output) -> get(connection, output, "/api/events/stats"));
  }

  private static Exit get(Connection connection, Output output, String target) {
    var answer = connection.send("GET", target, Map.of(), new byte[0]);
    return output.show(answer, found -> Tables.one(found, output.out()));
  }

  @Command(
      name = "tail",
      description = "Follow the log until interrupted.",
      mixinStandardHelpOptions = true)
  int tail(
      @picocli.CommandLine.Mixin Filters filters,
      @Option(names = "--from", description = "now, beginning or a position.", defaultValue = "now")
          String from) {
    var query = filters.query();
    var target =
        "/api/events/live?from=" + QueryRun.encode(from) + (query.isEmpty() ? "" : "&" + query);
    return session
        .get()
        .connected((connection, output) -> {
          var answer =
              connection.stream(
                  "GET",
                  target,
                  Map.of("Accept", "text/event-stream"),
                  InputStream.nullInputStream(),
                  line -> told(line, output));
          return answer.status() >= 400 ? output.problem(answer) : Exit.OK;
        });
  }

  private static void told(String line, Output output) {
    if (!line.startsWith("data:")) {
      return;
    }
    var event =
        output.read(line.substring(5).strip().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    if (!event.hasNonNull("stream")) {
      return;
    }
    if (output.json()) {
      output.line(event);
    } else {
      output.out().println(sentence(event));
    }
    output.out().flush();
  }

  private static String sentence(JsonNode event) {
    return Tables.clean(
        String.join(
            "  ",
            event.path("sequence").asString(""),
            event.path("time").asString(""),
            event.path("type").asString(""),
            event.path("stream").asString(""),
            event.path("actor").asString("")));
  }
}
