package dev.daybook.doors.http;

import dev.daybook.runtime.codec.JsonCodec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Reads bodies of requests. */
final class Bodies {
  private final JsonCodec json;
  private final int most;

  Bodies(JsonCodec json, int most) {
    this.json = json;
    this.most = most;
  }

  /**
   * The JSON object of a request; an empty body is the empty object.
   *
   * @throws Refusal 400, 413 or 415
   */
  ObjectNode object(Request request) {
    var bytes = request.bytes(most);
    if (bytes.length == 0) {
      return json.mapper().createObjectNode();
    }
    var type = request.headers().first("Content-Type").orElse("application/json");
    if (!jsonType(type)) {
      throw Problems.mediaType("application/json");
    }
    try {
      var body = json.mapper().readTree(bytes);
      if (body instanceof ObjectNode object) {
        return object;
      }
      throw Problems.bad("", "The body is not an object.", "one JSON object");
    } catch (JacksonException failed) {
      throw Problems.json(failed);
    }
  }

  private static boolean jsonType(String header) {
    var parts = header.split(";", 2);
    var type = parts[0].strip().toLowerCase(java.util.Locale.ROOT);
    var parameters =
        parts.length < 2 ? "" : parts[1].toLowerCase(java.util.Locale.ROOT).replace("\"", "");
    var readable = !parameters.contains("charset=") || parameters.contains("charset=utf-8");
    return readable
        && (type.equals("application/json") || type.equals("application/merge-patch+json"));
  }
}
