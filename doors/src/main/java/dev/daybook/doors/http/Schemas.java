package dev.daybook.doors.http;

import dev.daybook.runtime.catalogue.Catalogue;
import dev.daybook.runtime.catalogue.FieldSpec;
import dev.daybook.runtime.catalogue.FieldType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON Schemas (2020-12) of the catalogue's records. */
final class Schemas {
  private static final int DEEPEST = 8;

  private final JsonMapper mapper;

  Schemas(JsonMapper mapper) {
    this.mapper = mapper;
  }

  /** What goes in: nothing but these fields. */
  ObjectNode input(List<FieldSpec> fields, Predicate<FieldSpec> taken) {
    var schema = object(fields.stream().filter(taken).toList(), true, 0);
    schema.put("additionalProperties", false);
    return schema;
  }

  /** What comes out: further fields may be added. */
  ObjectNode output(List<FieldSpec> fields) {
    return object(fields, false, 0);
  }

  /** The answer of a query. */
  ObjectNode answer(Class<?> type) {
    return type.isRecord() ? output(Catalogue.fields(type)) : mapper.createObjectNode();
  }

  private ObjectNode object(List<FieldSpec> fields, boolean input, int depth) {
    var schema = mapper.createObjectNode();
    schema.put("type", "object");
    var properties = schema.putObject("properties");
    fields.forEach(field -> properties.set(field.name(), field(field, input, depth)));
    var required = fields.stream().filter(FieldSpec::required).map(FieldSpec::name).toList();
    if (!required.isEmpty()) {
      required.forEach(schema.putArray("required")::add);
    }
    return schema;
  }

  ObjectNode field(FieldSpec field, boolean input, int depth) {
    var schema = type(field, field.type(), input, depth);
    if (field.patch() && schema.path("type").isString()) {
      var kind = schema.path("type").stringValue();
      schema.putArray("type").add(kind).add("null");
      if (schema.has("enum")) {
        ((tools.jackson.databind.node.ArrayNode) schema.path("enum")).addNull();
      }
    }
    if (!field.description().isEmpty()) {
      schema.put("description", field.description());
    }
    return schema;
  }

  private ObjectNode type(FieldSpec field, FieldType type, boolean input, int depth) {
    var schema = mapper.createObjectNode();
    switch (type) {
      case FieldType.Text() -> text(field, input, schema);
      case FieldType.Whole(var bits) ->
          bounds(field, input, schema.put("type", "integer").put("format", "int" + bits));
      case FieldType.Decimal() -> bounds(field, input, schema.put("type", "number"));
      case FieldType.Bool() -> schema.put("type", "boolean");
      case FieldType.Word(_, var words) ->
          words.forEach(schema.put("type", "string").putArray("enum")::add);
      case FieldType.Parsed(var parsed, var format) -> parsed(parsed, format, schema);
      case FieldType.Many(var of, var distinct) -> {
        schema.put("type", "array");
        if (input) {
          schema.put("maxItems", field.max());
        }
        if (distinct) {
          schema.put("uniqueItems", true);
        }
        schema.set("items", type(field, of, input, depth + 1));
      }
      case FieldType.Composite(var record, var fields) -> {
        if (depth >= DEEPEST) {
          schema.put("type", "object").put("title", record.getSimpleName());
        } else {
          schema.setAll(object(fields, input, depth + 1));
        }
      }
      case FieldType.Free(var of) -> {
        schema.put("type", "object");
        schema.set("additionalProperties", type(field, of, input, depth + 1));
      }
      case FieldType.Anything() -> schema.put("title", "any JSON");
    }
    return schema;
  }

  private static void text(FieldSpec field, boolean input, ObjectNode schema) {
    schema.put("type", "string");
    if (input) {
      var many = field.type() instanceof FieldType.Many;
      schema.put("maxLength", many ? field.each() : field.max());
      if (!many && field.min() > 0) {
        schema.put("minLength", field.min());
      }
      if (!field.pattern().isEmpty()) {
        schema.put("pattern", "^(?:" + field.pattern() + ")$");
      }
    }
  }

  private static void bounds(FieldSpec field, boolean input, ObjectNode schema) {
    if (input && field.min() != Long.MIN_VALUE) {
      schema.put("minimum", field.min());
    }
    if (input && field.max() < Integer.MAX_VALUE) {
      schema.put("maximum", field.max());
    }
  }

  private static void parsed(Class<?> type, String format, ObjectNode schema) {
    schema.put("type", "string");
    if (type == Instant.class) {
      schema.put("format", "date-time");
    } else if (type == LocalDate.class) {
      schema.put("format", "date");
    } else if (type == Duration.class) {
      schema.put("format", "duration");
    } else {
      schema.put("title", format);
    }
  }
}
