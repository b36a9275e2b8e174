package dev.daybook.runtime.catalogue;

import dev.daybook.kernel.Id;
import dev.daybook.kernel.catalogue.Patch;
import dev.daybook.runtime.codec.TextValues;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns input into the records of the catalogue and checks it against what they declare. It finds
 * all faults at once: unknown, missing and doubled fields, wrong types, everything too long, too
 * many or out of bounds, unknown references.
 */
public final class Binder {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final IdResolver ids;

  public Binder(IdResolver ids) {
    this.ids = ids;
  }

  /** Binds a JSON object. */
  public <T> Bound<T> bind(Class<T> type, JsonNode input) {
    return bind(type, Fields.of(type), input);
  }

  /** Binds with fields read before; see {@link CommandSpec#fields()}. */
  public <T> Bound<T> bind(Class<T> type, List<FieldSpec> fields, JsonNode input) {
    var faults = new ArrayList<Fault>();
    if (!input.isObject()) {
      faults.add(new Fault("", "The input is " + kind(input) + ".", "a JSON object"));
      return new Bound.Faulty<>(faults);
    }
    var value = composite(type, fields, input, "", faults);
    return faults.isEmpty() && value != null
        ? new Bound.Ok<>(type.cast(value))
        : new Bound.Faulty<>(faults);
  }

  /**
   * Binds texts, as they stand in a query string or on a command line: numbers, booleans and words
   * are read from their text; a list is a repeated field or one text divided by commas.
   */
  public <T> Bound<T> bindText(Class<T> type, Map<String, List<String>> input) {
    var fields = Fields.of(type);
    var object = NODES.objectNode();
    input.forEach((name, texts) ->
        object.set(
            name,
            fields.stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .map(field -> fromText(field.type(), texts))
                .orElseGet(() -> NODES.stringNode(texts.getFirst()))));
    return bind(type, fields, object);
  }

  /**
   * The JSON that texts stand for in a field of this type; what does not fit stays text and is
   * found by binding.
   */
  public static JsonNode fromText(FieldType type, List<String> texts) {
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

  private @Nullable Object composite(
      Class<?> type, List<FieldSpec> fields, JsonNode input, String pointer, List<Fault> faults) {
    var before = faults.size();
    unknown(fields, (ObjectNode) input, pointer, faults);
    var components = type.getRecordComponents();
    var arguments = new @Nullable Object[components.length];
    for (var i = 0; i < components.length; i++) {
      var field = fields.get(i);
      arguments[i] =
          component(
              field,
              components[i],
              input.get(field.name()),
              pointer + "/" + escape(field.name()),
              faults);
    }
    return faults.size() == before ? construct(type, components, arguments, pointer, faults) : null;
  }

  private static void unknown(
      List<FieldSpec> fields, ObjectNode input, String pointer, List<Fault> faults) {
    var known = fields.stream().map(FieldSpec::name).toList();
    for (var name : input.propertyNames()) {
      if (!known.contains(name)) {
        faults.add(
            new Fault(
                pointer + "/" + escape(name),
                "There is no field '" + cut(name) + "'.",
                known.isEmpty() ? "no field at all" : "one of " + String.join(", ", known)));
      }
    }
  }

  private @Nullable Object component(
      FieldSpec field,
      RecordComponent component,
      @Nullable JsonNode node,
      String pointer,
      List<Fault> faults) {
    if (field.patch()) {
      if (node == null) {
        return Patch.keep();
      }
      return Patch.set(node.isNull() ? null : value(field, field.type(), node, pointer, faults));
    }
    if (node == null || node.isNull()) {
      if (field.required()) {
        faults.add(
            new Fault(
                pointer, "'" + field.name() + "' is missing.", expected(field, field.type())));
      }
      return empty(component.getType());
    }
    return value(field, field.type(), node, pointer, faults);
  }

  private static @Nullable Object empty(Class<?> type) {
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
    if (java.util.Set.class.isAssignableFrom(type)) {
      return java.util.Set.of();
    }
    if (java.util.Collection.class.isAssignableFrom(type)) {
      return List.of();
    }
    return Map.class.isAssignableFrom(type) ? Map.of() : null;
  }

  private @Nullable Object value(
      FieldSpec field, FieldType type, JsonNode node, String pointer, List<Fault> faults) {
    return switch (type) {
      case FieldType.Text _ -> text(field, node, pointer, faults);
      case FieldType.Whole(var bits) -> whole(field, bits, node, pointer, faults);
      case FieldType.Decimal _ -> decimal(field, node, pointer, faults);
      case FieldType.Bool _ -> {
        if (!node.isBoolean()) {
          wrong(field, type, node, pointer, faults);
          yield null;
        }
        yield node.booleanValue();
      }
      case FieldType.Word(var enumeration, _) ->
          parsed(field, type, enumeration, node, pointer, faults);
      case FieldType.Parsed(var parsed, _) -> parsed(field, type, parsed, node, pointer, faults);
      case FieldType.Many(var of, var distinct) -> many(field, of, distinct, node, pointer, faults);
      case FieldType.Composite(var record, var fields) -> {
        if (!node.isObject()) {
          wrong(field, type, node, pointer, faults);
          yield null;
        }
        yield composite(record, fields, node, pointer, faults);
      }
      case FieldType.Free(var of) -> free(field, of, node, pointer, faults);
      case FieldType.Anything _ -> plain(node);
    };
  }

  private @Nullable Object text(
      FieldSpec field, JsonNode node, String pointer, List<Fault> faults) {
    if (!node.isString()) {
      wrong(field, new FieldType.Text(), node, pointer, faults);
      return null;
    }
    var text = node.stringValue();
    var most = field.type() instanceof FieldType.Many ? field.each() : field.max();
    var least = field.type() instanceof FieldType.Many ? 0 : field.min();
    if (text.length() > most) {
      faults.add(
          new Fault(
              pointer,
              "The text has " + text.length() + " characters.",
              "at most " + most + " characters"));
    } else if (text.length() < least || (least > 0 && text.isBlank())) {
      faults.add(
          new Fault(
              pointer,
              "The text is too short.",
              "at least " + least + " characters that are not blank"));
    } else if (!field.pattern().isEmpty() && !Pattern.matches(field.pattern(), text)) {
      faults.add(
          new Fault(
              pointer,
              "'" + cut(text) + "' has the wrong form.",
              "text that matches " + field.pattern()));
    } else if (text.indexOf('\0') >= 0) {
      faults.add(new Fault(pointer, "The text holds a NUL character.", "text without NUL"));
    } else if (unpaired(text)) {
      faults.add(
          new Fault(pointer, "The text holds half a surrogate pair.", "well-formed Unicode"));
    }
    return text;
  }

  private static boolean unpaired(String text) {
    return !java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private @Nullable Object whole(
      FieldSpec field, int bits, JsonNode node, String pointer, List<Fault> faults) {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      wrong(field, new FieldType.Whole(bits), node, pointer, faults);
      return null;
    }
    var number = node.longValue();
    if (number < field.min() || number > field.max()) {
      faults.add(
          new Fault(
              pointer, number + " is out of bounds.", expected(field, new FieldType.Whole(bits))));
      return null;
    }
    if (bits == 32) {
      return Math.toIntExact(number);
    }
    return number;
  }

  private @Nullable Object decimal(
      FieldSpec field, JsonNode node, String pointer, List<Fault> faults) {
    if (!node.isNumber()) {
      wrong(field, new FieldType.Decimal(), node, pointer, faults);
      return null;
    }
    var number = node.doubleValue();
    if (!Double.isFinite(number) || number < field.min() || number > field.max()) {
      faults.add(
          new Fault(
              pointer, "The number is out of bounds.", expected(field, new FieldType.Decimal())));
      return null;
    }
    return number;
  }

  private @Nullable Object parsed(
      FieldSpec field,
      FieldType type,
      Class<?> target,
      JsonNode node,
      String pointer,
      List<Fault> faults) {
    if (!node.isString()) {
      wrong(field, type, node, pointer, faults);
      return null;
    }
    var text = node.stringValue();
    if (Id.class.isAssignableFrom(target)) {
      var id = ids.resolve(target, text);
      if (id.isEmpty()) {
        faults.add(
            new Fault(
                pointer,
                "Nothing is known as '" + cut(text) + "'.",
                "an existing " + expected(field, type)));
      }
      return id.orElse(null);
    }
    try {
      if (target == Instant.class) {
        return Instant.parse(text);
      }
      if (target == LocalDate.class) {
        return LocalDate.parse(text);
      }
      if (target == Duration.class) {
        return Duration.parse(text);
      }
      return TextValues.reader(target).orElseThrow().apply(text);
    } catch (IllegalArgumentException | DateTimeException refused) {
      faults.add(new Fault(pointer, "'" + cut(text) + "' cannot be read.", expected(field, type)));
      return null;
    }
  }

  private @Nullable Object many(
      FieldSpec field,
      FieldType of,
      boolean distinct,
      JsonNode node,
      String pointer,
      List<Fault> faults) {
    if (!node.isArray()) {
      wrong(field, field.type(), node, pointer, faults);
      return null;
    }
    if (node.size() > field.max()) {
      faults.add(
          new Fault(
              pointer,
              "The list has " + node.size() + " items.",
              "at most " + field.max() + " items"));
      return null;
    }
    var items = new ArrayList<Object>();
    for (var i = 0; i < node.size(); i++) {
      var item = value(field, of, node.get(i), pointer + "/" + i, faults);
      if (item != null) {
        items.add(item);
      }
    }
    return distinct ? new LinkedHashSet<>(items) : items;
  }

  private @Nullable Object free(
      FieldSpec field, FieldType of, JsonNode node, String pointer, List<Fault> faults) {
    if (!node.isObject()) {
      wrong(field, new FieldType.Free(of), node, pointer, faults);
      return null;
    }
    var held = new LinkedHashMap<String, @Nullable Object>();
    for (var entry : node.properties()) {
      held.put(
          entry.getKey(),
          value(field, of, entry.getValue(), pointer + "/" + escape(entry.getKey()), faults));
    }
    return held;
  }

  private static @Nullable Object plain(JsonNode node) {
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

  private static @Nullable Object construct(
      Class<?> type,
      RecordComponent[] components,
      @Nullable Object[] arguments,
      String pointer,
      List<Fault> faults) {
    var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      var constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException refused) {
      if (refused.getCause() instanceof IllegalArgumentException why) {
        faults.add(new Fault(pointer, String.valueOf(why.getMessage()), "values that go together"));
        return null;
      }
      throw new IllegalStateException(type + " cannot be built", refused.getCause());
    } catch (ReflectiveOperationException hidden) {
      throw new IllegalStateException(type + " needs a public canonical constructor", hidden);
    }
  }

  private static void wrong(
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

  private static String kind(JsonNode node) {
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

  private static String escape(String name) {
    return cut(name).replace("~", "~0").replace("/", "~1");
  }

  private static String cut(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
