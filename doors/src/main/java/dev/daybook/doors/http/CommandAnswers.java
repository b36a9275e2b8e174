package dev.daybook.doors.http;

import dev.daybook.kernel.catalogue.Shape;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.runtime.Engine;
import dev.daybook.runtime.catalogue.CommandSpec;
import dev.daybook.runtime.command.CommandResult;
import dev.daybook.runtime.command.Outcome;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;

/** Answers to commands that were carried out. */
final class CommandAnswers {
  private static final Duration MOST_WAIT = Duration.ofSeconds(10);
  private static final Pattern WAIT = Pattern.compile("wait=\"?([0-9]{1,4})\"?");

  private final Engine engine;
  private final CloudEvents events;

  CommandAnswers(Engine engine, CloudEvents events) {
    this.engine = engine;
    this.events = events;
  }

  Response one(CommandSpec spec, Request request, CommandResult.Done done) {
    var preferences = preferences(request);
    await(preferences, done);
    var outcome = merged(done.outcomes());
    var minimal = minimal(preferences);
    var out = new ByteArrayOutputStream();
    try (var json = engine.json().mapper().createGenerator(out)) {
      json.writeStartObject();
      head(outcome, json);
      json.writeNumberProperty("position", done.position().value());
      json.writeBooleanProperty("changed", outcome.changed());
      json.writeBooleanProperty("repeated", done.repeated());
      events(outcome, minimal, json);
      json.writeEndObject();
    }
    var creates = spec.shape() == Shape.CREATE;
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", "application/json");
    headers.put("ETag", "\"" + outcome.version() + "\"");
    headers.put("Daybook-Position", done.position().toString());
    if (creates) {
      headers.put("Location", location(spec, request, outcome));
    }
    if (minimal) {
      headers.put("Preference-Applied", "return=minimal");
    }
    return new Response(creates ? 201 : 200, headers, new Response.Body.Whole(out.toByteArray()));
  }

  Response all(Request request, CommandResult.Done done) {
    var preferences = preferences(request);
    await(preferences, done);
    var minimal = minimal(preferences);
    var out = new ByteArrayOutputStream();
    try (var json = engine.json().mapper().createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberProperty("position", done.position().value());
      json.writeBooleanProperty("repeated", done.repeated());
      json.writeArrayPropertyStart("results");
      for (var outcome : done.outcomes()) {
        json.writeStartObject();
        json.writeNumberProperty("index", outcome.index());
        head(outcome, json);
        json.writeBooleanProperty("changed", outcome.changed());
        events(outcome, minimal, json);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return Response.of(200, "application/json", out.toByteArray())
        .with("Daybook-Position", done.position().toString());
  }

  /**
   * A command that acts on several streams is told by the first of them, with the events of all.
   */
  private static Outcome merged(List<Outcome> outcomes) {
    var first = outcomes.getFirst();
    return outcomes.size() == 1
        ? first
        : new Outcome(
            first.index(),
            first.stream(),
            first.version(),
            outcomes.stream().flatMap(outcome -> outcome.events().stream()).toList());
  }

  private static void head(Outcome outcome, JsonGenerator json) {
    json.writeStringProperty("stream", outcome.stream().toString());
    json.writeStringProperty("id", outcome.stream().id());
    reference(outcome).ifPresent(reference -> json.writeStringProperty("ref", reference));
    json.writeNumberProperty("version", outcome.version().value());
  }

  /** The short reference that a creating event carries as a tag. */
  private static Optional<String> reference(Outcome outcome) {
    for (var event : outcome.events()) {
      for (var tag : event.tags()) {
        if (tag.key().equals("ref") && event.stream().equals(outcome.stream())) {
          return Optional.of(tag.value());
        }
      }
    }
    return Optional.empty();
  }

  private void events(Outcome outcome, boolean minimal, JsonGenerator json) {
    if (!minimal) {
      json.writeArrayPropertyStart("events");
      outcome.events().forEach(event -> events.write(event, json));
      json.writeEndArray();
    }
  }

  /** Where the new thing is found: under the address it was sent to. */
  private String location(CommandSpec spec, Request request, Outcome outcome) {
    var noun = Paths.noun(spec.name());
    var id =
        spec.aggregate().category().equals(noun)
            ? outcome.stream().id()
            : outcome.events().stream().findFirst().flatMap(event -> part(event, noun)).orElse("");
    if (id.isEmpty()) {
      return "/api/streams/" + QueryText.encode(outcome.stream().toString());
    }
    var collection = "/" + Paths.collection(noun);
    var at = request.path().indexOf(collection);
    var base =
        spec.aggregate().category().equals(noun) || at < 0
            ? "/api" + collection
            : request.path().substring(0, at + collection.length());
    return base + "/" + QueryText.encode(id);
  }

  private Optional<String> part(RecordedEvent event, String noun) {
    var id = engine.json().mapper().readTree(event.data().utf8()).path(noun);
    return id.isString() ? Optional.of(id.stringValue()) : Optional.empty();
  }

  /** Waits for the views where the caller prefers to. */
  private void await(List<String> preferences, CommandResult.Done done) {
    for (var preference : preferences) {
      var wait = WAIT.matcher(preference);
      if (wait.matches()) {
        var asked = Duration.ofSeconds(Long.parseLong(wait.group(1)));
        engine
            .projections()
            .await(done.position(), asked.compareTo(MOST_WAIT) > 0 ? MOST_WAIT : asked);
        return;
      }
    }
  }

  private static boolean minimal(List<String> preferences) {
    return preferences.contains("return=minimal");
  }

  private static List<String> preferences(Request request) {
    var headers = request.headers().all("Prefer");
    return headers.isEmpty()
        ? List.of()
        : headers.stream()
            .flatMap(header -> Arrays.stream(header.split("[,;]")))
            .map(preference -> preference.strip().toLowerCase(Locale.ROOT))
            .toList();
  }
}
