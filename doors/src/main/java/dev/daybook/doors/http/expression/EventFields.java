package dev.daybook.doors.http.expression;

import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.RecordedEvent;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The fields of one event by name: those of the envelope, and {@code data.…} and {@code
 * metadata.…}.
 */
public final class EventFields implements Function<String, JsonNode> {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> ENVELOPE =
      List.of(
          "id",
          "type",
          "version",
          "stream",
          "category",
          "subject",
          "position",
          "streamversion",
          "time",
          "actor",
          "correlation",
          "causation",
          "source",
          "tags");

  private final RecordedEvent event;
  private final JsonMapper mapper;
  private @Nullable JsonNode data;
  private @Nullable JsonNode metadata;

  public EventFields(RecordedEvent event, JsonMapper mapper) {
    this.event = event;
    this.mapper = mapper;
  }

  static boolean known(String field) {
    return ENVELOPE.contains(field) || field.startsWith("data.") || field.startsWith("metadata.");
  }

  static String names() {
    return String.join(", ", ENVELOPE) + ", data.…, metadata.…";
  }

  @Override
  public JsonNode apply(String field) {
    var who = event.provenance();
    return switch (field) {
      case "id" -> text(event.id().toString());
      case "type" -> text(event.type().name());
      case "version" -> NODES.numberNode(event.type().version());
      case "stream" -> text(event.stream().toString());
      case "category" -> text(event.stream().category());
      case "subject" -> text(event.stream().id());
      case "position" -> NODES.numberNode(event.position().value());
      case "streamversion" -> NODES.numberNode(event.version().value());
      case "time" -> text(event.time().toString());
      case "actor" -> text(who.actor().toString());
      case "correlation" -> text(who.correlation());
      case "causation" -> who.causation() == null ? NODES.nullNode() : text(who.causation());
      case "source" -> text(who.source());
      case "tags" -> {
        var tags = NODES.arrayNode();
        event.tags().forEach(tag -> tags.add(tag.text()));
        yield tags;
      }
      default ->
          field.startsWith("data.")
              ? at(data(), field.substring(5))
              : at(metadata(), field.substring(9));
    };
  }

  private static JsonNode at(JsonNode root, String path) {
    var node = root;
    for (var name : path.split("\\.", -1)) {
      node = node.path(name);
    }
    return node;
  }

  private JsonNode data() {
    if (data == null) {
      data = parsed(event.data());
    }
    return data;
  }

  private JsonNode metadata() {
    if (metadata == null) {
      metadata = parsed(event.metadata());
    }
    return metadata;
  }

  private JsonNode parsed(JsonBytes json) {
    try {
      return mapper.readTree(json.utf8());
    } catch (JacksonException _) {
      return NODES.missingNode();
    }
  }

  private static JsonNode text(String text) {
    return NODES.stringNode(text);
  }
}
