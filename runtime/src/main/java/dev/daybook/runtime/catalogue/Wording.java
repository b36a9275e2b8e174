package dev.daybook.runtime.catalogue;

import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** How faults of input are said. */
final class Wording {
  private Wording() {}

  static void wrong(
      FieldSpec field, FieldType type, JsonNode node, String pointer, List<Fault> faults) {
    faults.add(new Fault(pointer, "The value is " + kind(node) + ".", expected(field, type)));
  }

  /** What a field of this type takes, in words. */
  static String expected(FieldSpec field, FieldType type) {
    return switch (type) {
      case FieldType.Text _ ->
          "text of "
              + (field.min() > 0 ? field.min() + " to " : "at most ")
              + field.max()
              + " characters";
      case FieldType.Whole _ -> "a whole number" + bounds(field);
      case FieldType.Decimal _ -> "a number" + bounds(field);
      case FieldType.Bool _ -> "true or false";
      case FieldType.Word(_, var words) -> "one of " + String.join(", ", words);
      case FieldType.Parsed(_, var format) -> format;
      case FieldType.Many(var of, _) -> "a list, each item " + expected(field, of);
      case FieldType.Composite(_, var fields) ->
          "an object with "
              + fields.stream().map(FieldSpec::name).collect(Collectors.joining(", "));
      case FieldType.Free _ -> "an object";
      case FieldType.Anything _ -> "any JSON";
    };
  }

  private static String bounds(FieldSpec field) {
    return (field.min() == Long.MIN_VALUE ? "" : " of at least " + field.min())
        + (field.max() >= Integer.MAX_VALUE
            ? ""
            : (field.min() == Long.MIN_VALUE ? " of" : ",") + " at most " + field.max());
  }

  static String kind(JsonNode node) {
    if (node.isObject()) {
      return "an object";
    }
    if (node.isArray()) {
      return "a list";
    }
    if (node.isString()) {
      return "a text";
    }
    if (node.isBoolean()) {
      return "true or false";
    }
    return node.isNumber() ? "a number" : "null";
  }

  static String cut(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  static String escape(String name) {
    return cut(name).replace("~", "~0").replace("/", "~1");
  }
}
