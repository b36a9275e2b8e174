package dev.daybook.doors.http;

import dev.daybook.runtime.Engine;
import dev.daybook.runtime.catalogue.Bound;
import dev.daybook.runtime.catalogue.CommandSpec;
import dev.daybook.runtime.catalogue.Fault;
import dev.daybook.runtime.command.CommandResult;
import dev.daybook.runtime.command.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Commands of the catalogue, one at a time or a batch: input to record, to the bus, result to
 * answer.
 */
final class CommandDoor {
  static final int MOST_COMMANDS = 1_000;

  private final Engine engine;
  private final Bodies bodies;
  private final Keys keys;
  private final CommandAnswers answers;

  CommandDoor(Engine engine, Bodies bodies, CommandAnswers answers) {
    this.engine = engine;
    this.bodies = bodies;
    this.answers = answers;
    this.keys = new Keys(engine.ids());
  }

  Route batch() {
    return new Route(
        "POST",
        "/api/commands",
        new Route.Target.Fixed(
            "commands",
            "Several commands as one append: all of them or none.",
            false,
            List.of(),
            this::all));
  }

  /** One command, at its own address. */
  Response one(CommandSpec spec, Request request, Map<String, String> path) {
    var faults = new ArrayList<Fault>();
    new EventFilter.Parameters(request, faults).only(List.of());
    var envelope = keys.envelope(request, faults);
    var expected = Keys.expected(request, faults);
    var body = bodies.object(request);
    path.forEach((name, value) -> {
      if (body.has(name)) {
        faults.add(
            new Fault(
                "/" + name,
                "'" + name + "' stands in the address already.",
                "no such field in the body"));
      }
      body.put(name, value);
    });
    var command = bind(spec, body, path.keySet(), "", faults);
    if (!faults.isEmpty() || command == null) {
      throw Problems.bad(faults);
    }
    var result = engine.commands().dispatch(envelope, command, expected);
    return answers.one(spec, request, done(result, false));
  }

  private Response all(Request request, Map<String, String> none) {
    var faults = new ArrayList<Fault>();
    new EventFilter.Parameters(request, faults).only(List.of());
    var envelope = keys.envelope(request, faults);
    if (request.headers().first("If-Match").isPresent()) {
      faults.add(
          new Fault(
              "If-Match", "A batch has no version of its own.", "expectedVersion in each command"));
    }
    var body = bodies.object(request);
    body.propertyNames().stream()
        .filter(name -> !name.equals("commands"))
        .forEach(name ->
            faults.add(new Fault("/" + name, "There is no field '" + name + "'.", "commands")));
    var list = body.path("commands");
    if (!list.isArray() || list.isEmpty() || list.size() > MOST_COMMANDS) {
      faults.add(
          new Fault(
              "/commands",
              "There is no list of commands that can be taken.",
              "a list of 1 to " + MOST_COMMANDS + " commands"));
      throw Problems.bad(faults);
    }
    var items = new ArrayList<Item>();
    for (var i = 0; i < list.size(); i++) {
      item(list.get(i), "/commands/" + i, items, faults);
    }
    if (!faults.isEmpty()) {
      throw Problems.bad(faults);
    }
    var result = engine.commands().dispatchAll(envelope, items);
    return answers.all(request, done(result, true));
  }

  private void item(JsonNode entry, String at, List<Item> items, List<Fault> faults) {
    if (!(entry instanceof ObjectNode object)) {
      faults.add(
          new Fault(
              at,
              "The entry is not an object.",
              "an object with command, payload and, if wanted, expectedVersion"));
      return;
    }
    object.propertyNames().stream()
        .filter(name -> !Set.of("command", "payload", "expectedVersion").contains(name))
        .forEach(name ->
            faults.add(
                new Fault(
                    at + "/" + name,
                    "There is no field '" + name + "'.",
                    "command, payload, expectedVersion")));
    var name = object.path("command").asString("");
    var spec = engine.catalogue().command(name);
    if (spec.isEmpty()) {
      faults.add(
          new Fault(
              at + "/command",
              "There is no command " + Problems.shown(name) + ".",
              "a command of /openapi.json"));
      return;
    }
    var version = object.path("expectedVersion");
    var wrong =
        !version.isMissingNode()
            && !version.isNull()
            && !(version.canConvertToLong() && version.asLong() >= 0);
    if (wrong) {
      faults.add(
          new Fault(
              at + "/expectedVersion",
              "The version cannot be used.",
              "a whole number of 0 or more"));
      return;
    }
    var payload = object.path("payload");
    var input = payload.isMissingNode() ? engine.json().mapper().createObjectNode() : payload;
    var command = bind(spec.get(), input, Set.of(), at + "/payload", faults);
    if (command != null) {
      var expected =
          version.isIntegralNumber() ? new dev.daybook.kernel.log.Version(version.asLong()) : null;
      items.add(new Item(command, expected));
    }
  }

  /** The record; null and faults where the input is none. An unknown id in the address is a 404. */
  private @Nullable Object bind(
      CommandSpec spec, JsonNode input, Set<String> inPath, String at, List<Fault> faults) {
    return switch (engine.binder().bind(spec.type(), spec.fields(), input)) {
      case Bound.Ok<?>(var command) -> command;
      case Bound.Faulty<?>(var found) -> {
        unknownSubject(found, inPath);
        found.forEach(fault ->
            faults.add(new Fault(at + fault.pointer(), fault.message(), fault.expected())));
        yield null;
      }
    };
  }

  /** Ends the request with 404 when the address names something that is not there. */
  static void unknownSubject(List<Fault> found, Set<String> inPath) {
    for (var fault : found) {
      var name = fault.pointer().isEmpty() ? "" : fault.pointer().substring(1);
      if (inPath.contains(name)) {
        throw Problems.of(
            Problem.Kind.NOT_FOUND,
            name + "_not_found",
            fault.message() + " Expected: " + fault.expected() + ".");
      }
    }
  }

  private CommandResult.Done done(CommandResult result, boolean batch) {
    return switch (result) {
      case CommandResult.Done done -> done;
      case CommandResult.Rejected(var index, var why) ->
          throw Problems.rejected(why, batch ? "/commands/" + index : "");
      case CommandResult.Invalid(var index, var faults) -> {
        var at = batch ? "/commands/" + index + "/payload" : "";
        throw Problems.bad(
            faults.stream()
                .map(fault -> new Fault(at + fault.pointer(), fault.message(), fault.expected()))
                .toList());
      }
      case CommandResult.Conflicted conflict -> throw conflicted(conflict, batch);
      case CommandResult.KeyReused(var id) ->
          throw Problems.of(
              Problem.Kind.NOT_ACCEPTED,
              "key_reused",
              "The command id "
                  + id
                  + " was used for another request. Take a new Idempotency-Key.");
    };
  }

  private static Refusal conflicted(CommandResult.Conflicted conflict, boolean batch) {
    var facts = new java.util.LinkedHashMap<String, Object>();
    facts.put("stream", conflict.stream().toString());
    facts.put("currentVersion", conflict.actual().value());
    if (conflict.expected() != null) {
      facts.put("expectedVersion", conflict.expected().value());
    }
    if (conflict.changedBy() != null) {
      facts.put("changedBy", conflict.changedBy().toString());
    }
    if (conflict.changedAt() != null) {
      facts.put("changedAt", conflict.changedAt().toString());
    }
    var detail =
        conflict.expected() == null
            ? "Others kept changing the same things. Nothing was written. Send it again."
            : "The version is "
                + conflict.actual()
                + ", not "
                + conflict.expected()
                + ". Read it again and decide anew.";
    var errors =
        batch
            ? List.of(
                new Fault(
                    "/commands/" + conflict.index(),
                    detail,
                    "expectedVersion " + conflict.actual()))
            : List.<Fault>of();
    var code = conflict.expected() == null ? "writers_collided" : "version_conflict";
    var headers =
        batch ? Map.<String, String>of() : Map.of("ETag", "\"" + conflict.actual() + "\"");
    return new Refusal(new Problem(Problem.Kind.CONFLICT, code, detail, errors, facts), headers);
  }
}
