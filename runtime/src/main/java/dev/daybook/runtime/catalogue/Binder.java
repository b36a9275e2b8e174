package dev.daybook.runtime.catalogue;

import dev.daybook.kernel.catalogue.Patch;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns input into the records of the catalogue and checks it against what they declare. It finds
 * all faults at once: unknown, missing and doubled fields, wrong types, everything too long, too
 * many or out of bounds, unknown references. Safe for use by many threads.
 */
public final class Binder {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Scalars scalars;
  private final Map<Class<?>, Form> forms = new ConcurrentHashMap<>();

  /** How a record is built; looked up once. */
  private record Form(List<Class<?>> components, Constructor<?> constructor) {
    static Form of(Class<?> type) {
      var types =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      try {
        return new Form(List.of(types), type.getDeclaredConstructor(types));
      } catch (NoSuchMethodException hidden) {
        throw new IllegalStateException(type + " needs a public canonical constructor", hidden);
      }
    }
  }

  public Binder(IdResolver ids) {
    this.scalars = new Scalars(ids);
  }

  /** Binds a JSON object. */
  public <T> Bound<T> bind(Class<T> type, JsonNode input) {
    return bind(type, Fields.of(type), input);
  }

  /** Binds with fields read before; see {@link CommandSpec#fields()}. */
  public <T> Bound<T> bind(Class<T> type, List<FieldSpec> fields, JsonNode input) {
    var faults = new ArrayList<Fault>();
    if (!input.isObject()) {
      faults.add(new Fault("", "The input is " + Wording.kind(input) + ".", "a JSON object"));
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
    return PlainValues.fromText(type, texts);
  }

  private @Nullable Object composite(
      Class<?> type, List<FieldSpec> fields, JsonNode input, String pointer, List<Fault> faults) {
    var before = faults.size();
    unknown(fields, (ObjectNode) input, pointer, faults);
    var form = forms.computeIfAbsent(type, Form::of);
    var arguments = new @Nullable Object[form.components().size()];
    for (var i = 0; i < arguments.length; i++) {
      var field = fields.get(i);
      arguments[i] =
          component(
              field,
              form.components().get(i),
              input.get(field.name()),
              pointer + "/" + Wording.escape(field.name()),
              faults);
    }
    return faults.size() == before ? construct(form, arguments, pointer, faults) : null;
  }

  private static void unknown(
      List<FieldSpec> fields, ObjectNode input, String pointer, List<Fault> faults) {
    for (var name : input.propertyNames()) {
      if (fields.stream().noneMatch(field -> field.name().equals(name))) {
        var known = fields.stream().map(FieldSpec::name).toList();
        faults.add(
            new Fault(
                pointer + "/" + Wording.escape(name),
                "There is no field '" + Wording.cut(name) + "'.",
                known.isEmpty() ? "no field at all" : "one of " + String.join(", ", known)));
      }
    }
  }

  private @Nullable Object component(
      FieldSpec field,
      Class<?> component,
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
                pointer,
                "'" + field.name() + "' is missing.",
                Wording.expected(field, field.type())));
      }
      return PlainValues.empty(component);
    }
    return value(field, field.type(), node, pointer, faults);
  }

  private @Nullable Object value(
      FieldSpec field, FieldType type, JsonNode node, String pointer, List<Fault> faults) {
    return switch (type) {
      case FieldType.Text _ -> scalars.text(field, node, pointer, faults);
      case FieldType.Whole(var bits) -> scalars.whole(field, bits, node, pointer, faults);
      case FieldType.Decimal _ -> scalars.decimal(field, node, pointer, faults);
      case FieldType.Bool _ -> {
        if (!node.isBoolean()) {
          Wording.wrong(field, type, node, pointer, faults);
          yield null;
        }
        yield node.booleanValue();
      }
      case FieldType.Word(var enumeration, _) ->
          scalars.parsed(field, type, enumeration, node, pointer, faults);
      case FieldType.Parsed(var parsed, _) ->
          scalars.parsed(field, type, parsed, node, pointer, faults);
      case FieldType.Many(var of, var distinct) -> many(field, of, distinct, node, pointer, faults);
      case FieldType.Composite(var record, var fields) -> {
        if (!node.isObject()) {
          Wording.wrong(field, type, node, pointer, faults);
          yield null;
        }
        yield composite(record, fields, node, pointer, faults);
      }
      case FieldType.Free(var of) -> free(field, of, node, pointer, faults);
      case FieldType.Anything _ -> PlainValues.plain(node);
    };
  }

  private @Nullable Object many(
      FieldSpec field,
      FieldType of,
      boolean distinct,
      JsonNode node,
      String pointer,
      List<Fault> faults) {
    if (!node.isArray()) {
      Wording.wrong(field, field.type(), node, pointer, faults);
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
      Wording.wrong(field, new FieldType.Free(of), node, pointer, faults);
      return null;
    }
    var held = new LinkedHashMap<String, @Nullable Object>();
    for (var entry : node.properties()) {
      held.put(
          entry.getKey(),
          value(
              field, of, entry.getValue(), pointer + "/" + Wording.escape(entry.getKey()), faults));
    }
    return held;
  }

  private static @Nullable Object construct(
      Form form, @Nullable Object[] arguments, String pointer, List<Fault> faults) {
    var constructor = form.constructor();
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException refused) {
      if (refused.getCause() instanceof IllegalArgumentException why) {
        faults.add(new Fault(pointer, String.valueOf(why.getMessage()), "values that go together"));
        return null;
      }
      throw new IllegalStateException(constructor + " failed", refused.getCause());
    } catch (ReflectiveOperationException hidden) {
      throw new IllegalStateException(constructor + " cannot be called", hidden);
    }
  }
}
