package dev.daybook.doors.http;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The schemas that belong to the door itself. */
final class OpenApiParts {
  private static final String PARTS =
      """
      {
        "problem": {
          "type": "object",
          "description": "RFC 9457. A refusal of the domain adds its facts, such as allowedMoves, cycle or openDependencies; a conflict currentVersion, changedBy and changedAt.",
          "required": ["type", "title", "status", "detail", "instance", "code", "traceId", "errors"],
          "properties": {
            "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
            "detail": {"type": "string"}, "instance": {"type": "string"}, "code": {"type": "string"},
            "traceId": {"type": "string"},
            "errors": {"type": "array", "items": {
              "type": "object", "required": ["pointer", "message", "expected"],
              "properties": {"pointer": {"type": "string"}, "message": {"type": "string"}, "expected": {"type": "string"}}}},
            "currentVersion": {"type": "integer"}, "expectedVersion": {"type": "integer"},
            "changedBy": {"type": "string"}, "changedAt": {"type": "string", "format": "date-time"}
          }
        },
        "event": {
          "type": "object",
          "description": "CloudEvents 1.0. The schema of data is event.<type without dev.daybook.>.",
          "required": ["specversion", "id", "source", "type", "subject", "time", "datacontenttype", "sequence", "stream", "streamversion", "actor", "correlationid", "hash", "data", "metadata"],
          "properties": {
            "specversion": {"const": "1.0"}, "id": {"type": "string", "format": "uuid"}, "source": {"type": "string"},
            "type": {"type": "string"}, "subject": {"type": "string"}, "time": {"type": "string", "format": "date-time"},
            "datacontenttype": {"const": "application/json"},
            "sequence": {"type": "string", "description": "position in the log"},
            "stream": {"type": "string"}, "streamversion": {"type": "string"}, "actor": {"type": "string"},
            "correlationid": {"type": "string"}, "causationid": {"type": "string"},
            "tags": {"type": "array", "items": {"type": "string"}},
            "hash": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "data": {"type": "object"}, "metadata": {"type": "object"}
          }
        },
        "event_page": {
          "type": "object", "required": ["items", "next", "looked"],
          "properties": {
            "items": {"type": "array", "items": {"$ref": "#/components/schemas/event"}},
            "next": {"type": ["string", "null"], "description": "hand in as after for the page that follows"},
            "looked": {"type": "integer", "description": "events this page looked at"}
          }
        },
        "command_answer": {
          "type": "object", "required": ["stream", "id", "version", "position", "changed", "repeated"],
          "properties": {
            "stream": {"type": "string"}, "id": {"type": "string"}, "ref": {"type": "string"},
            "version": {"type": "integer"}, "position": {"type": "integer"},
            "changed": {"type": "boolean", "description": "false: it was so already"},
            "repeated": {"type": "boolean", "description": "true: this key was carried out before"},
            "events": {"type": "array", "items": {"$ref": "#/components/schemas/event"}}
          }
        },
        "batch": {
          "type": "object", "additionalProperties": false, "required": ["commands"],
          "properties": {"commands": {"type": "array", "minItems": 1, "maxItems": 1000, "items": {
            "type": "object", "additionalProperties": false, "required": ["command"],
            "properties": {
              "command": {"type": "string", "description": "name of a command, such as task.start"},
              "payload": {"type": "object", "description": "all fields of the command, also those that stand in its address"},
              "expectedVersion": {"type": ["integer", "null"], "minimum": 0}}}}}
        },
        "batch_answer": {
          "type": "object", "required": ["position", "repeated", "results"],
          "properties": {
            "position": {"type": "integer"}, "repeated": {"type": "boolean"},
            "results": {"type": "array", "items": {
              "type": "object", "required": ["index", "stream", "id", "version", "changed"],
              "properties": {
                "index": {"type": "integer"}, "stream": {"type": "string"}, "id": {"type": "string"},
                "ref": {"type": "string"}, "version": {"type": "integer"}, "changed": {"type": "boolean"},
                "events": {"type": "array", "items": {"$ref": "#/components/schemas/event"}}}}}
          }
        }
      }
      """;

  private OpenApiParts() {}

  static void add(ObjectNode schemas, JsonMapper mapper) {
    schemas.setAll((ObjectNode) mapper.readTree(PARTS));
  }
}
