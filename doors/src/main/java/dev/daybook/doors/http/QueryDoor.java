package dev.daybook.doors.http;

import dev.daybook.kernel.Sha256;
import dev.daybook.kernel.catalogue.BadCursorException;
import dev.daybook.kernel.log.Position;
import dev.daybook.runtime.Engine;
import dev.daybook.runtime.catalogue.Bound;
import dev.daybook.runtime.catalogue.Fault;
import dev.daybook.runtime.catalogue.QuerySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Queries of the catalogue: parameters to record, to the bus, answer with its version and position.
 */
final class QueryDoor {
  private static final int MOST_ITEMS = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Engine engine;

  QueryDoor(Engine engine) {
    this.engine = engine;
  }

  Response answer(QuerySpec spec, Request request, Map<String, String> path) {
    var faults = new ArrayList<Fault>();
    var input = input(spec, request, path, faults);
    var least =
        new EventFilter.Parameters(request, faults).number("at-least", 0, 0, Long.MAX_VALUE);
    var query = bind(spec, input, path, faults);
    if (!faults.isEmpty()) {
      throw Problems.bad(faults);
    }
    await(least);
    var position = engine.projections().position();
    var answer = ask(query, request).orElseThrow(() -> nothing(spec, path));
    var tree = engine.json().mapper().valueToTree(answer);
    var bytes = bytes(tree, answer);
    var tag = tag(tree, bytes);
    if (matches(request, tag)) {
      return Response.empty(304).with("ETag", tag).with("Daybook-Position", position.toString());
    }
    return Response.of(200, "application/json", bytes)
        .with("ETag", tag)
        .with("Daybook-Position", position.toString());
  }

  private Optional<?> ask(Object query, Request request) {
    try {
      return engine.queries().ask(query, request.caller().orElseThrow().actor());
    } catch (BadCursorException foreign) {
      throw Problems.bad(
          List.of(
              new Fault(
                  "?after",
                  String.valueOf(foreign.getMessage()),
                  "the 'next' of the page before, as it was given")));
    }
  }

  private static Map<String, List<String>> input(
      QuerySpec spec, Request request, Map<String, String> path, List<Fault> faults) {
    var input = new LinkedHashMap<String, List<String>>();
    request
        .query()
        .forEach((name, values) -> {
          if (path.containsKey(name)) {
            faults.add(
                new Fault(
                    "?" + name,
                    "'" + name + "' stands in the address already.",
                    "no such parameter"));
          } else if (!name.equals("at-least")) {
            input.put(name, values);
          }
        });
    path.forEach((name, value) -> input.put(name, List.of(value)));
    limit(spec, input, faults);
    return input;
  }

  /**
   * No page over HTTP has more than {@value #MOST_ITEMS} items, whatever the query itself would
   * allow.
   */
  private static void limit(QuerySpec spec, Map<String, List<String>> input, List<Fault> faults) {
    var asked = input.get("limit");
    var wide =
        spec.fields().stream()
            .anyMatch(field -> field.name().equals("limit") && field.max() > MOST_ITEMS);
    if (asked != null && wide && !asked.getLast().matches("[1-9][0-9]?|[1-4][0-9]{2}|500")) {
      faults.add(
          new Fault(
              "?limit",
              Problems.shown(asked.getLast()) + " cannot be used.",
              "a whole number from 1 to " + MOST_ITEMS));
      input.remove("limit");
    }
  }

  private Object bind(
      QuerySpec spec,
      Map<String, List<String>> input,
      Map<String, String> path,
      List<Fault> faults) {
    return switch (engine.binder().bindText(spec.type(), input)) {
      case Bound.Ok<?>(var query) -> query;
      case Bound.Faulty<?>(var found) -> {
        CommandDoor.unknownSubject(found, path.keySet());
        found.forEach(fault ->
            faults.add(
                new Fault(
                    "?" + fault.pointer().replaceFirst("^/", ""),
                    fault.message(),
                    fault.expected())));
        throw Problems.bad(faults);
      }
    };
  }

  private void await(long least) {
    if (least > 0 && !engine.projections().await(new Position(least), PATIENCE)) {
      throw new Refusal(
          new Problem(
              Problem.Kind.UNAVAILABLE,
              "view_behind",
              "The views have not seen position " + least + " yet. Ask again.",
              List.of(),
              Map.of("position", engine.projections().position().value())),
          Map.of("Retry-After", "1"));
    }
  }

  private static Refusal nothing(QuerySpec spec, Map<String, String> path) {
    var noun = Paths.noun(spec.name());
    var asked =
        path.values().isEmpty() ? "" : " " + Problems.shown(List.copyOf(path.values()).getLast());
    return Problems.of(
        Problem.Kind.NOT_FOUND,
        noun + "_not_found",
        "There is no " + noun.replace('_', ' ') + asked + ". List them to see what there is.");
  }

  /** A list names its cursor also on the last page. */
  private byte[] bytes(JsonNode tree, Object answer) {
    if (answer instanceof dev.daybook.kernel.catalogue.Listing<?>
        && tree.isObject()
        && !tree.has("next")) {
      ((tools.jackson.databind.node.ObjectNode) tree).putNull("next");
    }
    return engine.json().mapper().writeValueAsBytes(tree);
  }

  /** The version of a subject; for everything else a weak tag of the content. */
  private static String tag(JsonNode tree, byte[] bytes) {
    var version = tree.path("version");
    if (version.isIntegralNumber()) {
      return "\"" + version.asLong() + "\"";
    }
    return "W/\"" + HexFormat.of().formatHex(Sha256.of(bytes), 0, 12) + "\"";
  }

  static boolean matches(Request request, String tag) {
    return request.headers().all("If-None-Match").stream()
        .flatMap(header -> java.util.Arrays.stream(header.split(",")))
        .map(String::strip)
        .anyMatch(known ->
            known.equals("*") || known.replaceFirst("^W/", "").equals(tag.replaceFirst("^W/", "")));
  }
}
