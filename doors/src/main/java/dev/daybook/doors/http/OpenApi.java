package dev.daybook.doors.http;

import dev.daybook.kernel.catalogue.Shape;
import dev.daybook.runtime.catalogue.Catalogue;
import dev.daybook.runtime.catalogue.CommandSpec;
import dev.daybook.runtime.catalogue.FieldSpec;
import dev.daybook.runtime.catalogue.FieldType;
import dev.daybook.runtime.catalogue.QuerySpec;
import dev.daybook.runtime.codec.JsonCodec;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI 3.1 description of every route, made from the catalogue, and a page to read it. */
final class OpenApi {
  private static final String JSON = "application/json";

  private final Catalogue catalogue;
  private final JsonCodec json;
  private final String version;
  private final Schemas schemas;
  private volatile byte[] document = new byte[0];
  private volatile byte[] page = new byte[0];

  OpenApi(Catalogue catalogue, JsonCodec json, String version) {
    this.catalogue = catalogue;
    this.json = json;
    this.version = version;
    this.schemas = new Schemas(json.mapper());
  }

  List<Route> routes() {
    return List.of(
        open(
            "/openapi.json",
            "openapi",
            "This description.",
            () -> Response.of(200, JSON, document)),
        open(
            "/openapi",
            "openapi.page",
            "This description as a page.",
            () -> Response.of(200, "text/html; charset=utf-8", page)),
        open(
            "/openapi.css",
            "openapi.style",
            "How the page looks.",
            () -> Response.of(200, "text/css; charset=utf-8", OpenApiPage.style())));
  }

  private static Route open(
      String template,
      String name,
      String description,
      java.util.function.Supplier<Response> answer) {
    return new Route(
        "GET",
        template,
        new Route.Target.Fixed(
            name,
            description,
            true,
            List.of(),
            (_, _) -> answer.get().with("Cache-Control", "no-cache")));
  }

  /** Writes the description once all routes are known. */
  void describe(Routes routes) {
    document = json.mapper().writeValueAsBytes(tree(routes));
    page = OpenApiPage.html(routes, catalogue);
  }

  private ObjectNode tree(Routes routes) {
    var root = json.mapper().createObjectNode();
    root.put("openapi", "3.1.1");
    root.putObject("info")
        .put("title", "Daybook")
        .put("version", version)
        .put(
            "description",
            "An event-sourced server for AI-assisted work. Derived from the catalogue of commands"
                + " and queries.");
    root.putArray("servers").addObject().put("url", "/");
    root.putArray("security").addObject().putArray("token");
    var paths = root.putObject("paths");
    for (var route : routes.all()) {
      var item =
          paths.has(route.template())
              ? (ObjectNode) paths.path(route.template())
              : paths.putObject(route.template());
      item.set(route.method().toLowerCase(Locale.ROOT), operation(route));
    }
    components(root.putObject("components"));
    return root;
  }

  private ObjectNode operation(Route route) {
    var operation = json.mapper().createObjectNode();
    operation.put("operationId", route.name()).put("summary", route.description());
    operation.putArray("tags").add(Paths.noun(route.name()));
    var parameters = operation.putArray("parameters");
    route.segments().stream()
        .filter(Paths::isParameter)
        .map(Paths::parameter)
        .forEach(name ->
            parameters
                .addObject()
                .put("name", name)
                .put("in", "path")
                .put("required", true)
                .putObject("schema")
                .put("type", "string"));
    var responses = operation.putObject("responses");
    switch (route.target()) {
      case Route.Target.Command(var spec) -> command(route, spec, operation, parameters, responses);
      case Route.Target.Query(var spec) -> query(route, spec, parameters, responses);
      case Route.Target.Fixed fixed -> fixed(fixed, operation, parameters, responses);
    }
    problem(responses, "default", "What went wrong");
    return operation;
  }

  private void command(
      Route route,
      CommandSpec spec,
      ObjectNode operation,
      ArrayNode parameters,
      ObjectNode responses) {
    header(
        parameters,
        "Idempotency-Key",
        "The command id: the same key twice has one effect and gives the first answer.");
    header(parameters, "If-Match", "The version the subject must be at, in quotes.");
    header(
        parameters,
        "Prefer",
        "return=minimal leaves the events out; wait=N waits up to N seconds for the views.");
    var body = operation.putObject("requestBody");
    body.put(
        "required",
        spec.fields().stream().anyMatch(field -> field.required() && !inPath(route, field)));
    ref(body.putObject("content").putObject(JSON).putObject("schema"), "command." + spec.name());
    var created = spec.shape() == Shape.CREATE;
    answer(responses, created ? "201" : "200", created ? "Created" : "Done", "command_answer");
    problem(responses, "400", "Malformed; every fault is named");
    problem(responses, "404", "Nothing is known under this id");
    problem(responses, "409", "Refused because of the subject's state");
    problem(responses, "412", "The version is another");
    problem(
        responses, "422", "Refused because of its content, or the key was used for something else");
  }

  private void query(Route route, QuerySpec spec, ArrayNode parameters, ObjectNode responses) {
    for (var field : spec.fields()) {
      if (!inPath(route, field)) {
        var parameter =
            parameters
                .addObject()
                .put("name", field.name())
                .put("in", "query")
                .put("required", field.required());
        if (field.type() instanceof FieldType.Many) {
          parameter.put("explode", true);
        }
        if (!field.description().isEmpty()) {
          parameter.put("description", field.description());
        }
        parameter.set("schema", schemas.field(field, true, 0));
      }
    }
    parameters
        .addObject()
        .put("name", "at-least")
        .put("in", "query")
        .put(
            "description", "Wait until the views have seen this position, to read your own writes.")
        .putObject("schema")
        .put("type", "integer");
    header(parameters, "If-None-Match", "Answers 304 when nothing has changed.");
    answer(responses, "200", "The answer", "answer." + spec.name());
    responses.putObject("304").put("description", "Not changed");
    problem(responses, "404", "There is none");
  }

  private void fixed(
      Route.Target.Fixed fixed, ObjectNode operation, ArrayNode parameters, ObjectNode responses) {
    for (var parameter : fixed.parameters()) {
      parameters
          .addObject()
          .put("name", parameter.name())
          .put("in", "query")
          .put("description", parameter.description())
          .putObject("schema")
          .put("type", "string");
    }
    if (fixed.open()) {
      operation.putArray("security");
    }
    switch (fixed.name()) {
      case "commands" -> {
        ref(
            operation
                .putObject("requestBody")
                .put("required", true)
                .putObject("content")
                .putObject(JSON)
                .putObject("schema"),
            "batch");
        answer(responses, "200", "All carried out", "batch_answer");
      }
      case "events.list", "streams.show" ->
          answer(responses, "200", "A page of events", "event_page");
      case "events.show" -> answer(responses, "200", "The event", "event");
      case "events.live" ->
          responses
              .putObject("200")
              .put("description", "id: position, event: type, data: CloudEvent")
              .putObject("content")
              .putObject("text/event-stream")
              .putObject("schema")
              .put("type", "string");
      case "imports.taskmaster" -> {
        operation
            .putObject("requestBody")
            .put("required", true)
            .putObject("content")
            .putObject(JSON)
            .putObject("schema");
        responses
            .putObject("200")
            .put("description", "Lines of JSON: progress, then result or problem")
            .putObject("content")
            .putObject("application/x-ndjson")
            .putObject("schema")
            .put("type", "string");
      }
      default -> responses.putObject("200").put("description", "The answer");
    }
  }

  private void components(ObjectNode components) {
    components
        .putObject("securitySchemes")
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer")
        .put(
            "description",
            "The text of the file 'token' in the data directory, or of a token made with 'daybook"
                + " token add'.");
    var all = components.putObject("schemas");
    OpenApiParts.add(all, json.mapper());
    for (var command : catalogue.commands()) {
      all.set(
          "command." + command.name(),
          schemas
              .input(
                  command.fields(),
                  field ->
                      !command.subject().equals(java.util.Optional.of(field))
                          && !within(command, field))
              .put("description", command.description()));
    }
    for (var query : catalogue.queries()) {
      all.set("answer." + query.name(), answer(query));
    }
    for (var event : catalogue.events()) {
      all.set(
          "event." + event.name(),
          schemas.output(event.fields()).put("description", event.description()));
    }
  }

  private ObjectNode answer(QuerySpec query) {
    var one = schemas.answer(query.answer());
    if (!query.listing()) {
      return one;
    }
    var list = json.mapper().createObjectNode().put("type", "object");
    var properties = list.putObject("properties");
    properties.putObject("items").put("type", "array").set("items", one);
    properties.putObject("next").putArray("type").add("string").add("null");
    list.putArray("required").add("items").add("next");
    return list;
  }

  private static boolean within(CommandSpec command, FieldSpec field) {
    return Paths.segments(Paths.of(command, false)).contains("{" + field.name() + "}");
  }

  private static boolean inPath(Route route, FieldSpec field) {
    return route.segments().contains("{" + field.name() + "}");
  }

  private static void header(ArrayNode parameters, String name, String description) {
    parameters
        .addObject()
        .put("name", name)
        .put("in", "header")
        .put("description", description)
        .putObject("schema")
        .put("type", "string");
  }

  private static void answer(
      ObjectNode responses, String status, String description, String schema) {
    ref(
        responses
            .putObject(status)
            .put("description", description)
            .putObject("content")
            .putObject(JSON)
            .putObject("schema"),
        schema);
  }

  private static void problem(ObjectNode responses, String status, String description) {
    ref(
        responses
            .putObject(status)
            .put("description", description)
            .putObject("content")
            .putObject("application/problem+json")
            .putObject("schema"),
        "problem");
  }

  private static void ref(ObjectNode schema, String name) {
    schema.put("$ref", "#/components/schemas/" + name);
  }
}
