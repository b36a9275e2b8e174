package dev.daybook.runtime.catalogue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * JSON from texts, as they stand in a query string or on a command line, and Java values from JSON.
 */
final class PlainValues {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private PlainValues() {}

  /**
   * The JSON that texts stand for in a field of this type; what does not fit stays text and is
   * found by binding.
   */
  static JsonNode fromText(FieldType type, List<String> texts) {
    var text = texts.getLast();
    return switch (type) {
      case FieldType.Many(var of, _) -> {
        var list = NODES.arrayNode();
        texts.stream()
            .flatMap(many -> Arrays.stream(many.split(",")))
            .filter(one -> !one.isEmpty())
            .forEach(one -> list.add(fromText(of, List.of(one))));
        yield list;
      }
      case FieldType.Whole _ -> {
        try {
          yield NODES.numberNode(Long.parseLong(text.strip()));
        } catch (NumberFormatException notWhole) {
          yield NODES.stringNode(text);
        }
      }
      case FieldType.Decimal _ -> {
        try {
          yield NODES.numberNode(new BigDecimal(text.strip()));
        } catch (NumberFormatException notNumber) {
          yield NODES.stringNode(text);
        }
      }
      case FieldType.Bool _ ->
          text.isEmpty() || text.equals("true")
              ? NODES.booleanNode(true)
              : text.equals("false") ? NODES.booleanNode(false) : NODES.stringNode(text);
      case FieldType.Text _,
          FieldType.Word _,
          FieldType.Parsed _,
          FieldType.Composite _,
          FieldType.Free _,
          FieldType.Anything _ ->
          NODES.stringNode(text);
    };
  }

  static @Nullable Object plain(JsonNode node) {
    if (node.isObject()) {
      var held = new LinkedHashMap<String, @Nullable Object>();
      node.properties().forEach(entry -> held.put(entry.getKey(), plain(entry.getValue())));
      return held;
    }
    if (node.isArray()) {
      var items = new ArrayList<@Nullable Object>();
      node.forEach(item -> items.add(plain(item)));
      return items;
    }
    if (node.isString()) {
      return node.stringValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return node.longValue();
    }
    return node.isNumber() ? node.decimalValue() : null;
  }

  static @Nullable Object empty(Class<?> type) {
    if (type == boolean.class) {
      return false;
    }
    if (type == int.class) {
      return 0;
    }
    if (type == long.class) {
      return 0L;
    }
    if (type == double.class) {
      return 0.0;
    }
    if (Set.class.isAssignableFrom(type)) {
      return Set.of();
    }
    if (Collection.class.isAssignableFrom(type)) {
      return List.of();
    }
    return Map.class.isAssignableFrom(type) ? Map.of() : null;
  }
}
