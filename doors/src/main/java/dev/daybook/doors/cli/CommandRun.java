package dev.daybook.doors.cli;

import dev.daybook.runtime.catalogue.CommandSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Carries out one command of the catalogue. */
final class CommandRun extends DerivedRun {
  private final CommandSpec command;

  CommandRun(CommandSpec command, Supplier<Session> session) {
    super(session);
    this.command = command;
  }

  @Override
  public Integer call() {
    var session = session();
    var subject = command.subject().orElse(null);
    var address = address(session.program().catalogue(), command.name(), command.fields(), subject);
    var body = body(session, address);
    var headers = headers();
    return session.connected((connection, output) -> {
      var method = method();
      var answer =
          connection.send(
              method, address.path(), headers, session.codec().mapper().writeValueAsBytes(body));
      return output.show(answer, done -> output.out().println(sentence(done)));
    });
  }

  private String method() {
    return switch (command.shape()) {
      case CREATE, ACT -> "POST";
      case UPDATE -> "PATCH";
      case DELETE -> "DELETE";
    };
  }

  private ObjectNode body(Session session, Address address) {
    var mapper = session.codec().mapper();
    var body = mapper.createObjectNode();
    var input = parsed().matchedOptionValue("--input", "");
    if (!input.isEmpty()) {
      try {
        if (mapper.readTree(input) instanceof ObjectNode given) {
          body.setAll(given);
        } else {
          throw wrong("--input takes a JSON object");
        }
      } catch (JacksonException notJson) {
        throw notJson("--input", notJson);
      }
    }
    for (var field : command.fields()) {
      var texts =
          CatalogueCommands.texts(
              parsed(), field, command.subject().filter(field::equals).isPresent());
      if (!texts.isEmpty() && !address.used().contains(field.name())) {
        body.set(field.name(), value(field, texts, session.codec()));
      }
    }
    for (var cleared : this.<List<String>>option("--clear", List.of())) {
      var field =
          command.fields().stream()
              .filter(one ->
                  one.patch()
                      && CatalogueCommands.kebab(one.name())
                          .equals(CatalogueCommands.kebab(cleared)))
              .findFirst()
              .orElseThrow(() ->
                  wrong(
                      "--clear "
                          + cleared
                          + ": there is no field of that name that can be cleared"));
      body.putNull(field.name());
    }
    return body;
  }

  private <T> T option(String name, T otherwise) {
    return parsed().commandSpec().findOption(name) == null
        ? otherwise
        : parsed().matchedOptionValue(name, otherwise);
  }

  private Map<String, String> headers() {
    var headers = new HashMap<String, String>();
    headers.put("Content-Type", "application/json");
    var version = parsed().<Long>matchedOptionValue("--if-version", null);
    if (version != null) {
      headers.put("If-Match", "\"" + version + "\"");
    }
    var key = parsed().<String>matchedOptionValue("--idempotency-key", null);
    if (key != null) {
      headers.put("Idempotency-Key", key);
    }
    return headers;
  }

  private String sentence(JsonNode done) {
    var typed =
        command.subject().map(field -> CatalogueCommands.texts(parsed(), field, true).getLast());
    var subject = done.path("ref").asString(typed.orElse(done.path("id").asString("")));
    var what =
        done.path("changed").asBoolean(true)
            ? command.name().replace('.', ' ').replace('_', ' ') + " done"
            : "already so";
    return Tables.clean(
        subject
            + ": "
            + what
            + (done.path("repeated").asBoolean(false) ? " before (this is its first answer)" : "")
            + ", version "
            + done.path("version").asString("")
            + ", position "
            + done.path("position").asString(""));
  }
}
