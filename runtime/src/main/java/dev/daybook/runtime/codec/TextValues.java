package dev.daybook.runtime.codec;

import dev.daybook.kernel.catalogue.Patch;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.deser.KeyDeserializers;
import tools.jackson.databind.ser.Serializers;

/**
 * The values that are one text on the wire: enums in lower snake case, and every Daybook class with
 * a public static {@code parse(String)} (ids, actors, streams, hashes), written with {@code
 * toString}.
 */
public final class TextValues {
  private static final Map<Class<?>, Optional<Function<String, Object>>> READERS =
      new ConcurrentHashMap<>();

  /** The wire forms of the constants of an enum, by their ordinals. */
  private static final ClassValue<String[]> WIRE =
      new ClassValue<>() {
        @Override
        protected String[] computeValue(Class<?> type) {
          return Arrays.stream(type.getEnumConstants())
              .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
              .toArray(String[]::new);
        }
      };

  private TextValues() {}

  /** The wire form of an enum constant. */
  public static String wire(Enum<?> constant) {
    return WIRE.get(constant.getDeclaringClass())[constant.ordinal()];
  }

  /**
   * How to read a class from one text; empty when it is not such a class. The reader throws
   * IllegalArgumentException.
   */
  public static Optional<Function<String, Object>> reader(Class<?> type) {
    return READERS.computeIfAbsent(type, TextValues::find);
  }

  private static Optional<Function<String, Object>> find(Class<?> type) {
    if (type.isEnum()) {
      return Optional.of(constants(type));
    }
    if (!type.getName().startsWith("dev.daybook.")) {
      return Optional.empty();
    }
    try {
      var parse = type.getMethod("parse", String.class);
      if (!Modifier.isStatic(parse.getModifiers()) || parse.getReturnType() != type) {
        return Optional.empty();
      }
      var handle =
          MethodHandles.publicLookup()
              .unreflect(parse)
              .asType(MethodType.methodType(Object.class, String.class));
      return Optional.of(text -> call(handle, text));
    } catch (NoSuchMethodException absent) {
      return Optional.empty();
    } catch (IllegalAccessException hidden) {
      throw new IllegalStateException(type + " has a parse(String) that is not public", hidden);
    }
  }

  private static Object call(MethodHandle parse, String text) {
    try {
      return parse.invokeExact(text);
    } catch (RuntimeException | Error refused) {
      throw refused;
    } catch (Throwable checked) {
      throw new IllegalArgumentException(checked);
    }
  }

  private static Function<String, Object> constants(Class<?> type) {
    var constants = new HashMap<String, Object>();
    for (var constant : type.getEnumConstants()) {
      constants.put(wire((Enum<?>) constant), constant);
    }
    return text -> {
      var constant = constants.get(text);
      if (constant == null) {
        throw new IllegalArgumentException("'" + text + "' is not one of " + names(type));
      }
      return constant;
    };
  }

  private static String names(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> wire((Enum<?>) constant))
        .collect(java.util.stream.Collectors.joining(", "));
  }

  /** Writes them. */
  static final class Writers implements Serializers {
    @Override
    public ValueSerializer<?> findSerializer(
        SerializationConfig config,
        JavaType type,
        BeanDescription.Supplier bean,
        com.fasterxml.jackson.annotation.JsonFormat.Value format) {
      return find(type);
    }

    @Override
    public ValueSerializer<?> findEnumSerializer(
        SerializationConfig config,
        JavaType type,
        BeanDescription.Supplier bean,
        com.fasterxml.jackson.annotation.JsonFormat.Value format) {
      return find(type);
    }

    @SuppressWarnings("NullAway") // null tells Jackson to look elsewhere
    private static ValueSerializer<?> find(JavaType type) {
      if (type.hasRawClass(Patch.class)) {
        return new Patched();
      }
      return reader(type.getRawClass()).isPresent() ? new Text() : null;
    }
  }

  /** A field that is left alone is null, one that is set stands in brackets: {@code [null]}. */
  private static final class Patched extends ValueSerializer<Patch<?>> {
    @Override
    public void serialize(Patch<?> patch, JsonGenerator out, SerializationContext context) {
      if (!patch.present()) {
        out.writeNull();
        return;
      }
      out.writeStartArray();
      context.writeValue(out, patch.value());
      out.writeEndArray();
    }
  }

  private static final class Text extends ValueSerializer<Object> {
    @Override
    public void serialize(Object value, JsonGenerator out, SerializationContext context) {
      out.writeString(value instanceof Enum<?> constant ? wire(constant) : value.toString());
    }
  }

  /** Reads them. */
  static final class Readers extends Deserializers.Base {
    @Override
    public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
      return reader(type).isPresent();
    }

    @Override
    @SuppressWarnings("NullAway") // null tells Jackson to look elsewhere
    public ValueDeserializer<?> findBeanDeserializer(
        JavaType type, DeserializationConfig config, BeanDescription.Supplier bean) {
      return reader(type.getRawClass())
          .map(read -> new Parsed(type.getRawClass(), read))
          .orElse(null);
    }

    @Override
    public ValueDeserializer<?> findEnumDeserializer(
        JavaType type, DeserializationConfig config, BeanDescription.Supplier bean) {
      return findBeanDeserializer(type, config, bean);
    }
  }

  private static final class Parsed extends ValueDeserializer<Object> {
    private final Class<?> type;
    private final Function<String, Object> read;

    Parsed(Class<?> type, Function<String, Object> read) {
      this.type = type;
      this.read = read;
    }

    @Override
    public Object deserialize(JsonParser in, DeserializationContext context) {
      if (in.currentToken() != JsonToken.VALUE_STRING) {
        throw DatabindException.from(in, "a text is expected for " + type.getSimpleName());
      }
      try {
        return read.apply(in.getString());
      } catch (IllegalArgumentException refused) {
        throw DatabindException.from(in, String.valueOf(refused.getMessage()), refused);
      }
    }
  }

  /** Reads them where they are the keys of an object. */
  static final class Keys implements KeyDeserializers {
    @Override
    @SuppressWarnings("NullAway") // null tells Jackson to look elsewhere
    public KeyDeserializer findKeyDeserializer(
        JavaType type, DeserializationConfig config, BeanDescription.Supplier bean) {
      return reader(type.getRawClass())
          .map(read ->
              new KeyDeserializer() {
                @Override
                public Object deserializeKey(String key, DeserializationContext context) {
                  return read.apply(key);
                }
              })
          .orElse(null);
    }
  }
}
